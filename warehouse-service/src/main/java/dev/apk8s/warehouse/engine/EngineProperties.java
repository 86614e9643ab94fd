package dev.apk8s.warehouse.engine;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The SQL engine.
 *
 * @param url of the coordinator, such as {@code http://127.0.0.1:8280}
 * @param kind {@code trino} or {@code presto}
 * @param headerPrefix how the protocol's headers begin: {@code X-Presto-} for Presto and for a Trino that is set to
 * {@code protocol.v1.alternate-header-name=Presto}, {@code X-Trino-} for any other Trino
 * @param serviceUser the session user of statements that the service runs for itself; the engine's access control
 * gives it what users do not have, such as making external tables
 * @param password of the service user, where the engine asks for one: each request then shows it, and names the session
 * user beside it, whom the engine must let the service user stand in for
 * @param source how the engine's list of queries names those of this service
 * @param timeZone of the session: what a timestamp with time zone is shown in when a statement does not say it
 * @param connectTimeout how long a connection may take
 * @param requestTimeout how long the engine may take to answer one request; it holds a request for a second at most
 * while a query runs
 * @param maxPage the largest page of a result that is taken from the engine; two are held at a time for each query
 * that is being read
 * @param maxSql characters of a statement, with its parameters
 * @param retries how often a request is sent again that the engine was too busy to take
 */
@Validated
@ConfigurationProperties("apk8s.warehouse.engine")
public record EngineProperties(@DefaultValue("http://127.0.0.1:8280") @NotNull URI url,
        @DefaultValue("trino") @NotNull EngineKind kind,
        @DefaultValue("X-Presto-") @Pattern(regexp = "X-[A-Za-z]+-") String headerPrefix,
        @DefaultValue("apk8s/service/warehouse") @NotBlank String serviceUser,
        @DefaultValue("") String password, @DefaultValue("apk8s") @NotBlank String source,
        @DefaultValue("UTC") @NotNull ZoneId timeZone,
        @DefaultValue("2s") @NotNull Duration connectTimeout, @DefaultValue("30s") @NotNull Duration requestTimeout,
        @DefaultValue("8MB") @NotNull DataSize maxPage, @DefaultValue("100000") @Min(100) int maxSql,
        @DefaultValue("3") @Min(0) int retries) {}
