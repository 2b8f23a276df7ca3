package dev.undercroft.client;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Takes an answer's bytes as long as they are not too many. As thread safe as any subscriber: one signal at a time. */
final class BoundedBody implements HttpResponse.BodySubscriber<byte[]> {

    /** The most that is taken of an answer, in bytes. */
    static final long LIMIT = 128L * 1024 * 1024;

    /** The answer is longer. */
    static final class TooLargeException extends IOException {

        private static final long serialVersionUID = 1L;

        TooLargeException() {
            super("the answer is too large");
        }
    }

    private final HttpResponse.BodySubscriber<byte[]> whole = HttpResponse.BodySubscribers.ofByteArray();
    private final long announced;
    private Flow.Subscription subscription;
    private long received;
    private boolean refused;

    private BoundedBody(long announced) {
        this.announced = announced;
    }

    static HttpResponse.BodyHandler<byte[]> handler() {
        return response -> new BoundedBody(
                response.headers().firstValueAsLong("Content-Length").orElse(0));
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return whole.getBody();
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        if (announced > LIMIT) {
            refuse();
        } else {
            whole.onSubscribe(given);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        if (refused) {
            return;
        }
        for (ByteBuffer buffer : buffers) {
            received += buffer.remaining();
        }
        if (received > LIMIT) {
            refuse();
        } else {
            whole.onNext(buffers);
        }
    }

    @Override
    public void onError(Throwable failure) {
        if (!refused) {
            whole.onError(failure);
        }
    }

    @Override
    public void onComplete() {
        if (!refused) {
            whole.onComplete();
        }
    }

    private void refuse() {
        refused = true;
        subscription.cancel();
        whole.onError(new TooLargeException());
    }
}
