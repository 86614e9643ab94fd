package dev.apk8s.benchmarks.relay;

import dev.apk8s.benchmarks.measure.Contender;
import java.math.BigInteger;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.utils.Numeric;

/** A client of its own account's: it signs, and hands the node each transaction in a request of its own. */
final class RawSends implements Contender {
    private static final BigInteger GWEI = BigInteger.valueOf(1_000_000_000);
    private static final BigInteger GAS = BigInteger.valueOf(21_000);
    private static final long CHAIN_ID = 27_587;
    private static final String ETHER_100 = "0x56bc75e2d63100000";

    private final String name;
    private final Chain chain;
    private final Credentials account;
    private final int count;
    private final boolean signedBefore;
    private long nonce;
    private List<String> signed = List.of();

    /** @param signedBefore whether its time begins when all are signed */
    RawSends(String name, Chain chain, String key, int count, boolean signedBefore) throws InterruptedException {
        this.name = name;
        this.chain = chain;
        this.account = Credentials.create(key);
        this.count = count;
        this.signedBefore = signedBefore;
        chain.call("anvil_setBalance", account.getAddress(), ETHER_100);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void prepare() throws InterruptedException {
        nonce = chain.taken(account.getAddress());
        if (signedBefore) {
            signed = IntStream.range(0, count).parallel().mapToObj(this::sign).toList();
        }
    }

    @Override
    public double round() throws InterruptedException {
        long begun = System.nanoTime();
        Senders.send(URI.create(chain.url()), "", count, i -> signedBefore ? signed.get(i) : sign(i));
        chain.awaitTaken(account.getAddress(), nonce + count);
        return count / ((System.nanoTime() - begun) / 1e9);
    }

    private String sign(int i) {
        RawTransaction raw = RawTransaction.createTransaction(CHAIN_ID, BigInteger.valueOf(nonce + i), GAS,
                RelayBenchmark.receiver(i), BigInteger.ONE, "", BigInteger.ONE, GWEI.shiftLeft(1));
        return "{\"jsonrpc\":\"2.0\",\"id\":" + i + ",\"method\":\"eth_sendRawTransaction\",\"params\":[\""
                + Numeric.toHexString(TransactionEncoder.signMessage(raw, CHAIN_ID, account)) + "\"]}";
    }

    @Override
    public void finish() throws InterruptedException {
        chain.awaitMined(account.getAddress(), nonce + count);
    }
}
