package dev.apk8s.local.mariadb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.junit.jupiter.api.Test;

import dev.apk8s.local.junit.Engines;
import dev.apk8s.local.junit.OwnEngine;

class MariadbEngineIT {

    @Test
    void the_lab_is_there_once_and_what_was_written_survives_a_kill() throws Exception {
        try (OwnEngine mariadb = OwnEngine.start("mariadb")) {
            assertThat(count(mariadb)).isEqualTo(1_000);
            try (Connection connection = connect(mariadb, Engines.secret("mariadb"));
                    Statement statement = connection.createStatement()) {
                statement.executeUpdate("INSERT INTO lab.appointment VALUES ('new@example.org', NULL)");
            }
            mariadb.kill();
            mariadb.start();
            assertThat(count(mariadb)).isEqualTo(1_001);
        }
    }

    @Test
    void nobody_comes_in_without_the_password() {
        try (OwnEngine mariadb = OwnEngine.start("mariadb")) {
            assertThatThrownBy(() -> connect(mariadb, "wrong")).isInstanceOf(SQLException.class)
                    .hasMessageContaining("Access denied");
            assertThatThrownBy(() -> DriverManager
                    .getConnection("jdbc:mariadb://" + mariadb.export("address") + "/lab", "root", ""))
                    .isInstanceOf(SQLException.class);
        }
    }

    private static int count(OwnEngine mariadb) throws SQLException {
        try (Connection connection = connect(mariadb, Engines.secret("mariadb"));
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT count(*) FROM lab.appointment")) {
            result.next();
            return result.getInt(1);
        }
    }

    private static Connection connect(OwnEngine mariadb, String password) throws SQLException {
        return DriverManager.getConnection("jdbc:mariadb://" + mariadb.export("address") + "/lab",
                mariadb.export("user"), password);
    }
}
