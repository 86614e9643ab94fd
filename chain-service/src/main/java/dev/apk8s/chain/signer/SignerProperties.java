package dev.apk8s.chain.signer;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Accounts whose keys this service keeps.
 *
 * @param directory of the keystore files; all replicas must see the same
 * @param password that encrypts them; without one no key is kept
 * @param fundedSecret that the embedded engine makes its funded accounts from; empty where there is none
 * @param standard the signer that is taken when a request names none
 * @param max how many signers there may be, of all tenants
 */
@Validated
@ConfigurationProperties("apk8s.chain.signers")
public record SignerProperties(@DefaultValue("keystore") @NotNull Path directory, @DefaultValue("") String password,
        @DefaultValue("") String fundedSecret, @DefaultValue("platform") @NotBlank String standard,
        @DefaultValue("1000") @Min(1) @Max(10_000) int max) {
    @Override
    public String toString() {
        return "SignerProperties[directory=" + directory + "]";
    }
}
