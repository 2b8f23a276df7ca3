package dev.undercroft.stores;

import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;

/** Problems with the texts that clients of this door know (stores specification, section 6). */
final class StoresProblems {

    /** The detail that says which part of the request is meant. */
    static final String POINTER = "pointer";

    private StoresProblems() {}

    static Problem invalidJsonBody() {
        return new Problem(ProblemCode.INVALID_REQUEST, "invalid_json_body");
    }

    /** A field that is wrong: the text that clients know, how to mend it, and where it is as a JSON pointer. */
    static Problem invalid(String token, String howToMend, String pointer) {
        return new Problem(ProblemCode.VALIDATION_ERROR, token + ": " + howToMend).with(POINTER, pointer);
    }

    static Problem storeNotFound() {
        return new Problem(ProblemCode.STORE_NOT_FOUND, "store_not_found");
    }

    static Problem secretNotFound() {
        return new Problem(ProblemCode.SECRET_NOT_FOUND, "secret_not_found");
    }

    static Problem storeExists(String name) {
        return new Problem(ProblemCode.STORE_NAME_EXISTS, "store_name_already_exists: " + name);
    }

    static Problem secretExists(String name) {
        return new Problem(ProblemCode.STORE_SECRET_NAME_EXISTS, "secret_name_already_exists: " + name);
    }
}
