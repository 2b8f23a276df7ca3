package dev.undercroft.cli;

/**
 * What the service answered for a secret.
 *
 * @param path the secret's path
 * @param entityTag the version, as the header {@code ETag} has it; {@code ""} where there was none
 * @param body the answer: a field as it is, or the secret as JSON
 */
record Snapshot(String path, String entityTag, Bytes body) {

    /** Bytes that show themselves to nobody. */
    record Bytes(byte[] content) {

        @Override
        public String toString() {
            return "Bytes[hidden]";
        }
    }

    static Snapshot of(String path, String entityTag, byte[] body) {
        return new Snapshot(path, entityTag, new Bytes(body));
    }

    byte[] content() {
        return body.content();
    }
}
