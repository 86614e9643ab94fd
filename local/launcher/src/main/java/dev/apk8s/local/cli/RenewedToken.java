package dev.apk8s.local.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** A user's token, taken again before it ends. */
final class RenewedToken implements Supplier<String> {
    private final LogIn logIn;
    private final String user;
    private final Duration holds;
    private String token = "";
    private Instant renewal = Instant.MIN;

    RenewedToken(LogIn logIn, String user, Duration holds) {
        this.logIn = logIn;
        this.user = user;
        this.holds = holds;
    }

    @Override
    public String get() {
        if (Instant.now().isAfter(renewal)) {
            try {
                token = logIn.token(user);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                throw new Problem(ExitCode.INTERRUPTED, "Interrupted while logging in.");
            }
            renewal = Instant.now().plus(holds);
        }
        return token;
    }
}
