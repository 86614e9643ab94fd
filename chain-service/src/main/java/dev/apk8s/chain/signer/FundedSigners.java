package dev.apk8s.chain.signer;

import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.problem.ProblemException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import org.web3j.crypto.ECKeyPair;

/**
 * Brings in the accounts to which the embedded engine gave ether: their keys are SHA-256 over {@code name:secret}, and both
 * the engine and this service are told the secret.
 */
@Component
final class FundedSigners implements ApplicationRunner {
    private static final Logger log = LoggerFactory.getLogger(FundedSigners.class);
    private static final List<String> NAMES = List.of("platform", "reserve");

    private final Signers signers;
    private final String secret;

    FundedSigners(Signers signers, SignerProperties properties) {
        this.signers = signers;
        this.secret = properties.fundedSecret();
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (secret.isBlank()) {
            return;
        }
        for (String name : NAMES) {
            ECKeyPair key = ECKeyPair.create(new BigInteger(1, sha256(name + ":" + secret)));
            signers.find(Caller.DEFAULT_TENANT, name).ifPresentOrElse(there -> signers.restore(there, key),
                    () -> add(name, key));
        }
    }

    private void add(String name, ECKeyPair key) {
        try {
            signers.add(Caller.DEFAULT_TENANT, name, key);
        } catch (ProblemException other) {
            if (other.code() != SignerError.SIGNER_EXISTS) {
                throw other;
            }
            log.info("Signer {} was brought in by another replica", name);
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
