package dev.undercroft.cli;

import dev.undercroft.web.ApiDocumentRoute;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.util.concurrent.atomic.AtomicInteger;

/** Starts the service's beans, runs an application with them, and stops them again. */
final class Lifecycle {

    private Lifecycle() {}

    /** The application's exit code; 1 when it could not start, and then standard error says why. */
    static int run(Class<? extends QuarkusApplication> application, String... arguments) {
        ApiDocumentRoute.spareTheStart();
        var code = new AtomicInteger();
        Quarkus.run(
                application,
                (exit, failure) -> {
                    if (failure != null) {
                        System.err.println("undercroft: can't start: " + reason(failure));
                    }
                    code.set(failure == null ? exit : 1);
                },
                arguments);
        return code.get();
    }

    /** The messages from the outside to the cause, each once. */
    private static String reason(Throwable failure) {
        var reason = new StringBuilder();
        String last = "";
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage() == null ? cause.getClass().getName() : cause.getMessage();
            if (!last.contains(message)) {
                reason.append(reason.length() == 0 ? "" : ": ").append(message);
                last = message;
            }
        }
        return reason.toString();
    }
}
