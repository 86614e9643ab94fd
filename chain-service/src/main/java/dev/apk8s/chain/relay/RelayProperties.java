package dev.apk8s.chain.relay;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.math.BigInteger;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How transactions go their way.
 *
 * @param max how many are kept, of all tenants; the oldest that are finished make room
 * @param maxInFlight how many of one account wait for a block at once
 * @param confirmations how many blocks, its own among them, must hold a transaction until it is final
 * @param maxFeePerGas the most, in wei, that is offered for a unit of gas; above it a transaction waits
 * @param repriceAfter after how long without a block a transaction is offered at a higher price
 * @param lookAfter how often the node is asked whether it still has what was sent
 * @param tick how often the relay looks for work
 * @param lanes over how many partitions the accounts are shared among replicas; never changed once in use
 */
@Validated
@ConfigurationProperties("apk8s.chain.relay")
public record RelayProperties(@DefaultValue("20000") @Min(100) @Max(1_000_000) int max,
        @DefaultValue("1000") @Min(1) @Max(10_000) int maxInFlight,
        @DefaultValue("5") @Min(1) @Max(10_000) int confirmations,
        @DefaultValue("200000000000") @NotNull BigInteger maxFeePerGas,
        @DefaultValue("30s") @NotNull Duration repriceAfter, @DefaultValue("3s") @NotNull Duration lookAfter,
        @DefaultValue("250ms") @NotNull Duration tick, @DefaultValue("16") @Min(1) @Max(1_000) int lanes) {}
