package dev.undercroft.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.Optional;

/** The port of the server: the same one from start to start while nobody else takes it. */
final class Ports {

    private Ports() {}

    static Optional<Integer> remembered(DataDirectory directory) throws IOException {
        if (Files.notExists(directory.port())) {
            return Optional.empty();
        }
        String text = Files.readString(directory.port()).strip();
        return text.matches("[1-9][0-9]{0,4}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    static void remember(DataDirectory directory, int port) throws IOException {
        if (!remembered(directory).equals(Optional.of(port))) {
            directory.write(directory.port(), port + "\n");
        }
    }

    /** A port that was free a moment ago; another process can take it before its use. */
    static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return socket.getLocalPort();
        }
    }
}
