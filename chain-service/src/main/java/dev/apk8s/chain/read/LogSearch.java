package dev.apk8s.chain.read;

import dev.apk8s.chain.node.Hex;
import dev.apk8s.chain.node.Node;
import dev.apk8s.chain.read.Views.LogPage;
import dev.apk8s.chain.read.Views.LogView;
import dev.apk8s.platform.problem.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Finds logs by filter. The node is asked for some hundred blocks at a time, so that no answer of its grows without bound. */
@Component
final class LogSearch {
    private static final int WINDOW = 500;
    private static final int MAX_WINDOWS = 40;

    private final Node node;

    LogSearch(Node node) {
        this.node = node;
    }

    /**
     * What to find.
     *
     * @param topics by position; null matches any
     */
    record Filter(@Nullable String address, List<@Nullable String> topics, long from, long to) {}

    /** A place between logs. */
    record Place(long block, long logIndex) {
        static Place of(String text) {
            if (!text.matches("[0-9]{1,18}-[0-9]{1,18}")) {
                throw ProblemException.invalidField("after", "must be the 'next' of the page before");
            }
            int middle = text.indexOf('-');
            return new Place(Long.parseLong(text, 0, middle, 10),
                    Long.parseLong(text, middle + 1, text.length(), 10));
        }

        boolean isBefore(LogView log) {
            return block < log.block() || (block == log.block() && logIndex <= log.logIndex());
        }
    }

    long head() {
        return Hex.number(node.ask("eth_blockNumber"));
    }

    /** @param from the place of the first log that is wanted, by {@link LogPage#next}; null for the filter's beginning */
    LogPage find(Filter filter, @Nullable Place from, int limit) {
        Place next = from == null ? new Place(filter.from(), 0) : from;
        List<LogView> found = new ArrayList<>();
        for (int windows = 0; windows < MAX_WINDOWS && next.block() <= filter.to(); windows++) {
            long end = Math.min(filter.to(), next.block() + WINDOW - 1);
            for (JsonNode log : node.ask("eth_getLogs", parameters(filter, next.block(), end))) {
                LogView view = LogView.of(log);
                if (!next.isBefore(view)) {
                    continue;
                }
                if (found.size() == limit) {
                    return new LogPage(found, view.block() + "-" + view.logIndex());
                }
                found.add(view);
            }
            next = new Place(end + 1, 0);
        }
        return new LogPage(found, next.block() > filter.to() ? null : next.block() + "-" + next.logIndex());
    }

    private static Map<String, Object> parameters(Filter filter, long from, long to) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("fromBlock", Hex.of(from));
        parameters.put("toBlock", Hex.of(to));
        if (filter.address() != null) {
            parameters.put("address", filter.address());
        }
        if (!filter.topics().isEmpty()) {
            parameters.put("topics", filter.topics());
        }
        return parameters;
    }
}
