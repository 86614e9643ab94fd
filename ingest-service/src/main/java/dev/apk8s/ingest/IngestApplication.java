package dev.apk8s.ingest;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Takes telemetry over every protocol into the log, indexes it, finds it, and sends commands to devices. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class IngestApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(IngestApplication.class, arguments);
    }
}
