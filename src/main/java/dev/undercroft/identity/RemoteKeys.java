package dev.undercroft.identity;

import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import java.io.IOException;
import java.security.Key;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jose4j.http.SimpleGet;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;

/**
 * The keys of an issuer elsewhere, fetched by a thread of its own: an issuer that hangs costs the few requests that wait
 * for a first or a new key some seconds, and nobody else anything. Keys once fetched count until the issuer shows others.
 * Thread safe.
 */
final class RemoteKeys implements VerificationKeyResolver {

    private static final Logger LOG = Logger.getLogger(RemoteKeys.class);
    private static final long FRESH_NANOS = TimeUnit.MINUTES.toNanos(10);
    // A key id that nobody knows makes the set be fetched anew, but not more often than this, successful or not.
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long WAIT_MILLIS = 3_000;
    private static final int MOST_WAITING = 4;

    private final String location;
    private final SimpleGet http;
    private final Semaphore waiting = new Semaphore(MOST_WAITING);
    private volatile List<JsonWebKey> keys = List.of();
    private CompletableFuture<List<JsonWebKey>> fetch = CompletableFuture.completedFuture(List.of());
    private long fetchBegunNanos = System.nanoTime() - FRESH_NANOS;

    /** Keys behind a URL; nothing is fetched before the first token. */
    RemoteKeys(String location, SimpleGet http) {
        this.location = location;
        this.http = http;
    }

    /**
     * The key that a token names.
     *
     * @throws UnresolvableKeyException when the issuer has no such key
     * @throws Problem {@code service_unavailable} when the issuer gave no keys in time
     */
    @Override
    public Key resolveKey(JsonWebSignature signature, List<JsonWebStructure> nesting) throws UnresolvableKeyException {
        if (!keys.isEmpty()) {
            fetchWhenOlderThan(FRESH_NANOS);
            try {
                return new JwksVerificationKeyResolver(keys).resolveKey(signature, nesting);
            } catch (UnresolvableKeyException unknownYet) {
                LOG.debugf("%s has shown no such key yet", location);
            }
        }
        fetchWhenOlderThan(PAUSE_NANOS);
        return new JwksVerificationKeyResolver(await(lastFetch())).resolveKey(signature, nesting);
    }

    private synchronized void fetchWhenOlderThan(long nanos) {
        if (!fetch.isDone() || System.nanoTime() - fetchBegunNanos < nanos) {
            return;
        }
        fetchBegunNanos = System.nanoTime();
        var begun = new CompletableFuture<List<JsonWebKey>>();
        fetch = begun;
        Thread thread = new Thread(() -> fetchInto(begun), "issuer-keys");
        thread.setDaemon(true);
        thread.start();
    }

    private synchronized CompletableFuture<List<JsonWebKey>> lastFetch() {
        return fetch;
    }

    private void fetchInto(CompletableFuture<List<JsonWebKey>> result) {
        try {
            List<JsonWebKey> shown = new JsonWebKeySet(http.get(location).getBody()).getJsonWebKeys();
            keys = List.copyOf(shown);
            result.complete(keys);
        } catch (IOException | JoseException | RuntimeException failed) {
            LOG.warnf("the keys behind %s can't be fetched: %s", location, failed.getMessage());
            result.completeExceptionally(failed);
        }
    }

    private List<JsonWebKey> await(CompletableFuture<List<JsonWebKey>> running) {
        if (!running.isDone() && !waiting.tryAcquire()) {
            throw noKeys();
        }
        boolean waits = !running.isDone();
        try {
            return running.get(WAIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            if (keys.isEmpty()) {
                throw noKeys();
            }
            return keys;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw noKeys();
        } finally {
            if (waits) {
                waiting.release();
            }
        }
    }

    private static Problem noKeys() {
        return new Problem(
                ProblemCode.SERVICE_UNAVAILABLE, "The token's issuer does not show its keys now; retry in a while.");
    }
}
