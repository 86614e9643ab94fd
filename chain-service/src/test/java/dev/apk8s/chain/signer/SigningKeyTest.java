package dev.apk8s.chain.signer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Keys;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;

class SigningKeyTest {
    private static final long CHAIN = 27_587;
    private static final int KEYS = 20;
    private static final int TRANSACTIONS = 50;

    @Test
    void itSignsAsWeb3jDoes() throws Exception {
        for (int i = 0; i < KEYS; i++) {
            ECKeyPair pair = Keys.createEcKeyPair(new SecureRandom());
            SigningKey key = new SigningKey(pair);
            Credentials credentials = Credentials.create(pair);
            for (int nonce = 0; nonce < TRANSACTIONS; nonce++) {
                RawTransaction transaction = transaction(nonce, credentials.getAddress());
                assertThat(key.sign(transaction))
                        .isEqualTo(TransactionEncoder.signMessage(transaction, CHAIN, credentials));
            }
        }
    }

    @Test
    void aKeyWithLeadingZerosSignsToo() {
        ECKeyPair pair = ECKeyPair.create(BigInteger.TWO);
        RawTransaction transaction = transaction(1, "0x00000000000000000000000000000000000a11ce");
        assertThat(new SigningKey(pair).sign(transaction))
                .isEqualTo(TransactionEncoder.signMessage(transaction, CHAIN, Credentials.create(pair)));
    }

    @Test
    void aTransactionThatDoesNotNameItsChainIsRefused() {
        RawTransaction legacy = RawTransaction.createEtherTransaction(BigInteger.ONE, BigInteger.ONE, BigInteger.ONE,
                "0x00000000000000000000000000000000000a11ce", BigInteger.ONE);
        SigningKey key = new SigningKey(ECKeyPair.create(BigInteger.TWO));
        assertThatThrownBy(() -> key.sign(legacy)).isInstanceOf(IllegalArgumentException.class);
    }

    private static RawTransaction transaction(int nonce, String to) {
        return RawTransaction.createTransaction(CHAIN, BigInteger.valueOf(nonce), BigInteger.valueOf(21_000), to,
                BigInteger.ONE, "0x", BigInteger.valueOf(1_000_000_000), BigInteger.valueOf(2_000_000_000));
    }
}
