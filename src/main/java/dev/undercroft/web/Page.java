package dev.undercroft.web;

import java.util.List;

/** How many rows a list gives at once. */
public final class Page {

    private Page() {}

    /** The limit of a list; absent means the default, out of range is a {@code validation_error}. */
    public static int limit(String asked, int usual, int most) {
        if (asked == null || asked.isEmpty()) {
            return usual;
        }
        int limit = QueryText.wholeNumber("limit", asked);
        if (limit < 1 || limit > most) {
            throw Problem.ofField("limit", "must be a whole number from 1 to " + most + ".");
        }
        return limit;
    }

    /** Whether a query that asked for one row more than the limit found it. */
    public static boolean hasMore(List<?> rows, int limit) {
        return rows.size() > limit;
    }

    /** The rows of this page out of a query that asked for one more. */
    public static <T> List<T> rows(List<T> rows, int limit) {
        return hasMore(rows, limit) ? rows.subList(0, limit) : rows;
    }
}
