package dev.undercroft.tenancy;

import dev.undercroft.crypto.Binding;
import dev.undercroft.crypto.RealmKeyStore;
import dev.undercroft.crypto.SealException;
import dev.undercroft.crypto.Sealer;
import dev.undercroft.web.EventLoop;
import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Texts sealed under the keys of their realm, as rows keep them. Thread safe. */
@ApplicationScoped
public class SealedValues {

    @Inject
    RealmKeyStore realmKeys;

    @Inject
    Sealer sealer;

    /**
     * Seals a text under the newest key of the binding's realm; may block. Throws {@code tenant_access_denied} when the
     * realm's keys are destroyed, and a {@code validation_error} of the field for text that is no Unicode.
     */
    public byte[] seal(Binding binding, String field, String text) {
        byte[] plaintext = utf8(field, text);
        try {
            return sealer.seal(realmKeys.newest(binding.realmId()), binding, plaintext);
        } catch (SealException noKey) {
            throw new Problem(ProblemCode.TENANT_ACCESS_DENIED, "The tenant is closed.");
        }
    }

    /** Opens a text; may block. Throws {@link SealException} when it was changed or moved, or its key is destroyed. */
    public String open(Binding binding, byte[] sealed) {
        return new String(sealer.open(realmKeys.of(binding.realmId()), binding, sealed), StandardCharsets.UTF_8);
    }

    /**
     * The same without blocking: at once where the key is remembered, else on a worker. Fails with the problem of
     * {@code whenShut} where the value does not open, and as it failed where only its key can't be had now.
     */
    public CompletionStage<String> openLater(Binding binding, byte[] sealed, Supplier<Problem> whenShut) {
        return opened(binding, sealed).exceptionally(failed -> {
            Throwable cause = failed instanceof CompletionException ? failed.getCause() : failed;
            if (cause instanceof SealException) {
                throw whenShut.get();
            }
            throw failed instanceof CompletionException wrapped ? wrapped : new CompletionException(failed);
        });
    }

    private CompletionStage<String> opened(Binding binding, byte[] sealed) {
        try {
            if (realmKeys.remembers(binding.realmId(), sealer.realmKeyVersion(sealed))) {
                return CompletableFuture.completedStage(open(binding, sealed));
            }
        } catch (SealException shut) {
            return CompletableFuture.failedStage(shut);
        }
        return EventLoop.backTo(
                CompletableFuture.supplyAsync(() -> open(binding, sealed), Infrastructure.getDefaultWorkerPool()));
    }

    /** What to answer where nothing better is known of a value that does not open. */
    public static Problem doesNotOpen() {
        return new Problem(
                ProblemCode.INTERNAL_ERROR,
                "The stored value does not open: it was changed or moved, or its key was destroyed.");
    }

    /** Strictly: half of a surrogate pair would come back as something else. */
    private static byte[] utf8(String field, String text) {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException halfPair) {
            throw Problem.ofField(field, "must not hold half of a surrogate pair; send whole characters.");
        }
    }
}
