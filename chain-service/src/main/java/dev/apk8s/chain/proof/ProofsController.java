package dev.apk8s.chain.proof;

import dev.apk8s.chain.proof.ProofView.Anchoring;
import dev.apk8s.chain.proof.ProofView.Verified;
import dev.apk8s.chain.relay.Transaction;
import dev.apk8s.chain.relay.TransactionView;
import dev.apk8s.platform.identity.Allowed;
import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.identity.Role;
import dev.apk8s.platform.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/chain/proofs")
@Tag(name = "Proofs")
final class ProofsController {
    private final Proofs proofs;
    private final Lake lake;

    ProofsController(Proofs proofs, Lake lake) {
        this.proofs = proofs;
        this.lake = lake;
    }

    @PostMapping
    @Allowed(Role.OPERATOR)
    @Operation(summary = "Anchor a hash", description = """
            A SHA-256, or that of an object of the lake, such as a snapshot's manifest: the object is read and hashed \
            here. The same hash again is the same transaction.

            `POST /api/v1/chain/proofs {"bucket":"sensor-hourly","key":"sensor/2026-11-25T09.manifest.json"}`""")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject("""
            {"sha256":"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"}""")))
    ResponseEntity<Anchoring> anchor(@RequestBody ProofRequest request,
            @Parameter(hidden = true) HttpServletRequest http, Caller caller) {
        String bucket = request.bucket();
        String key = request.key();
        if (request.sha256() != null && (bucket != null || key != null)) {
            throw ProblemException.invalidField("sha256", "either it or 'bucket' and 'key' must be given");
        }
        if (bucket != null && key != null) {
            Digested object = lake.digest(http, bucket, key);
            return anchored(caller, object.sha256(), object.size(), request.signer());
        }
        return anchored(caller, ProofRequest.hash("sha256", request.sha256()), null, request.signer());
    }

    private ResponseEntity<Anchoring> anchored(Caller caller, String sha256, @Nullable Long size,
            @Nullable String signer) {
        Transaction transaction = proofs.anchor(caller, sha256, signer);
        return ResponseEntity.accepted().location(URI.create("/api/v1/chain/proofs/" + sha256))
                .body(new Anchoring(sha256, size, TransactionView.of(transaction)));
    }

    @GetMapping("/{sha256}")
    @Allowed(Role.VIEWER)
    @Operation(summary = "Read a proof", description = """
            Block, time, sender and transaction, as the chain has them now.

            `GET /api/v1/chain/proofs/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08`""")
    ProofView get(@PathVariable String sha256, Caller caller) {
        return proofs.find(caller, ProofRequest.hash("sha256", sha256))
                .orElseThrow(() -> new ProblemException(ProofError.NOT_ANCHORED,
                        "No block has it yet. POST /api/v1/chain/proofs anchors it."));
    }

    @PostMapping("/verify")
    @Allowed(Role.VIEWER)
    @Operation(summary = "Verify a file", description = """
            The body is the file itself, of any type and size; it is hashed as it comes and not kept. `anchored` tells \
            whether exactly these bytes are anchored.

            `POST /api/v1/chain/proofs/verify` with the file as body""")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(mediaType = "application/octet-stream", schema = @Schema(type = "string", format = "binary"), examples = @ExampleObject("test")))
    Verified verify(@Parameter(hidden = true) HttpServletRequest http, Caller caller) throws IOException {
        Digested file = Digested.of(http.getInputStream());
        ProofView proof = proofs.find(caller, file.sha256()).orElse(null);
        return new Verified(file.sha256(), file.size(), proof != null, proof);
    }
}
