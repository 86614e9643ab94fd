package dev.apk8s.warehouse.engine;

import com.facebook.presto.jdbc.PrestoDriver;
import dev.apk8s.platform.problem.ProblemException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.springframework.stereotype.Component;

/**
 * The engine by JDBC, for its metadata: Presto's driver, which a Trino with the header prefix {@code X-Presto-} answers
 * too. Results of users do not go this way: the driver fails on rows and intervals, and shifts dates and timestamps
 * where the session's zone is not the JVM's.
 */
@Component
public final class EngineConnections {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final EngineProperties properties;
    private final PrestoDriver driver = new PrestoDriver();

    EngineConnections(EngineProperties properties) {
        this.properties = properties;
    }

    /** A connection as the session's user; the caller closes it. */
    public Connection open(EngineSession session) {
        Properties settings = new Properties();
        settings.setProperty("user", session.user());
        settings.setProperty("applicationNamePrefix", properties.source());
        var url = properties.url();
        if (!properties.password().isEmpty()) {
            settings.setProperty("user", properties.serviceUser());
            settings.setProperty("password", properties.password());
        }
        if ("https".equals(url.getScheme())) {
            settings.setProperty("SSL", "true");
        }
        try {
            Connection connection = driver.connect("jdbc:presto://" + url.getAuthority(), settings);
            if (connection == null) {
                throw new IllegalStateException("apk8s.warehouse.engine.url is no address of an engine: " + url);
            }
            return connection;
        } catch (SQLException refused) {
            throw new ProblemException(EngineError.ENGINE_UNAVAILABLE, "The SQL engine does not answer.", refused)
                    .retryAfter(RETRY_AFTER);
        }
    }
}
