import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A kept-alive HTTP/1.1 connection over a blocking socket: one request, one answer with a length. It knows no more of
 * HTTP than that, since whatever it spends is missing from the service on the same machine. For one thread.
 */
final class Connection implements Closeable {

    private static final int PATIENCE_MILLIS = 30_000;
    private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private byte[] answer = new byte[8192];
    private int filled;
    private int bodyAt;

    Connection(int port) throws IOException {
        socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    /** Sends a whole request and waits for the whole answer; gives its status. */
    int exchange(byte[] request, int length) throws IOException {
        out.write(request, 0, length);
        filled = 0;
        bodyAt = -1;
        while (bodyAt < 0) {
            int from = Math.max(0, filled - 3);
            receive();
            bodyAt = endOfHeaders(from);
        }
        int end = bodyAt + contentLength();
        while (filled < end) {
            receive();
        }
        return (answer[9] - '0') * 100 + (answer[10] - '0') * 10 + (answer[11] - '0');
    }

    /** The body of the last answer. */
    String body() {
        return new String(answer, bodyAt, filled - bodyAt, StandardCharsets.UTF_8);
    }

    private void receive() throws IOException {
        if (filled == answer.length) {
            answer = Arrays.copyOf(answer, answer.length * 2);
        }
        int count = in.read(answer, filled, answer.length - filled);
        if (count < 0) {
            throw new EOFException("the service closed the connection");
        }
        filled += count;
    }

    private int endOfHeaders(int from) {
        for (int i = from; i + 3 < filled; i++) {
            if (answer[i] == '\r' && answer[i + 1] == '\n' && answer[i + 2] == '\r' && answer[i + 3] == '\n') {
                return i + 4;
            }
        }
        return -1;
    }

    private int contentLength() throws IOException {
        for (int i = 0; i < bodyAt; i++) {
            if (answer[i] == '\n' && isLength(i + 1)) {
                return number(i + 1 + LENGTH.length);
            }
        }
        throw new IOException("the answer has no Content-Length");
    }

    private boolean isLength(int at) {
        if (at + LENGTH.length > bodyAt) {
            return false;
        }
        for (int i = 0; i < LENGTH.length; i++) {
            // Sets the bit that makes a capital small; the hyphen and the colon have it anyway.
            if ((answer[at + i] | 0x20) != LENGTH[i]) {
                return false;
            }
        }
        return true;
    }

    private int number(int at) {
        int number = 0;
        for (int i = at; answer[i] != '\r'; i++) {
            if (answer[i] != ' ') {
                number = number * 10 + answer[i] - '0';
            }
        }
        return number;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
