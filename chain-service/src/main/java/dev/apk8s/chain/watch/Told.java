package dev.apk8s.chain.watch;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What stands in the events that are told. */
final class Told {
    private Told() {}

    /** @param removed whether a reorganisation dropped it */
    record BlockEvent(long number, String hash, String parent, String time, int transactions, String baseFee,
            boolean removed) {}

    /** @param address with its checksum */
    record LogEvent(String contract, String address, String event, Map<String, Object> arguments, long blockNumber,
            String blockHash, String transactionHash, long logIndex, String time, @Nullable String transaction,
            boolean removed) {}
}
