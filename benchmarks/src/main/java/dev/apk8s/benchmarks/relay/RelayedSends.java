package dev.apk8s.benchmarks.relay;

import dev.apk8s.benchmarks.measure.Contender;
import dev.apk8s.benchmarks.platform.Api;
import dev.apk8s.benchmarks.platform.ServiceProcess;
import java.net.URI;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Clients of the relay, which keeps each transaction before it answers, gives it its nonce, signs and sends it. */
final class RelayedSends implements Contender {
    private static final String OPEN = "apk8s_chain_transactions_open";

    private final Chain chain;
    private final ServiceProcess service;
    private final Api api;
    private final String account;
    private final int count;
    private final int together;
    private String headers = "";
    private long nonce;

    /** @param together how many come in one request, of which the count is a multiple */
    RelayedSends(Chain chain, ServiceProcess service, Api api, String account, int count, int together) {
        this.chain = chain;
        this.service = service;
        this.api = api;
        this.account = account;
        this.count = count;
        this.together = together;
    }

    @Override
    public String name() {
        return together == 1 ? "relay" : "relay, " + together + " a request";
    }

    @Override
    public void prepare() throws InterruptedException {
        headers = "Authorization: Bearer " + api.token() + "\r\n";
        nonce = chain.taken(account);
    }

    @Override
    public double round() throws InterruptedException {
        long begun = System.nanoTime();
        String url = service.url() + "/api/v1/chain/transactions";
        if (together == 1) {
            Senders.send(URI.create(url), headers, count, RelayedSends::transfer);
        } else {
            Senders.send(URI.create(url + "/batch"), headers, count / together, this::batch);
        }
        chain.awaitTaken(account, nonce + count);
        return count / ((System.nanoTime() - begun) / 1e9);
    }

    private static String transfer(int i) {
        return "{\"to\":\"" + RelayBenchmark.receiver(i) + "\",\"value\":\"1\",\"gas\":21000}";
    }

    private String batch(int number) {
        return IntStream.range(number * together, (number + 1) * together).mapToObj(RelayedSends::transfer)
                .collect(Collectors.joining(",", "{\"transactions\":[", "]}"));
    }

    /** Nothing of it is left to do while the others have their turn. */
    @Override
    public void finish() throws InterruptedException {
        service.await(OPEN, 0);
    }
}
