package dev.apk8s.chain.signer;

import org.web3j.crypto.RawTransaction;

/** Who has keys and signs with them: this service by its keystore, or a signer elsewhere that is asked over a network. */
public interface KeyHolder {
    /** What {@link SignerRecord#kind} calls it. */
    String kind();

    /**
     * Signs for the chain.
     *
     * @param address whose key is to be used
     * @return the bytes that a node takes
     */
    byte[] sign(String address, RawTransaction transaction, long chainId);
}
