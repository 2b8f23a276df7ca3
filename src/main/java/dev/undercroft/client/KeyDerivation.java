package dev.undercroft.client;

import dev.undercroft.client.VaultException.Reason;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** From a vault key or recovery code to a master key: Argon2id, version 0x13. Stateless and thread safe. */
final class KeyDerivation {

    private KeyDerivation() {}

    /**
     * Derives a master key; takes some tenths of a second and the memory that the parameters say.
     *
     * @param organization its UTF-8 is the salt
     * @return the caller closes it
     * @throws VaultException {@link Reason#NOT_ENOUGH_MEMORY} when the Java heap is too small
     */
    static KeyBytes masterKey(char[] text, String organization, KdfParameters parameters) {
        requireHeap(parameters);
        var generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withSalt(organization.getBytes(StandardCharsets.UTF_8))
                .withIterations(parameters.iterations())
                .withMemoryAsKB(parameters.memoryKib())
                .withParallelism(parameters.parallelism())
                .build());
        byte[] masterKey = new byte[KeyBytes.LENGTH];
        try (SecretText secret = SecretText.of(text)) {
            generator.generateBytes(secret.utf8(), masterKey);
        }
        return KeyBytes.taking(masterKey);
    }

    private static void requireHeap(KdfParameters parameters) {
        // Every block of 1 KiB is an array of its own with a header and a reference.
        long needed = parameters.memoryKib() * (1024L + 64);
        if (Runtime.getRuntime().maxMemory() < needed) {
            throw new VaultException(
                    Reason.NOT_ENOUGH_MEMORY,
                    "the key derivation needs " + needed / (1024 * 1024)
                            + " MiB of memory, more than this Java process may take; raise -Xmx");
        }
    }
}
