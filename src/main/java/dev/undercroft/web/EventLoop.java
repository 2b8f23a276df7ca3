package dev.undercroft.web;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** Brings results of other threads back to the event loop that a request came on. */
public final class EventLoop {

    private EventLoop() {}

    /** The result on the caller's event loop, or on whichever thread completes it when the caller is on none. */
    public static <T> CompletableFuture<T> backTo(CompletableFuture<T> result) {
        Context context = Vertx.currentContext();
        if (context == null) {
            return result;
        }
        Executor loop = command -> context.runOnContext(ignored -> command.run());
        return result.thenApplyAsync(Function.identity(), loop);
    }
}
