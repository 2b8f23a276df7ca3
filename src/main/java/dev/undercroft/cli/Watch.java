package dev.undercroft.cli;

import dev.undercroft.secrets.SecretPath;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;

/**
 * Reads secrets again and again and writes what changed. What fails is told on standard error, without a value, and tried
 * again; what was written stays meanwhile. For one thread.
 */
final class Watch {

    /** Waits; ends the watch by an interruption. */
    interface Waiting {
        void pause(Duration duration) throws InterruptedException;
    }

    private final LastValues values;
    private final Destination destination;
    private final Pauses pauses;
    private final PrintWriter errors;
    private final Waiting waiting;
    private boolean unwritten;

    Watch(LastValues values, Destination destination, Pauses pauses, PrintWriter errors, Waiting waiting) {
        this.values = values;
        this.destination = destination;
        this.pauses = pauses;
        this.errors = errors;
        this.waiting = waiting;
    }

    /** Goes on until the thread is interrupted or the process ends. */
    void run() {
        try {
            while (true) {
                waiting.pause(look() ? pauses.afterSuccess() : pauses.afterFailure());
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean look() {
        boolean good = true;
        for (SecretPath path : values.paths()) {
            try {
                unwritten |= values.refresh(path);
            } catch (ReadFailure failed) {
                good = tell(failed.getMessage());
            }
        }
        if (unwritten && (values.areComplete() || !destination.wantsAll())) {
            try {
                destination.write(values.known());
                unwritten = false;
            } catch (ReadFailure unfit) {
                good = tell(unfit.getMessage());
            } catch (IOException unwritable) {
                good = tell("can't be written: " + unwritable.getMessage());
            }
        }
        return good;
    }

    private boolean tell(String message) {
        errors.println("undercroft: " + message);
        errors.flush();
        return false;
    }
}
