package dev.apk8s.ingest.search;

import dev.apk8s.ingest.device.Devices;
import dev.apk8s.ingest.stream.Streams;
import dev.apk8s.platform.identity.Allowed;
import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.identity.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Search")
final class LatestController {
    private static final int MAX_STREAMS = 200;

    private final Devices devices;
    private final Streams streams;
    private final EventSearcher searcher;

    LatestController(Devices devices, Streams streams, EventSearcher searcher) {
        this.devices = devices;
        this.streams = streams;
        this.searcher = searcher;
    }

    /** What a device said last. */
    record Latest(String device, List<SearchResult.Hit> events) {}

    @GetMapping("/api/v1/devices/{device}/latest")
    @Allowed(Role.VIEWER)
    @Operation(summary = "Read what a device sent last", description = """
            The newest event of the device in each stream, newest first; nothing if it never sent anything.

            `GET /api/v1/devices/lab-d1/latest`""")
    Latest latest(@PathVariable @Parameter(example = "lab-d1") String device, Caller caller) {
        devices.require(caller.tenant(), device);
        Set<String> indexes = streams.visibleTo(caller.tenant()).stream()
                .map(stream -> stream.indexes(caller.tenant())).collect(Collectors.toSet());
        Map<String, Object> query = Map.of("bool", Map.of("filter", List.of(
                SearchBody.term("apk8s.tenant", caller.tenant()), SearchBody.term("apk8s.device", device))));
        Map<String, Object> body = Map.of("size", MAX_STREAMS, "timeout", searcher.timeout().toMillis() + "ms",
                "track_total_hits", false, "query", query, "collapse", Map.of("field", "apk8s.stream"), "sort",
                List.of(SearchBody.sorted(Sort.TIME, "desc", "date"),
                        SearchBody.sorted(Sort.TIE_BREAK, "desc", "keyword")));
        return new Latest(device, searcher.findIn(indexes, body).hits());
    }
}
