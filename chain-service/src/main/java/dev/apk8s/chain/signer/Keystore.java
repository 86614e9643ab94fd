package dev.apk8s.chain.signer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.apk8s.platform.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.Wallet;
import org.web3j.crypto.WalletFile;
import org.web3j.crypto.exception.CipherException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keys in files of the standard form (Web3 Secret Storage, version 3), one for each account, encrypted with the service's
 * password. A key that was used stays open for a while: to open one takes scrypt a tenth of a second and 32 MB.
 */
@Component
final class Keystore implements KeyHolder {
    static final String KIND = "keystore";
    private static final int SCRYPT_N = 1 << 15;
    private static final int SCRYPT_P = 1;
    private static final int OPEN_KEYS = 200;

    private final Path directory;
    private final String password;
    private final JsonMapper json;
    private final Cache<String, SigningKey> open = Caffeine.newBuilder().maximumSize(OPEN_KEYS).build();
    /** One at a time: each takes memory. */
    private final ReentrantLock scrypt = new ReentrantLock();

    Keystore(SignerProperties properties, JsonMapper json) {
        this.directory = properties.directory().toAbsolutePath();
        this.password = properties.password();
        this.json = json;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public byte[] sign(String address, RawTransaction transaction, long chainId) {
        return open.get(address, this::read).sign(transaction);
    }

    /** Returns when the key is on the disk, only readable for the service. */
    void keep(String address, ECKeyPair key) {
        if (password.isBlank()) {
            throw new ProblemException(SignerError.NO_KEYSTORE, "The service was started without a keystore password.");
        }
        try {
            Files.createDirectories(directory);
            byte[] wallet = json.writeValueAsBytes(locked(() -> Wallet.create(password, key, SCRYPT_N, SCRYPT_P)));
            Path part = Files.createTempFile(directory, address, ".part",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(part, wallet);
            Files.move(part, file(address), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException fault) {
            throw new UncheckedIOException("The key of " + address + " could not be kept", fault);
        }
    }

    boolean has(String address) {
        return Files.exists(file(address));
    }

    /** Opens a file that somebody brings. */
    ECKeyPair decrypt(WalletFile wallet, String itsPassword) {
        try {
            return locked(() -> Wallet.decrypt(itsPassword, wallet));
        } catch (IllegalStateException | IllegalArgumentException unreadable) {
            throw new ProblemException(SignerError.KEYSTORE_NOT_READABLE,
                    "The password is wrong, or the file is damaged.", unreadable);
        }
    }

    private SigningKey read(String address) {
        WalletFile wallet = json.readValue(file(address).toFile(), WalletFile.class);
        return new SigningKey(locked(() -> Wallet.decrypt(password, wallet)));
    }

    private Path file(String address) {
        return directory.resolve(address + ".json");
    }

    private <T> T locked(Scrypt<T> work) {
        scrypt.lock();
        try {
            return work.run();
        } catch (CipherException fault) {
            throw new IllegalStateException("The keystore's password does not open the file", fault);
        } finally {
            scrypt.unlock();
        }
    }

    private interface Scrypt<T> {
        T run() throws CipherException;
    }
}
