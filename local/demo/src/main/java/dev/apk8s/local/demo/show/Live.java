package dev.apk8s.local.demo.show;

import java.util.List;

/** What is going on at the moment; asked for again and again. */
public interface Live {
    Live NOTHING = new Live() {
        @Override
        public List<String> lines() {
            return List.of();
        }

        @Override
        public String summary() {
            return "";
        }
    };

    /** For a terminal, where they replace what was shown before. */
    List<String> lines();

    /** One line for a file; empty if there is nothing to say. */
    String summary();
}
