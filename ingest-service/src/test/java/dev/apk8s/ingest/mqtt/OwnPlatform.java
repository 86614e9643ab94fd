package dev.apk8s.ingest.mqtt;

import dev.apk8s.local.junit.OwnEngine;
import dev.apk8s.platform.house.Api;
import java.util.regex.Pattern;

/** A log, a broker and an ingest service of a test's own, to be killed. */
final class OwnPlatform implements AutoCloseable {
    final OwnEngine kafka = OwnEngine.prepare("kafka");
    final OwnEngine broker = OwnEngine.prepare("artemis");
    final OwnEngine ingest = OwnEngine.prepare("ingest-service");

    OwnPlatform() {
        kafka.start();
        broker.using(ingest).start();
        ingest.using(kafka, broker).start();
    }

    Api operator() {
        return Api.at(ingest.export("url")).asUser("operator");
    }

    String mqttUrl() {
        return broker.export("mqtt-url");
    }

    TopicReader log() {
        return new TopicReader(kafka.export("bootstrap-servers"));
    }

    /** A gauge or counter of the service, as Prometheus reads it. */
    double meter(String name) {
        String meters = Api.at(ingest.export("management-url")).get("/actuator/prometheus").text();
        var line = Pattern.compile("^" + name + "(?:\\{[^}]*})? (\\S+)$", Pattern.MULTILINE).matcher(meters);
        if (!line.find()) {
            throw new IllegalStateException("There is no meter " + name);
        }
        return Double.parseDouble(line.group(1));
    }

    @Override
    public void close() {
        ingest.close();
        broker.close();
        kafka.close();
    }
}
