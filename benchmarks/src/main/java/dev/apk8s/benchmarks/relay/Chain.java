package dev.apk8s.benchmarks.relay;

import dev.apk8s.benchmarks.measure.BenchmarkException;
import dev.apk8s.benchmarks.platform.Api;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** The node, as the benchmark looks at it. */
final class Chain {
    private static final long LOOK_MILLIS = 10;
    private static final long PATIENCE_NANOS = 120_000_000_000L;

    private final Api api;
    private final String url;

    Chain(Api api, String url) {
        this.api = api;
        this.url = url;
    }

    String url() {
        return url;
    }

    JsonNode call(String method, Object... parameters) throws InterruptedException {
        JsonNode answer = api.engine("POST", url,
                Map.of("jsonrpc", "2.0", "id", 1, "method", method, "params", List.of(parameters)));
        if (answer.has("error")) {
            throw new BenchmarkException(method + " was answered " + answer);
        }
        return answer.path("result");
    }

    /** Blocks that hold whatever there is: a block's size must not be what is measured. */
    void makeRoom(long blockGas) throws InterruptedException {
        call("evm_setBlockGasLimit", "0x" + Long.toHexString(blockGas));
    }

    /** How many transactions of the account the node has taken. */
    long taken(String account) throws InterruptedException {
        return Long.decode(call("eth_getTransactionCount", account, "pending").asString(""));
    }

    void awaitTaken(String account, long count) throws InterruptedException {
        await("pending", account, count);
    }

    void awaitMined(String account, long count) throws InterruptedException {
        await("latest", account, count);
    }

    private void await(String block, String account, long count) throws InterruptedException {
        long begun = System.nanoTime();
        while (Long.decode(call("eth_getTransactionCount", account, block).asString("")) < count) {
            if (System.nanoTime() - begun > PATIENCE_NANOS) {
                throw new BenchmarkException("The node has fewer than " + count + " transactions of " + account);
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }
}
