package dev.apk8s.chain.signer;

import dev.apk8s.chain.signer.SignerView.Change;
import dev.apk8s.chain.signer.SignerView.Import;
import dev.apk8s.chain.signer.SignerView.New;
import dev.apk8s.chain.signer.SignerView.Page;
import dev.apk8s.platform.identity.Allowed;
import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.identity.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import java.security.GeneralSecurityException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.web3j.crypto.Keys;
import tools.jackson.databind.json.JsonMapper;

@RestController
@RequestMapping("/api/v1/chain/signers")
@Tag(name = "Signers")
final class SignersController {
    private final Signers signers;
    private final Keystore keystore;
    private final JsonMapper json;

    SignersController(Signers signers, Keystore keystore, JsonMapper json) {
        this.signers = signers;
        this.keystore = keystore;
        this.json = json;
    }

    @GetMapping
    @Allowed(Role.VIEWER)
    @Operation(summary = "List the signers", description = "`GET /api/v1/chain/signers`")
    Page list(Caller caller) {
        return new Page(signers.of(caller).stream().map(SignerView::of).toList());
    }

    @GetMapping("/{name}")
    @Allowed(Role.VIEWER)
    @Operation(summary = "Read a signer", description = "`GET /api/v1/chain/signers/platform`")
    SignerView get(@PathVariable @Parameter(example = "platform") String name, Caller caller) {
        return SignerView.of(signers.require(caller.tenant(), name));
    }

    @PostMapping
    @Allowed(Role.ADMIN)
    @Operation(summary = "Create a signer", description = """
            A new account. Its key is made here, kept encrypted, and never leaves; the account has no ether yet.

            `POST /api/v1/chain/signers {"name":"press-hall"}`""")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject("""
            {"name":"press-hall"}""")))
    ResponseEntity<SignerView> create(@Valid @RequestBody New request, Caller caller) throws GeneralSecurityException {
        return created(signers.add(caller.tenant(), request.name(), Keys.createEcKeyPair()));
    }

    @PostMapping("/import")
    @Allowed(Role.ADMIN)
    @Operation(summary = "Import a signer", description = """
            An account of yours, by its keystore file (Web3 Secret Storage, version 3) and the file's password. The key \
            is encrypted anew with the service's own password. A file whose scrypt takes more than 64 MB is refused.

            `POST /api/v1/chain/signers/import {"name":"old","keystore":{..},"password":"testpassword"}`""")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject("""
            {"name":"old","password":"testpassword","keystore":{"version":3,"id":"3198bc9c-6672-5ab3-d995-4942343ae5b6",\
            "address":"008aeeda4d805471df9b2a5b0f38a0c3bcba786b","crypto":{"cipher":"aes-128-ctr",\
            "cipherparams":{"iv":"6087dab2f9fdbbfaddc31a909735c1e6"},\
            "ciphertext":"5318b4d5bcd28de64ee5559e671353e16f075ecae9f99c7a79a38af5f869aa46","kdf":"pbkdf2",\
            "kdfparams":{"c":262144,"dklen":32,"prf":"hmac-sha256",\
            "salt":"ae3cd4e7013836a3df6bd7241b12db061dbe2c6785853cce422d148a624ce0bd"},\
            "mac":"517ead924a9d0dc3124507e3393d175ce3ff7c1e96529c6c555ce9e51205e9b2"}}}""")))
    ResponseEntity<SignerView> bringIn(@Valid @RequestBody Import request, Caller caller) {
        return created(signers.add(caller.tenant(), request.name(),
                keystore.decrypt(WalletRules.check(request.keystore(), json), request.password())));
    }

    @PutMapping("/{name}")
    @Allowed(Role.ADMIN)
    @Operation(summary = "Disable or enable a signer", description = """
            A disabled one takes no transaction, and those that wait for a nonce go on waiting. What was sent is \
            followed to its end.

            `PUT /api/v1/chain/signers/press-hall {"disabled":true}`""")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject("""
            {"disabled":true}""")))
    SignerView change(@PathVariable @Parameter(example = "press-hall") String name, @RequestBody Change request,
            Caller caller) {
        return SignerView.of(signers.disable(caller.tenant(), name, request.disabled()));
    }

    private static ResponseEntity<SignerView> created(SignerRecord signer) {
        return ResponseEntity.created(URI.create("/api/v1/chain/signers/" + signer.name()))
                .body(SignerView.of(signer));
    }
}
