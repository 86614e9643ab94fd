package dev.apk8s.chain.node;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The Ethereum node.
 *
 * @param url where it takes JSON-RPC over HTTP
 * @param chainId of the network; transactions are signed for it alone
 * @param connectTimeout how long a connection may take
 * @param readTimeout how long an answer may take
 */
@Validated
@ConfigurationProperties("apk8s.chain.node")
public record NodeProperties(@NotNull URI url, @DefaultValue("27587") @Min(1) long chainId,
        @DefaultValue("2s") @NotNull Duration connectTimeout, @DefaultValue("10s") @NotNull Duration readTimeout) {}
