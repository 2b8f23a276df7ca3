import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The answers of one connection, one after another: with a length or in chunks. Of a body it counts the bytes and keeps
 * the beginning, since an answer may have megabytes that nobody looks at. For one thread.
 */
final class Answer {

    private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ENCODING = "transfer-encoding:".getBytes(StandardCharsets.US_ASCII);

    private final InputStream in;
    /** What was received and not yet taken lies between the two; the head of an answer has to fit. */
    private final byte[] received = new byte[65536];

    private int taken;
    private int filled;
    private final byte[] kept = new byte[8192];
    private int bodyBytes;

    Answer(InputStream in) {
        this.in = in;
    }

    /** Takes the next answer whole; gives its status. */
    int take() throws IOException {
        bodyBytes = 0;
        taken = 0;
        filled = 0;
        int end = receiveHead();
        int status = number(9, 10);
        int length = valueOf(LENGTH, end);
        boolean chunked = length < 0 && valueOf(ENCODING, end) >= 0;
        taken = end;
        if (chunked) {
            takeChunks();
        } else if (length >= 0) {
            takeBody(number(length, 10));
        } else {
            throw new IOException("the answer has neither length nor chunks");
        }
        return status;
    }

    /** How long the last body was. */
    int bodyBytes() {
        return bodyBytes;
    }

    /** The last body as far as it was kept. */
    String body() {
        return new String(kept, 0, Math.min(bodyBytes, kept.length), StandardCharsets.UTF_8);
    }

    private int receiveHead() throws IOException {
        while (true) {
            int from = Math.max(0, filled - 3);
            receive();
            for (int i = from; i + 3 < filled; i++) {
                if (received[i] == '\r'
                        && received[i + 1] == '\n'
                        && received[i + 2] == '\r'
                        && received[i + 3] == '\n') {
                    return i + 4;
                }
            }
        }
    }

    private void takeChunks() throws IOException {
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            takeBody(size);
            takeLineEnd();
        }
        // The service sends no trailers.
        takeLineEnd();
    }

    private int chunkSize() throws IOException {
        int size = 0;
        for (int digit = takeByte(); digit != '\r'; digit = takeByte()) {
            size = size * 16 + Character.digit(digit, 16);
        }
        takeByte();
        return size;
    }

    private void takeLineEnd() throws IOException {
        if (takeByte() != '\r' || takeByte() != '\n') {
            throw new IOException("a chunk is longer than it said");
        }
    }

    private byte takeByte() throws IOException {
        receiveIfEmpty();
        return received[taken++];
    }

    private void takeBody(int length) throws IOException {
        for (int left = length; left > 0; ) {
            receiveIfEmpty();
            int count = Math.min(left, filled - taken);
            int keep = Math.min(count, kept.length - bodyBytes);
            if (keep > 0) {
                System.arraycopy(received, taken, kept, bodyBytes, keep);
            }
            taken += count;
            bodyBytes += count;
            left -= count;
        }
    }

    private void receiveIfEmpty() throws IOException {
        if (taken == filled) {
            taken = 0;
            filled = 0;
            receive();
        }
    }

    private void receive() throws IOException {
        int count = in.read(received, filled, received.length - filled);
        if (count <= 0) {
            throw new EOFException(
                    count < 0 ? "the service closed the connection" : "the head of the answer has no end");
        }
        filled += count;
    }

    /** Where the value of this header begins, or -1. */
    private int valueOf(byte[] header, int end) {
        for (int i = 0; i + header.length < end; i++) {
            if (received[i] == '\n' && isAt(i + 1, header)) {
                int value = i + 1 + header.length;
                return received[value] == ' ' ? value + 1 : value;
            }
        }
        return -1;
    }

    private boolean isAt(int at, byte[] header) {
        for (int i = 0; i < header.length; i++) {
            // Sets the bit that makes a capital small; the hyphen and the colon have it anyway.
            if ((received[at + i] | 0x20) != header[i]) {
                return false;
            }
        }
        return true;
    }

    private int number(int at, int radix) {
        int number = 0;
        for (int i = at, digit; (digit = Character.digit(received[i], radix)) >= 0; i++) {
            number = number * radix + digit;
        }
        return number;
    }
}
