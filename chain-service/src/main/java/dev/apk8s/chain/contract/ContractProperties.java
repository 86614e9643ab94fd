package dev.apk8s.chain.contract;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Contracts by name.
 *
 * @param max how many there may be, of all tenants
 */
@Validated
@ConfigurationProperties("apk8s.chain.contracts")
public record ContractProperties(@DefaultValue("500") @Min(1) @Max(10_000) int max) {}
