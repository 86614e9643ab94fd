package dev.apk8s.warehouse;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Answers SQL over everything that the platform keeps. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class WarehouseApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(WarehouseApplication.class, arguments);
    }
}
