package dev.apk8s.ingest.search;

import dev.apk8s.platform.problem.ProblemException;

/**
 * Reads a query in Lucene's query string syntax once, before the engine does, and refuses what costs too much whatever
 * the data are: regular expressions, wildcards in front, and too many clauses.
 */
final class QueryGuard {
    private static final int MAX_NESTING = 10;
    private static final String OPERATORS = "+-!&|()[]{}^~:<>=";

    private final String query;
    private final int maxClauses;
    private int position;
    private int clauses;
    private int nesting;

    private QueryGuard(String query, int maxClauses) {
        this.query = query;
        this.maxClauses = maxClauses;
    }

    /** @throws ProblemException that says where the query goes too far */
    static void check(String query, int maxLength, int maxClauses) {
        if (query.length() > maxLength) {
            throw new ProblemException(SearchError.QUERY_TOO_COSTLY,
                    "q: has " + query.length() + " characters; " + maxLength + " are the most.").with("field", "q");
        }
        new QueryGuard(query, maxClauses).read();
    }

    private void read() {
        while (position < query.length()) {
            char next = query.charAt(position);
            switch (next) {
                case '"' -> {
                    clause();
                    skipTo('"');
                }
                case '[', '{' -> {
                    clause();
                    skipRange();
                }
                case '(' -> {
                    if (++nesting > MAX_NESTING) {
                        throw refused("more than " + MAX_NESTING + " brackets within each other");
                    }
                    position++;
                }
                case ')' -> {
                    nesting--;
                    position++;
                }
                case '/' -> throw refused(
                        "regular expressions are not taken; a '/' that is meant as such stands in quotes, or as '\\/'");
                default -> {
                    if (Character.isWhitespace(next) || OPERATORS.indexOf(next) >= 0) {
                        position++;
                    } else {
                        word();
                    }
                }
            }
        }
    }

    private void word() {
        int start = position;
        while (position < query.length() && !endsWord(query.charAt(position))) {
            position += query.charAt(position) == '\\' ? 2 : 1;
        }
        position = Math.min(position, query.length());
        char first = query.charAt(start);
        if ((first == '*' || first == '?') && !query.substring(start, position).equals("*")) {
            position = start;
            throw refused("a wildcard may not be the first character of a word");
        }
        clause();
    }

    private static boolean endsWord(char next) {
        return Character.isWhitespace(next) || next == '"' || next == '/' || "()[]{}^~:".indexOf(next) >= 0;
    }

    private void clause() {
        if (++clauses > maxClauses) {
            throw refused("more than " + maxClauses + " words, phrases and ranges");
        }
    }

    private void skipTo(char end) {
        position++;
        while (position < query.length() && query.charAt(position) != end) {
            position += query.charAt(position) == '\\' ? 2 : 1;
        }
        position++;
    }

    private void skipRange() {
        while (position < query.length() && query.charAt(position) != ']' && query.charAt(position) != '}') {
            position += query.charAt(position) == '\\' ? 2 : 1;
        }
        position++;
    }

    private ProblemException refused(String why) {
        return new ProblemException(SearchError.QUERY_TOO_COSTLY, "q: " + why + " (character " + (position + 1) + ").")
                .with("field", "q").with("position", position + 1);
    }
}
