package dev.apk8s.chain;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Sends transactions, keeps contracts, watches their events, and anchors proofs. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ChainApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(ChainApplication.class, arguments);
    }
}
