package dev.undercroft.stores;

import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import java.util.Map;

/**
 * Which page of a list is asked for, and in which order. Immutable.
 *
 * @param page from 1
 * @param column the column to order by, safe in a statement
 */
record PageRequest(int page, int perPage, String column, boolean descending) {

    private static final int USUAL_PER_PAGE = 20;
    private static final int MOST_PER_PAGE = 100;

    /**
     * Reads the parameters; null or empty ones take what is usual. Throws a 400 that names the parameter.
     *
     * @param columns what a list can be ordered by, with the column of each
     */
    static PageRequest of(String page, String perPage, String order, String direction, Map<String, String> columns) {
        int asked = number("page", page, 1, Integer.MAX_VALUE);
        int most = number("per_page", perPage, USUAL_PER_PAGE, MOST_PER_PAGE);
        String column = columns.get(order == null || order.isEmpty() ? "created" : order);
        if (column == null) {
            throw invalid(
                    "order",
                    "use one of "
                            + String.join(
                                    ", ", columns.keySet().stream().sorted().toList()));
        }
        return new PageRequest(Math.max(1, asked), most == 0 ? USUAL_PER_PAGE : most, column, descending(direction));
    }

    private static boolean descending(String direction) {
        return switch (direction == null || direction.isEmpty() ? "desc" : direction) {
            case "desc" -> true;
            case "asc" -> false;
            default -> throw invalid("direction", "use asc or desc");
        };
    }

    private static int number(String name, String text, int usual, int most) {
        if (text == null || text.isEmpty()) {
            return usual;
        }
        boolean number = text.length() <= 9 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!number || Integer.parseInt(text) > most) {
            throw invalid(name, most == Integer.MAX_VALUE ? "use a whole number" : "use a whole number up to " + most);
        }
        return Integer.parseInt(text);
    }

    private static Problem invalid(String parameter, String howToMend) {
        return new Problem(ProblemCode.VALIDATION_ERROR, "invalid_" + parameter + ": " + howToMend)
                .with(StoresProblems.POINTER, parameter);
    }

    /** The end of a statement: a total order, so that pages neither overlap nor leave anything out. */
    String orderBy() {
        String direction = descending ? " DESC" : " ASC";
        return " ORDER BY " + column + direction + ", id" + direction;
    }

    /** How many rows come before this page. */
    int offset() {
        return (int) Math.min(Integer.MAX_VALUE, (page - 1L) * perPage);
    }

    /** What the answer says of this page. */
    Envelope.Page info(int count, long total) {
        return new Envelope.Page(count, page, perPage, total, (total + perPage - 1) / perPage);
    }
}
