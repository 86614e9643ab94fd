package dev.apk8s.ml.serving;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.apk8s.ml.model.Model;
import dev.apk8s.ml.model.ModelVersion;
import dev.apk8s.ml.tensor.Tensor;
import dev.apk8s.ml.tensor.TensorJson;
import dev.apk8s.platform.event.Event;
import dev.apk8s.platform.event.EventPublisher;
import dev.apk8s.platform.event.Topics;
import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.problem.CommonError;
import dev.apk8s.platform.problem.ProblemException;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Publishes predictions to the topic of that name, inputs and outputs, as events. */
@Component
final class PredictionRecorder {
    private static final String TYPE = "dev.apk8s.prediction";
    private static final long SECONDS = 15;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final EventPublisher publisher;
    private final Topics topics;
    private final RecordProperties properties;
    private final JsonMapper json;

    PredictionRecorder(EventPublisher publisher, Topics topics, RecordProperties properties, JsonMapper json) {
        this.publisher = publisher;
        this.topics = topics;
        this.properties = properties;
        this.json = json;
    }

    void record(Caller caller, Model model, ModelVersion version, List<Tensor> inputs, List<Tensor> outputs) {
        byte[] data = data(model, version, inputs, outputs);
        if (data.length > properties.largest().toBytes()) {
            throw new ProblemException(CommonError.BODY_TOO_LARGE, "Predictions of this model are recorded, and this "
                    + "one would take more than " + properties.largest().toBytes() + " bytes: send fewer rows.");
        }
        Event event = new Event(UuidCreator.getTimeOrderedEpoch().toString(), "/models/" + model.name(), TYPE,
                Instant.now(), Integer.toString(version.version()), caller.tenant(), null, data);
        try {
            topics.ensure(properties.topic(), properties.partitions(), properties.retention())
                    .thenCompose(_ -> publisher.publish(properties.topic(), event))
                    .orTimeout(SECONDS, TimeUnit.SECONDS).join();
        } catch (CompletionException away) {
            throw new ProblemException(CommonError.LOG_UNAVAILABLE,
                    "The prediction could not be recorded, so it is not given.", away).retryAfter(RETRY_AFTER);
        }
    }

    private byte[] data(Model model, ModelVersion version, List<Tensor> inputs, List<Tensor> outputs) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator generator = json.createGenerator(bytes)) {
            generator.writeStartObject();
            generator.writeStringProperty("model", model.name());
            generator.writeNumberProperty("version", version.version());
            tensors(generator, "inputs", inputs);
            tensors(generator, "outputs", outputs);
            generator.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void tensors(JsonGenerator generator, String name, List<Tensor> tensors) {
        generator.writeArrayPropertyStart(name);
        for (Tensor tensor : tensors) {
            generator.writeStartObject();
            generator.writeStringProperty("name", tensor.name());
            TensorJson.writeShape(generator, tensor.shape());
            generator.writeStringProperty("datatype", tensor.type().name());
            generator.writeName("data");
            TensorJson.writeFlat(generator, tensor);
            generator.writeEndObject();
        }
        generator.writeEndArray();
    }
}
