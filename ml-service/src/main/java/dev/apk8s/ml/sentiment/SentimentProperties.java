package dev.apk8s.ml.sentiment;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Sentiment.
 *
 * @param maxText the longest text
 */
@Validated
@ConfigurationProperties("apk8s.ml.sentiment")
record SentimentProperties(@DefaultValue("256KB") @NotNull DataSize maxText) {}
