package dev.apk8s.chain.signer;

import dev.apk8s.chain.node.Hex;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A signer as it is shown. */
record SignerView(String name, String address, String kind, boolean disabled, Instant created) {
    private static final String NAME = "[a-z][a-z0-9-]{0,62}";
    private static final String NAME_RULE = "must be lower-case letters, digits and hyphens, and begin with a letter";

    static SignerView of(SignerRecord signer) {
        return new SignerView(signer.name(), Hex.checksummed(signer.address()), signer.kind(), signer.disabled(),
                signer.created());
    }

    record Page(List<SignerView> signers) {}

    record New(@NotNull @Pattern(regexp = NAME, message = NAME_RULE) String name) {}

    /** @param keystore the file's content */
    record Import(@NotNull @Pattern(regexp = NAME, message = NAME_RULE) String name, @NotNull JsonNode keystore,
            @NotBlank @Size(max = 1_000) String password) {
        @Override
        public String toString() {
            return "Import[name=" + name + "]";
        }
    }

    record Change(boolean disabled) {}
}
