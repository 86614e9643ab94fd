package dev.apk8s.chain.read;

import dev.apk8s.chain.node.Hex;
import dev.apk8s.chain.read.LogSearch.Filter;
import dev.apk8s.chain.read.LogSearch.Place;
import dev.apk8s.chain.read.Views.LogPage;
import dev.apk8s.platform.identity.Allowed;
import dev.apk8s.platform.identity.Role;
import dev.apk8s.platform.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Chain")
final class LogsController {
    private static final int MAX_TOPICS = 4;
    private static final String ANY = "*";

    private final LogSearch search;

    LogsController(LogSearch search) {
        this.search = search;
    }

    @GetMapping("/api/v1/chain/logs")
    @Allowed(Role.VIEWER)
    @Operation(summary = "Find logs", description = """
            Of a contract, by topics, between two blocks, in the chain's order. `next` of a page is the `after` of the \
            following one; a page may be empty while there are more blocks to look through.

            `GET /api/v1/chain/logs?fromBlock=0&limit=10`""")
    LogPage logs(
            @RequestParam(required = false) @Parameter(description = "The contract that wrote them.") @Nullable String address,
            @RequestParam(required = false) @Parameter(description = "By position, up to four; * for any.") @Nullable List<String> topic,
            @RequestParam(defaultValue = "0") @Min(0) @Parameter(example = "0") long fromBlock,
            @RequestParam(required = false) @Min(0) @Parameter(description = "The head without it.") @Nullable Long toBlock,
            @RequestParam(required = false) @Parameter(description = "The 'next' of the page before.") @Nullable String after,
            @RequestParam(defaultValue = "100") @Min(1) @Max(1_000) @Parameter(example = "10") int limit) {
        List<@Nullable String> topics = topics(topic == null ? List.of() : topic);
        long head = search.head();
        Filter filter = new Filter(address == null ? null : Hex.address("address", address), topics, fromBlock,
                toBlock == null ? head : Math.min(toBlock, head));
        return search.find(filter, after == null ? null : Place.of(after), limit);
    }

    private static List<@Nullable String> topics(List<String> given) {
        if (given.size() > MAX_TOPICS) {
            throw ProblemException.invalidField("topic", "a log has four topics at most");
        }
        List<@Nullable String> topics = new ArrayList<>();
        given.forEach(topic -> topics.add(topic.equals(ANY) ? null : Hex.hash("topic", topic)));
        return topics;
    }
}
