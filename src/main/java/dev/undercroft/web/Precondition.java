package dev.undercroft.web;

import java.util.Arrays;

/**
 * What a write asks of the state it finds: {@code If-Match} and {@code If-None-Match: *} (RFC 9110, section 13).
 * Our addition to the path API, which documents none.
 */
public record Precondition(String ifMatch, String ifNoneMatch) {

    /** Reads both headers; {@code If-None-Match} on a write knows {@code *} only. */
    public static Precondition of(RequestFacts facts) {
        String none = facts.header("If-None-Match");
        if (!none.isEmpty() && !none.equals("*")) {
            throw new Problem(ProblemCode.INVALID_REQUEST, "'If-None-Match' of a write takes '*' only.");
        }
        return new Precondition(facts.header("If-Match"), none);
    }

    /** Passes when the record is at a version that the request expects; version 0 means that there is no record. */
    public void check(int currentVersion) {
        if (!ifNoneMatch.isEmpty() && currentVersion > 0) {
            throw new Problem(
                    ProblemCode.PRECONDITION_FAILED,
                    "The request expects no secret here, but there is one; read it again.");
        }
        // RFC 9110, 13.1.1: If-Match compares strongly, so weak tags never match.
        if (!ifMatch.isEmpty() && !(currentVersion > 0 && matches(currentVersion))) {
            throw new Problem(ProblemCode.PRECONDITION_FAILED).with("current_version", currentVersion);
        }
    }

    private boolean matches(int version) {
        String tag = EntityTag.of(version);
        return Arrays.stream(ifMatch.split(",")).map(String::strip).anyMatch(c -> c.equals("*") || c.equals(tag));
    }
}
