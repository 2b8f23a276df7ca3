package dev.undercroft.web;

import java.io.IOException;

/** Text that is meant to be a bearer token. Stateless and thread safe. */
public final class BearerText {

    private BearerText() {}

    /**
     * The token of a text, without white space around it.
     *
     * @param source what the message calls the text's origin; what it holds is never quoted
     * @throws IOException when it can't be a token, so that no client complains of a header and quotes it
     */
    public static String of(String text, String source) throws IOException {
        String token = text.strip();
        if (token.isEmpty() || !token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IOException(source + " holds no token");
        }
        return token;
    }
}
