package dev.apk8s.warehouse.result;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Results.
 *
 * @param arrowMemory outside of the heap for all results that are written as Arrow at a time; one that finds no more
 * breaks off
 */
@Validated
@ConfigurationProperties("apk8s.warehouse.result")
record ResultProperties(@DefaultValue("128MB") @NotNull DataSize arrowMemory) {}
