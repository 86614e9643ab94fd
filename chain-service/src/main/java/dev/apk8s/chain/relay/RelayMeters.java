package dev.apk8s.chain.relay;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** How many transactions are on their way. */
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
    }
}
