package dev.apk8s.benchmarks.sql;

import com.facebook.presto.jdbc.PrestoDriver;
import dev.apk8s.benchmarks.measure.BenchmarkException;
import dev.apk8s.benchmarks.measure.Contender;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** The engine's driver in a bare loop: every value of every row is asked for and nothing is done with it. */
final class DriverRows implements Contender {
    private final String engine;

    DriverRows(String engine) {
        this.engine = "jdbc:presto://" + URI.create(engine).getAuthority();
    }

    @Override
    public String name() {
        return "presto-jdbc in a bare loop";
    }

    @Override
    public double round() {
        Properties user = new Properties();
        user.setProperty("user", "default/reader/benchmark");
        long start = System.nanoTime();
        try (Connection connection = new PrestoDriver().connect(engine, user);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SqlBenchmark.QUERY)) {
            int columns = rows.getMetaData().getColumnCount();
            long count = 0;
            long values = 0;
            while (rows.next()) {
                for (int column = 1; column <= columns; column++) {
                    values += rows.getObject(column) == null ? 0 : 1;
                }
                count++;
            }
            if (count != SqlBenchmark.ROWS || values != count * columns) {
                throw new BenchmarkException(count + " rows came");
            }
        } catch (SQLException fault) {
            throw new BenchmarkException("The driver failed", fault);
        }
        return SqlBenchmark.ROWS / ((System.nanoTime() - start) / 1e9);
    }
}
