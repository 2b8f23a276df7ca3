package dev.undercroft.vault;

import dev.undercroft.web.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * How clients of a vault seal (docs/vault-crypto.md). The service opens nothing; it holds sizes and headers against the
 * format, so that a client's mistake is seen when it is made.
 */
enum PayloadFormat {
    /** That of existing clients. */
    ONE(1, 60, "", "", 28),
    /** With a header, a version, and proofs of their own for changes. */
    TWO(2, 64, "UV\u0002K", "UV\u0002P", 40);

    private static final int MOST_PAYLOAD_BYTES = 1 << 20;
    private static final long HIGHEST_VERSION = (1L << 53) - 1;

    private final int number;
    private final int wrappedBytes;
    private final String wrappedHeader;
    private final String payloadHeader;
    private final int leastPayloadBytes;

    PayloadFormat(int number, int wrappedBytes, String wrappedHeader, String payloadHeader, int leastPayloadBytes) {
        this.number = number;
        this.wrappedBytes = wrappedBytes;
        this.wrappedHeader = wrappedHeader;
        this.payloadHeader = payloadHeader;
        this.leastPayloadBytes = leastPayloadBytes;
    }

    int number() {
        return number;
    }

    static PayloadFormat of(int number) {
        return switch (number) {
            case 1 -> ONE;
            case 2 -> TWO;
            default -> throw new IllegalArgumentException("there is no payload format " + number);
        };
    }

    /** The wrapped organisation key out of a body. */
    byte[] wrapped(String field, String text) {
        byte[] bytes = Checks.base64(field, text);
        if (bytes.length != wrappedBytes || !begins(bytes, wrappedHeader)) {
            throw Problem.ofField(
                    field,
                    "must be a wrapped key of payload format " + number + ", which has " + wrappedBytes + " bytes.");
        }
        return bytes;
    }

    /** The sealed payload out of a body. */
    byte[] payload(String text) {
        byte[] bytes = Checks.base64("encrypted_payload", text);
        if (bytes.length < leastPayloadBytes || bytes.length > MOST_PAYLOAD_BYTES) {
            throw Problem.ofField(
                    "encrypted_payload",
                    "must have " + leastPayloadBytes + " to " + MOST_PAYLOAD_BYTES + " bytes behind its base64.");
        }
        if (!begins(bytes, payloadHeader)) {
            throw Problem.ofField("encrypted_payload", "must be sealed in payload format " + number + ".");
        }
        return bytes;
    }

    /** The version in a sealed payload; null in a format without. */
    Long version(byte[] payload) {
        if (this == ONE) {
            return null;
        }
        long version = ByteBuffer.wrap(payload).getLong(payloadHeader.length());
        if (version < 1 || version > HIGHEST_VERSION) {
            throw Problem.ofField("encrypted_payload", "must have a version from 1 to 2^53 - 1.");
        }
        return version;
    }

    private static boolean begins(byte[] bytes, String header) {
        return new String(bytes, 0, Math.min(bytes.length, header.length()), StandardCharsets.ISO_8859_1)
                .equals(header);
    }
}
