import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A kept-alive HTTP/1.1 connection over a blocking socket: one request, one answer. It knows no more of HTTP than the
 * service's answers need, since whatever it spends is missing from the service on the same machine. For one thread.
 */
final class Connection implements Closeable {

    private static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket;
    private final OutputStream out;
    private final Answer answer;

    Connection(int port) throws IOException {
        socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
        out = socket.getOutputStream();
        answer = new Answer(socket.getInputStream());
    }

    /** Sends a whole request and waits for the whole answer; gives its status. */
    int exchange(byte[] request, int length) throws IOException {
        out.write(request, 0, length);
        return answer.take();
    }

    /** The body of the last answer, of a long one the beginning. */
    String body() {
        return answer.body();
    }

    /** How long the body of the last answer was. */
    int bodyBytes() {
        return answer.bodyBytes();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
