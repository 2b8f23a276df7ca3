package dev.undercroft.web;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Brings results of other threads back to the event loop that a request came on. */
public final class EventLoop {

    private EventLoop() {}

    /** The result on the caller's event loop, or on whichever thread completes it when the caller is on none. */
    public static <T> Uni<T> backTo(CompletionStage<T> result) {
        Uni<T> uni = Uni.createFrom().completionStage(result);
        Context context = Vertx.currentContext();
        if (context == null) {
            return uni;
        }
        Executor loop = command -> context.runOnContext(ignored -> command.run());
        return uni.emitOn(loop);
    }
}
