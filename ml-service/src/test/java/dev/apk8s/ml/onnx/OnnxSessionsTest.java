package dev.apk8s.ml.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.apk8s.ml.TestModels;
import dev.apk8s.ml.tensor.Shape;
import dev.apk8s.ml.tensor.Tensor;
import dev.apk8s.platform.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class OnnxSessionsTest {
    private final OnnxSessions sessions = new OnnxSessions(new OnnxProperties(1, DataSize.ofKilobytes(64)));
    @TempDir
    private Path directory;

    private OnnxSession open(byte[] file) throws IOException {
        return sessions.open(Files.write(directory.resolve("model.onnx"), file));
    }

    private void refused(byte[] file, ModelFileError error, String reason) {
        assertThatThrownBy(() -> open(file)).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.code()).isEqualTo(error);
            assertThat(problem.detail()).contains(reason).doesNotContain(directory.toString());
        });
    }

    @Test
    void whatIsNoModelIsRefused() {
        refused("This is no model, but a text.".getBytes(StandardCharsets.UTF_8), ModelFileError.MODEL_NOT_ONNX, "");
        refused(new byte[0], ModelFileError.MODEL_NOT_ONNX, "");
        refused(new byte[1000], ModelFileError.MODEL_NOT_ONNX, "");
    }

    @Test
    void aModelThatIsCutOffAnywhereIsRefused() {
        byte[] whole = TestModels.times(2, 3);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> open(cut)).as("cut to %d bytes", length).isInstanceOf(ProblemException.class);
        }
    }

    @Test
    void aModelThatIsTooLargeIsRefused() {
        refused(new byte[65 << 10], ModelFileError.MODEL_TOO_LARGE, "65536 bytes");
    }

    @Test
    void aModelWithAnOperatorThatNobodyKnowsIsRefused() {
        assertThatThrownBy(() -> open(TestModels.unknownOperator())).isInstanceOfSatisfying(ProblemException.class,
                problem -> assertThat(problem.detail()).contains("NobodyKnows"));
    }

    @Test
    void aModelThatReadsFilesOfThisMachineIsRefused() throws IOException {
        Files.write(directory.resolve("weights"), new byte[4]);
        refused(TestModels.external("weights"), ModelFileError.MODEL_UNSUPPORTED, "other files");
        refused(TestModels.external("/etc/passwd"), ModelFileError.MODEL_UNSUPPORTED, "other files");
        refused(TestModels.externalConstant("weights"), ModelFileError.MODEL_UNSUPPORTED, "other files");
    }

    @Test
    void aModelTellsItsSignatureAndComputes() throws IOException {
        try (OnnxSession session = open(TestModels.times(2, 3))) {
            assertThat(session.batches()).isTrue();
            assertThat(session.signature().inputs().getFirst().shape()).isEqualTo(Shape.of(-1, 3));
            Tensor.Numbers output = (Tensor.Numbers) session.run(List.of(
                    Tensor.Numbers.ofFloats("input", Shape.of(2, 3), new float[]{1, 2, 3, 4, 5, 6}))).getFirst();
            assertThat(output.shape()).isEqualTo(Shape.of(2, 3));
            assertThat(output.number(5)).isEqualTo(12);
        }
    }

    @Test
    void anOpenDimensionIsNoBatchUnlessTheModelSaysSo() throws IOException {
        try (OnnxSession session = open(TestModels.unnamedBatch(2, 3))) {
            assertThat(session.batches()).isFalse();
        }
    }
}
