package dev.apk8s.ingest.kept;

import dev.apk8s.ingest.Targets;
import dev.apk8s.ingest.mqtt.TopicReader;
import dev.apk8s.local.junit.OwnEngine;
import dev.apk8s.platform.house.Api;
import dev.apk8s.platform.house.Meters;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A log, a broker, an index and an ingest of one's own, to be killed and stalled; only the realm is the build's. */
final class Installation implements AutoCloseable {
    final OwnEngine kafka = OwnEngine.prepare("kafka");
    final OwnEngine search = OwnEngine.prepare("opensearch");
    final OwnEngine ingest = OwnEngine.prepare("ingest-service");
    final OwnEngine broker = OwnEngine.prepare("artemis").using(ingest);

    void startWithoutBroker() {
        OwnEngine.startAll(kafka, search);
        // As short as Kafka allows: what a killed instance worked on rests that long.
        ingest.using(kafka, search, broker).environment("SPRING_KAFKA_CONSUMER_PROPERTIES_SESSION_TIMEOUT_MS", "6000")
                .environment("APK8S_CHAIN_SERVICE", Targets.url()).start();
    }

    Api api() {
        return Api.at(ingest.export("url"));
    }

    /** Registers a device and returns its secret. */
    String register(String device) {
        Api.Answer answer = api().asUser("operator").post("/api/v1/devices", "{\"id\":\"" + device + "\"}");
        if (answer.status() != 201) {
            throw new IllegalStateException(answer.text());
        }
        return answer.json().get("secret").asString();
    }

    /** What the log has of a device. */
    List<ConsumerRecord<String, byte[]>> inLog(String topic, String device) {
        return new TopicReader(kafka.export("bootstrap-servers")).withKey(topic, device);
    }

    /** A gauge or counter of ingest, as Prometheus reads it. */
    double meter(String name) {
        return Meters.of(Api.at(ingest.export("management-url"))).value(name);
    }

    /** How many documents the index has of a device. */
    long inIndex(String device) {
        Api engine = Api.at(search.export("url"));
        engine.send("POST", "/sensor-*/_refresh?allow_no_indices=true", "", new byte[0]);
        Api.Answer count = engine.get("/sensor-*/_count?allow_no_indices=true&q=apk8s.device:%22" + device + "%22");
        return count.status() == 200 ? count.json().get("count").asLong() : -1;
    }

    @Override
    public void close() {
        ingest.close();
        broker.close();
        search.close();
        kafka.close();
    }
}
