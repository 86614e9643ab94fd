package dev.apk8s.ml.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import dev.apk8s.platform.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.stereotype.Component;

/** Opens models in ONNX Runtime, each with bounded threads and without an arena that would keep what it once had. */
@Component
public final class OnnxSessions {
    private static final int LONGEST_REASON = 300;

    private final OnnxProperties properties;
    private final OrtEnvironment environment = OrtEnvironment
            .getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "apk8s");

    public OnnxSessions(OnnxProperties properties) {
        this.properties = properties;
    }

    /**
     * Opens a model after it was looked through.
     *
     * @throws ProblemException if the file is none that can be served
     */
    public OnnxSession open(Path file) throws IOException {
        long size = Files.size(file);
        if (size > properties.maxModel().toBytes()) {
            throw tooLarge();
        }
        OnnxFile.check(file);
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(properties.threads());
            options.setInterOpNumThreads(1);
            options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
            options.setCPUArenaAllocator(false);
            options.setMemoryPatternOptimization(false);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            return OnnxSession.of(environment, environment.createSession(file.toString(), options));
        } catch (OrtException refused) {
            throw refused(refused);
        }
    }

    public ProblemException tooLarge() {
        return new ProblemException(ModelFileError.MODEL_TOO_LARGE,
                "A model may have " + properties.maxModel().toBytes() + " bytes.")
                .with("limit", properties.maxModel().toBytes());
    }

    private static ProblemException refused(OrtException refused) {
        String reason = reason(refused);
        return switch (refused.getCode()) {
            case ORT_INVALID_PROTOBUF, ORT_NO_MODEL -> new ProblemException(ModelFileError.MODEL_NOT_ONNX,
                    "The file is not an ONNX model, or was cut off.", refused);
            case ORT_NOT_IMPLEMENTED -> new ProblemException(ModelFileError.MODEL_UNSUPPORTED,
                    "ONNX Runtime has not what the model needs: " + reason, refused);
            default -> new ProblemException(ModelFileError.MODEL_CORRUPT,
                    "ONNX Runtime does not take the model: " + reason, refused);
        };
    }

    /** What the runtime says of the model, without the places in this machine that it names. */
    static String reason(OrtException exception) {
        String text = String.valueOf(exception.getMessage()).lines().findFirst().orElse("")
                .replaceAll("/[\\w./-]+", "...");
        return text.length() > LONGEST_REASON ? text.substring(0, LONGEST_REASON) + "..." : text;
    }
}
