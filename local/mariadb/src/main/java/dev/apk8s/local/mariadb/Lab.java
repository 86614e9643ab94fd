package dev.apk8s.local.mariadb;

/**
 * The database {@code lab}. Its table {@code appointment} names some of the donors that {@code ./apk8s sample donors}
 * makes: one in a thousand of a million.
 */
final class Lab {
    private static final int ROWS = 1_000;
    private static final int STEP = 1_000;

    private Lab() {}

    /** What is executed at each start, one statement a line; a second time changes nothing. */
    static String statements(String password) {
        if (!password.matches("[A-Za-z0-9]+")) {
            throw new IllegalArgumentException("The password may hold letters and digits only");
        }
        return """
                CREATE DATABASE IF NOT EXISTS lab CHARACTER SET utf8mb4;
                CREATE TABLE IF NOT EXISTS lab.appointment (email VARCHAR(120) NOT NULL PRIMARY KEY, completed_on DATE);
                INSERT IGNORE INTO lab.appointment SELECT CONCAT('donor', LPAD(seq * %2$d, 7, '0'), '@example.org'), IF(seq %% 4 = 0, NULL, DATE_ADD('2026-01-01', INTERVAL seq %% 300 DAY)) FROM %3$s;
                CREATE USER IF NOT EXISTS 'apk8s'@'127.0.0.1';
                ALTER USER 'apk8s'@'127.0.0.1' IDENTIFIED BY '%1$s';
                GRANT ALL ON lab.* TO 'apk8s'@'127.0.0.1';
                ALTER USER 'root'@'localhost' IDENTIFIED BY '%1$s';
                """
                .formatted(password, STEP, numbers());
    }

    private static String numbers() {
        return "(WITH RECURSIVE numbers(seq) AS (SELECT 1 UNION ALL SELECT seq + 1 FROM numbers WHERE seq < " + ROWS
                + ") SELECT seq FROM numbers) AS numbers";
    }
}
