package dev.apk8s.chain.relay;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import org.springframework.stereotype.Component;

/** How the transactions do that are on their way. Every replica knows all of them, and tells the same. */
@Component
final class RelayMeters implements MeterBinder {
    private final Transactions transactions;

    RelayMeters(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("apk8s.chain.transactions.open", transactions, Transactions::openCount)
                .description("Transactions that are not finished").register(registry);
        Gauge.builder("apk8s.chain.transactions.oldest", this, RelayMeters::oldestSeconds).baseUnit("seconds")
                .description("Since when the oldest transaction that is not finished was accepted").register(registry);
        Gauge.builder("apk8s.chain.transactions.unfunded", this, RelayMeters::unfunded)
                .description("Transactions that wait because their account has too little ether").register(registry);
    }

    private double oldestSeconds() {
        return transactions.open().map(Transaction::accepted).min(Comparator.naturalOrder())
                .map(accepted -> Duration.between(accepted, Instant.now()).toSeconds()).orElse(0L);
    }

    private double unfunded() {
        return transactions.open().filter(Transaction::isUnfunded).count();
    }
}
