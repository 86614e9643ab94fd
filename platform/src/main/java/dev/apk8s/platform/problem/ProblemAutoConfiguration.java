package dev.apk8s.platform.problem;

import io.micrometer.tracing.Tracer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.json.JsonMapper;

@AutoConfiguration(afterName = "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration")
final class ProblemAutoConfiguration {
    @Bean
    Problems problems(JsonMapper json, ObjectProvider<Tracer> tracer, ObjectProvider<ProblemCustomizer> customizers) {
        return new Problems(json, tracer.getIfAvailable(), customizers.orderedStream().toList());
    }

    @Bean
    ProblemHandler problemHandler(Problems problems) {
        return new ProblemHandler(problems);
    }
}
