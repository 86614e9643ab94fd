package dev.apk8s.local.supervisor;

import dev.apk8s.local.home.Home;
import dev.apk8s.local.process.ProcessIdentity;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** Talks to the supervisor of a home. */
public final class ControlClient {
    private static final int TIMEOUT_MILLIS = 45_000;
    private static final JsonMapper JSON = new JsonMapper();

    private final RunRecord record;

    private ControlClient(RunRecord record) {
        this.record = record;
    }

    /** The running supervisor, if there is one. */
    public static Optional<ControlClient> find(Home home) {
        return RunRecord.read(home).filter(RunRecord::isAlive).map(ControlClient::new);
    }

    public SupervisorView status() {
        return send("GET", "/status", List.of());
    }

    public SupervisorView start(Collection<String> names) {
        return send("POST", "/start", names);
    }

    public SupervisorView restart(Collection<String> names) {
        return send("POST", "/restart", names);
    }

    /** Keeps the supervisor alive for as long as this process lives, too. */
    public SupervisorView addOwner(ProcessIdentity owner) {
        return send("POST", "/own", List.of(owner.toString()));
    }

    /** Returns once they are ready or will not become so by themselves, or time is up. */
    public SupervisorView await(Collection<String> names, Duration timeout) {
        Instant deadline = Instant.now().plus(timeout);
        SupervisorView view = send("POST", "/await", names);
        while (!isSettled(view, names) && !view.isStuck() && Instant.now().isBefore(deadline)) {
            view = send("POST", "/await", names);
        }
        return view;
    }

    /** Asks it to end; {@link #isAlive} tells when that is done. */
    public SupervisorView stop() {
        return send("POST", "/stop", List.of());
    }

    public boolean isAlive() {
        return record.isAlive();
    }

    public ProcessIdentity process() {
        return ProcessIdentity.parse(record.process());
    }

    private static boolean isSettled(SupervisorView view, Collection<String> names) {
        return view.components().stream().filter(component -> names.contains(component.name()))
                .allMatch(component -> component.state().isSettled());
    }

    private SupervisorView send(String method, String path, Collection<String> names) {
        try {
            HttpURLConnection connection = (HttpURLConnection) URI.create("http://127.0.0.1:" + record.port() + path)
                    .toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            connection.setRequestMethod(method);
            connection.setRequestProperty("Authorization", "Bearer " + record.token());
            if (method.equals("POST")) {
                connection.setDoOutput(true);
                try (OutputStream body = connection.getOutputStream()) {
                    body.write(JSON.writeValueAsBytes(names));
                }
            }
            if (connection.getResponseCode() != 200) {
                throw new SupervisorException(fault(connection));
            }
            try (InputStream body = connection.getInputStream()) {
                return JSON.readValue(body.readAllBytes(), SupervisorView.class);
            }
        } catch (IOException fault) {
            throw new SupervisorException("The supervisor, process " + process().pid() + ", does not answer: "
                    + fault.getMessage(), fault);
        }
    }

    private static String fault(HttpURLConnection connection) throws IOException {
        try (InputStream body = connection.getErrorStream()) {
            String text = body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
            return text.isEmpty()
                    ? "status " + connection.getResponseCode()
                    : JSON.readTree(text).path("fault").asString();
        }
    }
}
