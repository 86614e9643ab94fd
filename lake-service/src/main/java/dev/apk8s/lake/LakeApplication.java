package dev.apk8s.lake;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Keeps objects, tells of their events, processes them, and takes snapshots of streams. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class LakeApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(LakeApplication.class, arguments);
    }
}
