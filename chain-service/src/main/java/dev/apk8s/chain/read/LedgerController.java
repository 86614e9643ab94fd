package dev.apk8s.chain.read;

import dev.apk8s.chain.read.Views.Account;
import dev.apk8s.chain.read.Views.BlockTimes;
import dev.apk8s.chain.read.Views.BlockView;
import dev.apk8s.chain.read.Views.GasPrices;
import dev.apk8s.chain.read.Views.Network;
import dev.apk8s.chain.read.Views.ReceiptView;
import dev.apk8s.chain.read.Views.TransactionView;
import dev.apk8s.platform.identity.Allowed;
import dev.apk8s.platform.identity.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Chain")
final class LedgerController {
    private final Ledger ledger;

    LedgerController(Ledger ledger) {
        this.ledger = ledger;
    }

    @GetMapping("/api/v1/chain/network")
    @Allowed(Role.VIEWER)
    @Operation(summary = "Read the network", description = "Its id, head, peers and client.\n\n`GET /api/v1/chain/network`")
    Network network() {
        return ledger.network();
    }

    @GetMapping("/api/v1/chain/blocks/{block}")
    @Allowed(Role.VIEWER)
    @Operation(summary = "Read a block", description = """
            By number, hash or tag (`latest`, `earliest`, `pending`, `safe`, `finalized`).

            `GET /api/v1/chain/blocks/latest`""")
    BlockView block(@PathVariable @Parameter(example = "latest") String block) {
        return BlockView.of(ledger.block(block));
    }

    @GetMapping("/api/v1/chain/block-times")
    @Allowed(Role.VIEWER)
    @Operation(summary = "Read the times between the last blocks", description = """
            In seconds, the oldest first, with mean, shortest and longest.

            `GET /api/v1/chain/block-times?blocks=20`""")
    BlockTimes times(@RequestParam(defaultValue = "20") @Min(2) @Max(1_000) @Parameter(example = "20") int blocks) {
        return ledger.times(blocks);
    }

    @GetMapping("/api/v1/chain/ledger/{hash}")
    @Allowed(Role.VIEWER)
    @Operation(summary = "Read a transaction of the chain", description = """
            Anybody's, by its hash, as the chain has it. Those that went through this service are at \
            `/api/v1/chain/transactions`.

            `GET /api/v1/chain/ledger/0x88df016429689c079f3b2f6ad39fa052532c56795b733da78a91ebe6a713944b`""")
    TransactionView transaction(@PathVariable String hash) {
        return TransactionView.of(ledger.transaction(hash));
    }

    @GetMapping("/api/v1/chain/ledger/{hash}/receipt")
    @Allowed(Role.VIEWER)
    @Operation(summary = "Read the receipt of a transaction", description = """
            What came of it: success, gas, logs, the contract that it made.

            `GET /api/v1/chain/ledger/0x88df016429689c079f3b2f6ad39fa052532c56795b733da78a91ebe6a713944b/receipt`""")
    ReceiptView receipt(@PathVariable String hash) {
        return ReceiptView.of(ledger.receipt(hash));
    }

    @GetMapping("/api/v1/chain/accounts/{address}")
    @Allowed(Role.VIEWER)
    @Operation(summary = "Read an account", description = """
            Balance in wei, how many transactions it sent, whether it is a contract.

            `GET /api/v1/chain/accounts/0x0000000000000000000000000000000000000001`""")
    Account account(@PathVariable String address,
            @RequestParam(defaultValue = "latest") @Parameter(example = "latest", description = "A number or a tag.") String block) {
        return ledger.account(address, block);
    }

    @GetMapping("/api/v1/chain/gas-prices")
    @Allowed(Role.VIEWER)
    @Operation(summary = "Read the prices of gas", description = "In wei.\n\n`GET /api/v1/chain/gas-prices`")
    GasPrices gasPrices() {
        return ledger.gasPrices();
    }

    @GetMapping("/function/last-block")
    @Allowed(Role.VIEWER)
    @Operation(summary = "The latest block", description = "A built-in function.\n\n`GET /function/last-block`")
    BlockView lastBlock() {
        return BlockView.of(ledger.block("latest"));
    }
}
