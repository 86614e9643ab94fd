package dev.apk8s.ml;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Trains models, keeps them in the lake, and answers predictions. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class MlApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(MlApplication.class, arguments);
    }
}
