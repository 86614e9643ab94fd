package dev.apk8s.lake.store;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The object store: any that speaks S3 with signatures of version 4 and path-style addresses.
 *
 * @param endpoint where this service reaches it
 * @param publicEndpoint where clients reach it, for presigned links; the endpoint if not given
 * @param accessKey the user of this service in the store
 * @param secretKey the user's secret
 * @param region that requests are signed for
 * @param connectTimeout for a connection to the store
 * @param readTimeout how long the store may be silent; making an object of many parts can take it a while
 * @param writeTimeout how long the store may take nothing of a body
 * @param maxConnections requests to the store at once, beside the bodies that are sent and read: those have bounds of their own
 * @param buckets that are made for the default tenant at start
 */
@Validated
@ConfigurationProperties("apk8s.lake.store")
record StoreProperties(@DefaultValue("http://127.0.0.1:9000") @NotNull URI endpoint, @Nullable URI publicEndpoint,
        @DefaultValue("apk8s") @NotBlank String accessKey, @DefaultValue("") @NotNull String secretKey,
        @DefaultValue("us-east-1") @NotBlank String region, @DefaultValue("2s") @NotNull Duration connectTimeout,
        @DefaultValue("60s") @NotNull Duration readTimeout, @DefaultValue("30s") @NotNull Duration writeTimeout,
        @DefaultValue("128") @Min(4) @Max(4_096) int maxConnections,
        @DefaultValue( {
                "upload", "processed", "exports", "sensor-hourly", "warehouse",
                "models"}) @NotEmpty List<String> buckets){
    /** Where clients reach the store. */
    URI linksTo() {
        return publicEndpoint == null || publicEndpoint.toString().isBlank() ? endpoint : publicEndpoint;
    }
}
