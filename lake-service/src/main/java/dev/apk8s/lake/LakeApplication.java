package dev.apk8s.lake;

import dev.apk8s.lake.processor.ObjectTask;
import java.io.IOException;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Keeps objects, tells of their events, processes them, and takes snapshots of streams. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class LakeApplication {
    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 1 && arguments[0].equals(ObjectTask.COMMAND)) {
            System.exit(ObjectTask.run(System.getenv(), System.out));
        }
        SpringApplication.run(LakeApplication.class, arguments);
    }
}
