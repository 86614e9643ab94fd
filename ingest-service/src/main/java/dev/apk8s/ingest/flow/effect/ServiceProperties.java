package dev.apk8s.ingest.flow.effect;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The services that flows call.
 *
 * @param chain where the chain-service is
 * @param ml where the ml-service is
 * @param warehouse where the warehouse-service is
 * @param connectTimeout how long a connection may take
 * @param answerTimeout how long an answer may take; then the service counts as away
 * @param queryTimeout how long a query may run; shorter than an answer may take, so that it is the query that fails
 * @param maxAnswer the largest answer
 */
@Validated
@ConfigurationProperties("apk8s.ingest.flows.services")
record ServiceProperties(@DefaultValue("http://127.0.0.1:8084") @NotNull URI chain,
        @DefaultValue("http://127.0.0.1:8085") @NotNull URI ml,
        @DefaultValue("http://127.0.0.1:8083") @NotNull URI warehouse,
        @DefaultValue("2s") @NotNull Duration connectTimeout, @DefaultValue("30s") @NotNull Duration answerTimeout,
        @DefaultValue("20s") @NotNull Duration queryTimeout,
        @DefaultValue("256KB") @NotNull DataSize maxAnswer) {}
