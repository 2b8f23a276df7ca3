import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * The bytes of a request with two places that change: the digits of the path and the password of a value. Immutable.
 * One of the two places, or both, may be absent.
 */
final class Template {

    /** Stands for the password that every request gets anew. */
    static final String PASSWORD = "*".repeat(32);

    private static final byte[] ALPHABET =
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_".getBytes(StandardCharsets.US_ASCII);
    private static final int DIGITS = 5;

    private final byte[] bytes;
    private final int digitsAt;
    private final int passwordAt;

    private Template(String request) {
        this.bytes = request.getBytes(StandardCharsets.US_ASCII);
        int path = request.indexOf(DataSet.path(0));
        this.digitsAt = path < 0 ? -1 : path + DataSet.path(0).length() - DIGITS;
        this.passwordAt = request.indexOf(PASSWORD);
    }

    static Template bare(String method, String path) {
        return new Template(head(method, path) + "\r\n");
    }

    static Template of(String method, String path, String token) {
        return new Template(head(method, path) + authorization(token) + "\r\n");
    }

    static Template of(String method, String path, String token, String json) {
        return new Template(head(method, path) + authorization(token) + "Content-Type: application/json\r\n"
                + "Content-Length: " + json.length() + "\r\n\r\n" + json);
    }

    private static String head(String method, String path) {
        return method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nUser-Agent: undercroft-bench\r\n";
    }

    private static String authorization(String token) {
        return "Authorization: Bearer " + token + "\r\n";
    }

    /** A request whose value, if it has one, has a password of its own. */
    byte[] fill(SplittableRandom random) {
        byte[] request = bytes.clone();
        writePassword(request, random);
        return request;
    }

    /** Writes a request for this secret into the buffer; gives its length. */
    int fill(byte[] buffer, int secret, SplittableRandom random) {
        System.arraycopy(bytes, 0, buffer, 0, bytes.length);
        if (digitsAt >= 0) {
            int rest = secret;
            for (int i = digitsAt + DIGITS - 1; i >= digitsAt; i--) {
                buffer[i] = (byte) ('0' + rest % 10);
                rest /= 10;
            }
        }
        writePassword(buffer, random);
        return bytes.length;
    }

    private void writePassword(byte[] request, SplittableRandom random) {
        if (passwordAt >= 0) {
            for (int i = 0; i < PASSWORD.length(); i++) {
                request[passwordAt + i] = ALPHABET[random.nextInt(ALPHABET.length)];
            }
        }
    }
}
