package dev.undercroft.web;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The one error that domain code throws; a {@link ProblemDialect} writes it for the door that was asked.
 *
 * <p>Messages name what was wrong and how to mend it. They hold paths, ids and field names, never a value. Immutable.
 */
public final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ProblemCode code;
    private final transient Map<String, Object> details;
    private final boolean onRecord;

    /** A problem with the code's own text. */
    public Problem(ProblemCode code) {
        this(code, code.text());
    }

    /** A problem with a text that knows more. */
    public Problem(ProblemCode code, String message) {
        this(code, message, Map.of(), false);
    }

    private Problem(ProblemCode code, String message, Map<String, Object> details, boolean onRecord) {
        // No stack trace: problems are answers, and making one must stay cheap.
        super(message, null, false, false);
        this.code = code;
        this.details = details;
        this.onRecord = onRecord;
    }

    /** The same problem with one more detail. */
    public Problem with(String detail, Object value) {
        var more = new LinkedHashMap<>(details);
        more.put(detail, value);
        return new Problem(code, getMessage(), Collections.unmodifiableMap(more), onRecord);
    }

    /** A {@code validation_error} about one field. */
    public static Problem ofField(String field, String howToMend) {
        return ofFields(Map.of(field, howToMend));
    }

    /** A {@code validation_error} about several fields: field name to how to mend it. */
    public static Problem ofFields(Map<String, String> fields) {
        var first = fields.entrySet().iterator().next();
        return new Problem(ProblemCode.VALIDATION_ERROR, "'" + first.getKey() + "' " + first.getValue())
                .with("fields", fields);
    }

    /** The same problem, of a request that stands in the trail already: answering it leaves no second event. */
    public Problem onRecord() {
        return new Problem(code, getMessage(), details, true);
    }

    /** Whether the request stands in the trail already. */
    public boolean isOnRecord() {
        return onRecord;
    }

    /** The stable code. */
    public ProblemCode code() {
        return code;
    }

    /** Facts for programs, by name; unmodifiable. */
    public Map<String, Object> details() {
        return details;
    }
}
