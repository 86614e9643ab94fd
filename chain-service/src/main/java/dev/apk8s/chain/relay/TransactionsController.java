package dev.apk8s.chain.relay;

import dev.apk8s.chain.relay.TransactionView.Page;
import dev.apk8s.platform.identity.Allowed;
import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.identity.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/chain/transactions")
@Tag(name = "Transactions")
final class TransactionsController {
    private static final String PATH = "/api/v1/chain/transactions/";

    private final Relay relay;
    private final Batch batch;
    private final Transactions transactions;

    TransactionsController(Relay relay, Batch batch, Transactions transactions) {
        this.relay = relay;
        this.batch = batch;
        this.transactions = transactions;
    }

    @PostMapping
    @Allowed(Role.OPERATOR)
    @Operation(summary = "Hand in a transaction", description = """
            For a managed signer, or signed already (`raw`). It is kept before the answer, sent when its turn comes, and \
            followed until it is in enough blocks. With `Idempotency-Key`, the same request again is the same \
            transaction; without it, it is another one.

            `POST /api/v1/chain/transactions {"signer":"platform","to":"0x00000000000000000000000000000000000A11cE","value":"1000"}`""")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject("""
            {"signer":"platform","to":"0x0000000000000000000000000000000000000a11","value":"1000"}""")))
    ResponseEntity<TransactionView> submit(@RequestBody TransactionRequest request,
            @RequestHeader(name = "Idempotency-Key", required = false) @Size(min = 1, max = 200) @Nullable String idempotencyKey,
            Caller caller) {
        return accepted(request.submit(relay, caller, idempotencyKey));
    }

    @PostMapping("/batch")
    @Allowed(Role.OPERATOR)
    @Operation(summary = "Hand in transactions", description = """
            Up to 500 at once, which is several times as fast as one by one. Each is as in `POST /transactions`, with \
            `idempotencyKey` for the header. All that the answer lists as accepted are kept; what is wrong is named by its \
            `position`, and does not keep the rest back. Where the log is away or there is no room, the answer is that \
            problem, with the same lists.

            `POST /api/v1/chain/transactions/batch {"transactions":[{"to":"0x00000000000000000000000000000000000A11cE","value":"1"}]}`""")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject("""
            {"transactions":[{"signer":"platform","to":"0x0000000000000000000000000000000000000a11","value":"1000"},\
            {"signer":"platform","to":"0x0000000000000000000000000000000000000a11","value":"2000"}]}""")))
    @ResponseStatus(HttpStatus.ACCEPTED)
    BatchAnswer submit(@RequestBody @Valid BatchRequest request, Caller caller) {
        return batch.submit(caller, request.transactions());
    }

    @GetMapping
    @Allowed(Role.VIEWER)
    @Operation(summary = "List transactions", description = """
            Those that went through this service, the latest first.

            `GET /api/v1/chain/transactions?state=CONFIRMED&limit=20`""")
    Page list(@RequestParam(required = false) @Nullable State state,
            @RequestParam(required = false) @Parameter(description = "By name.") @Nullable String signer,
            @RequestParam(required = false) @Parameter(description = "The 'next' of the page before.") @Nullable String after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(500) @Parameter(example = "20") int limit, Caller caller) {
        Transaction last = after == null ? null : relay.require(caller, after);
        List<Transaction> page = transactions.of(caller.tenant())
                .filter(each -> (state == null || each.state() == state)
                        && (signer == null || signer.equals(each.signer()))
                        && (last == null || Transactions.BY_AGE.compare(each, last) < 0))
                .sorted(Transactions.BY_AGE.reversed()).limit(limit + 1L).toList();
        boolean more = page.size() > limit;
        List<Transaction> shown = more ? page.subList(0, limit) : page;
        return new Page(shown.stream().map(TransactionView::of).toList(), more ? shown.getLast().id() : null);
    }

    @GetMapping("/{id}")
    @Allowed(Role.VIEWER)
    @Operation(summary = "Read a transaction", description = """
            `state` is ACCEPTED, QUEUED, SUBMITTED, MINED, then CONFIRMED, REPLACED or FAILED; `note` tells why.

            `GET /api/v1/chain/transactions/0190b0a4-5c4f-7cc5-a4b4-6d2b2c0c3c0e`""")
    TransactionView get(@PathVariable String id, Caller caller) {
        return TransactionView.of(relay.require(caller, id));
    }

    @PostMapping("/{id}/cancel")
    @Allowed(Role.OPERATOR)
    @Operation(summary = "Cancel a transaction", description = """
            One that has no nonce is REPLACED at once. For one that was sent, a transaction of nothing is sent with its \
            nonce, at a higher price: whichever a block takes first counts, and the state tells which.

            `POST /api/v1/chain/transactions/0190b0a4-5c4f-7cc5-a4b4-6d2b2c0c3c0e/cancel`""")
    ResponseEntity<TransactionView> cancel(@PathVariable String id, Caller caller) {
        return accepted(relay.cancel(caller, id));
    }

    private static ResponseEntity<TransactionView> accepted(Transaction transaction) {
        return ResponseEntity.accepted().location(URI.create(PATH + transaction.id()))
                .body(TransactionView.of(transaction));
    }
}
