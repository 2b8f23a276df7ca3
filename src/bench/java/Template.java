import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * The bytes of a request with places that change: the digits of a secret's path, the id of an entry, and random letters in
 * a value. Immutable. Each of the places may be absent.
 */
final class Template {

    /** Stands for the id of an entry; ids are all of the same length. */
    static final String ID = "00000000-0000-0000-0000-000000000000";

    /** Stands for a random letter; not used for anything else in a request. */
    private static final char RANDOM = '~';

    private static final byte[] ALPHABET =
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_".getBytes(StandardCharsets.US_ASCII);
    private static final int DIGITS = 5;

    private final byte[] bytes;
    private final int digitsAt;
    private final int idAt;
    private final int randomFrom;
    private final int randomTo;

    private Template(String request) {
        this.bytes = request.getBytes(StandardCharsets.US_ASCII);
        int path = request.indexOf(DataSet.path(0));
        this.digitsAt = path < 0 ? -1 : path + DataSet.path(0).length() - DIGITS;
        this.idAt = request.indexOf(ID);
        this.randomFrom = request.indexOf(RANDOM);
        this.randomTo = request.lastIndexOf(RANDOM) + 1;
    }

    /** Stands for as many letters, which every request gets anew; once in a request at most. */
    static String random(int length) {
        return String.valueOf(RANDOM).repeat(length);
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

    /** A request whose value, if it has one, is its own. */
    byte[] fill(SplittableRandom random) {
        byte[] request = bytes.clone();
        writeRandom(request, random);
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
        writeRandom(buffer, random);
        return bytes.length;
    }

    /** Writes a request for this entry into the buffer; gives its length. */
    int fill(byte[] buffer, byte[] id) {
        System.arraycopy(bytes, 0, buffer, 0, bytes.length);
        if (idAt >= 0) {
            System.arraycopy(id, 0, buffer, idAt, ID.length());
        }
        return bytes.length;
    }

    private void writeRandom(byte[] request, SplittableRandom random) {
        if (randomFrom >= 0) {
            for (int i = randomFrom; i < randomTo; i++) {
                request[i] = ALPHABET[random.nextInt(ALPHABET.length)];
            }
        }
    }
}
