package dev.undercroft.web;

/** Bodies of requests. */
public final class Body {

    private Body() {}

    /** The body; throws {@code invalid_request} when there was none. */
    public static <T> T required(T body) {
        if (body == null) {
            throw new Problem(ProblemCode.INVALID_REQUEST, "The request has no body; send a JSON object.");
        }
        return body;
    }
}
