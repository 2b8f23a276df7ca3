package dev.undercroft.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jose4j.http.Response;
import org.jose4j.http.SimpleGet;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Keys of an issuer elsewhere, which may be slow, broken or gone. */
@Timeout(60)
class RemoteKeysTest {

    private final AtomicInteger fetches = new AtomicInteger();
    private final AtomicReference<String> shown = new AtomicReference<>();
    private final SimpleGet issuer = location -> {
        fetches.incrementAndGet();
        if (shown.get() == null) {
            throw new IOException("connection refused");
        }
        return new Response(200, "OK", java.util.Map.of(), shown.get());
    };

    private static RsaJsonWebKey key(String id) throws JoseException {
        RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
        key.setKeyId(id);
        key.setAlgorithm("RS256");
        return key;
    }

    private static JsonWebSignature signedBy(RsaJsonWebKey key) {
        var signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue("RS256");
        signature.setKeyIdHeaderValue(key.getKeyId());
        return signature;
    }

    private void show(RsaJsonWebKey... keys) {
        shown.set(new JsonWebKeySet(keys).toJson());
    }

    @Test
    void keysAreFetchedOnceForManyTokens() throws Exception {
        RsaJsonWebKey key = key("a");
        show(key);
        var keys = new RemoteKeys("https://issuer/jwks", issuer);

        for (int i = 0; i < 10; i++) {
            assertThat(keys.resolveKey(signedBy(key), List.of())).isEqualTo(key.getPublicKey());
        }

        assertThat(fetches).hasValue(1);
    }

    @Test
    void aKeyThatNobodyKnowsIsRefusedAndDoesNotMakeEveryTokenFetch() throws Exception {
        show(key("a"));
        var keys = new RemoteKeys("https://issuer/jwks", issuer);
        RsaJsonWebKey unknown = key("b");

        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> keys.resolveKey(signedBy(unknown), List.of()))
                    .isInstanceOf(UnresolvableKeyException.class);
        }

        assertThat(fetches).hasValueLessThanOrEqualTo(2);
    }

    @Test
    void anIssuerThatIsGoneIsToldAsSuchAndNotAskedAtEveryToken() throws Exception {
        RsaJsonWebKey key = key("a");
        var keys = new RemoteKeys("https://issuer/jwks", issuer);

        for (int i = 0; i < 10; i++) {
            assertUnavailable(() -> keys.resolveKey(signedBy(key), List.of()));
        }

        assertThat(fetches).hasValue(1);
    }

    @Test
    void anIssuerThatHangsHoldsUpFewAndOnlyForSeconds() throws Exception {
        RsaJsonWebKey key = key("a");
        var hangs = new CountDownLatch(1);
        var keys = new RemoteKeys("https://issuer/jwks", location -> {
            await(hangs);
            return issuer.get(location);
        });
        show(key);
        var pool = Executors.newFixedThreadPool(40);
        try {
            List<CompletableFuture<Object>> tokens = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                tokens.add(CompletableFuture.supplyAsync(() -> resolved(keys, key), pool));
            }

            assertThat(tokens.stream().map(CompletableFuture::join)).allMatch(Problem.class::isInstance);

            hangs.countDown();
            Object later = resolved(keys, key);
            while (later instanceof Problem) {
                Thread.onSpinWait();
                later = resolved(keys, key);
            }
            assertThat(later).isEqualTo(key.getPublicKey());
            assertThat(fetches).hasValue(1);
        } finally {
            pool.shutdown();
        }
    }

    private static Object resolved(RemoteKeys keys, RsaJsonWebKey key) {
        try {
            return keys.resolveKey(signedBy(key), List.of());
        } catch (Problem problem) {
            return problem;
        } catch (UnresolvableKeyException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static void assertUnavailable(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.code())
                .isEqualTo(ProblemCode.SERVICE_UNAVAILABLE));
    }
}
