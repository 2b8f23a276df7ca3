import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The services of a run and the directory that holds all they write. Thread safe: a signal may end it at any time. */
final class Services {

    private final Path jar;
    private final Path work;
    private final List<Service> started = new ArrayList<>();
    private boolean ended;

    Services(Path jar, Path work) {
        this.jar = jar;
        this.work = work;
    }

    /** Starts one more; throws {@link IllegalStateException} when the run is ending. */
    synchronized Service start(String name) throws IOException {
        if (ended) {
            throw new IllegalStateException("the run is ending");
        }
        Service service = Service.start(jar, work.resolve(name));
        started.add(service);
        return service;
    }

    synchronized boolean isEnded() {
        return ended;
    }

    /** Stops all of them and removes the directory. */
    synchronized void end() {
        ended = true;
        for (Service service : started) {
            try {
                service.stop();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        try (Stream<Path> files = Files.walk(work)) {
            files.sorted(Comparator.reverseOrder()).forEach(Services::delete);
        } catch (IOException | UncheckedIOException left) {
            System.err.println("bench: not everything could be removed: " + left.getMessage());
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
    }
}
