package dev.apk8s.ml.seldon;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Predictions by Seldon's protocol.
 *
 * @param defaultModel of each tenant, that answers where the route names none
 */
@Validated
@ConfigurationProperties("apk8s.ml.seldon")
record SeldonProperties(@DefaultValue("SkLearnWineModel") @NotBlank String defaultModel) {}
