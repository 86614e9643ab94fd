package dev.apk8s.benchmarks.relay;

import dev.apk8s.benchmarks.measure.Contender;
import dev.apk8s.benchmarks.platform.Api;
import dev.apk8s.benchmarks.platform.ServiceProcess;
import java.net.URI;

/** Clients of the relay, which keeps each transaction before it answers, gives it its nonce, signs and sends it. */
final class RelayedSends implements Contender {
    private static final String OPEN = "apk8s_chain_transactions_open";

    private final Chain chain;
    private final ServiceProcess service;
    private final Api api;
    private final String account;
    private final int count;
    private String headers = "";
    private long nonce;

    RelayedSends(Chain chain, ServiceProcess service, Api api, String account, int count) {
        this.chain = chain;
        this.service = service;
        this.api = api;
        this.account = account;
        this.count = count;
    }

    @Override
    public String name() {
        return "relay";
    }

    @Override
    public void prepare() throws InterruptedException {
        headers = "Authorization: Bearer " + api.token() + "\r\n";
        nonce = chain.taken(account);
    }

    @Override
    public double round() throws InterruptedException {
        long begun = System.nanoTime();
        Senders.send(URI.create(service.url() + "/api/v1/chain/transactions"), headers, count,
                i -> "{\"to\":\"" + RelayBenchmark.receiver(i) + "\",\"value\":\"1\",\"gas\":21000}");
        chain.awaitTaken(account, nonce + count);
        return count / ((System.nanoTime() - begun) / 1e9);
    }

    /** Nothing of it is left to do while the others have their turn. */
    @Override
    public void finish() throws InterruptedException {
        service.await(OPEN, 0);
    }
}
