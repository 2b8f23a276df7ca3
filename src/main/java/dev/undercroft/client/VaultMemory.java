package dev.undercroft.client;

import dev.undercroft.client.VaultException.Reason;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What a client remembers between unlocks, so that it notices a service that rolls back or swaps
 * ({@code docs/vault-crypto.md}, "What a client remembers"). It holds no secret, but whoever can change it can make the
 * client blind. Implementations are thread safe. Every method may throw {@link Reason#MEMORY}.
 */
public interface VaultMemory {

    /** The organisations that are remembered of a service, by its address. */
    Set<String> organizations(String service);

    /** What is remembered of a vault. */
    Optional<RememberedVault> recall(String service, String organization);

    /**
     * Changes what is remembered, so that no other change comes between: the function gets what is remembered at that
     * moment, is called once, and what it gives is kept when this returns. What it throws is thrown on, and nothing
     * changes. It must not use the memory itself.
     */
    void change(String service, String organization, Function<Optional<RememberedVault>, RememberedVault> function);

    /** Forgets a vault, as after its owner made it anew in another format elsewhere. */
    void forget(String service, String organization);

    /** Remembers as long as the Java process runs. */
    static VaultMemory inProcess() {
        return new ProcessMemory();
    }

    /**
     * Remembers in a file of JSON, readable and writable by its owner alone; it is made when there is something to
     * remember. Several processes may share it; they take turns by a lock on the file {@code <name>.lock} beside it.
     */
    static VaultMemory inFile(Path file) {
        return new FileMemory(file);
    }
}
