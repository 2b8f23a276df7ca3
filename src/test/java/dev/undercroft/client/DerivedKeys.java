package dev.undercroft.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What clients derive from vault keys and recovery codes, for tests that look for it where it must not be.
 *
 * @param keys master keys, and the organisation keys that they unwrap, in hexadecimal
 * @param proofs for unlocking and for changing, of each text for each key of the vault: those that fit are used, the others
 *     are sent while the right one is looked for
 */
public record DerivedKeys(Set<String> keys, Set<String> proofs) {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** Of these texts, whether they fit or not, at the vault as it is now; a derivation each. */
    public static DerivedKeys of(URI service, String credential, List<String> texts) {
        KeyCalls calls = new KeyCalls(new ServiceConnection(
                ServiceAddress.of(service), () -> credential, HttpClient.newHttpClient(), TIMEOUT));
        VaultInfo info = calls.requireInfo();
        PayloadFormat format = PayloadFormat.numbered(info.payloadFormat()).orElseThrow();
        DerivedKeys derived = new DerivedKeys(new LinkedHashSet<>(), new LinkedHashSet<>());
        for (String text : texts) {
            derived.add(calls, new VaultTerms(info.organizationId(), format, info.kdf()), text);
        }
        return derived;
    }

    private void add(KeyCalls calls, VaultTerms terms, String text) {
        VaultCipher cipher = VaultCipher.of(terms.format(), new SecureRandom());
        try (KeyBytes masterKey = terms.masterKey(text.toCharArray())) {
            keys.add(hex(masterKey));
            for (VaultKey key : calls.keys()) {
                KeyBinding binding = terms.binding(key);
                String proof = cipher.unlockProof(masterKey, binding);
                proofs.add(proof);
                proofs.add(cipher.changeProof(masterKey, binding));
                byte[] wrapped = Base64.getDecoder().decode(calls.unlock(proof).wrappedKey());
                cipher.unwrap(masterKey, binding, wrapped).ifPresent(organizationKey -> keys.add(hex(organizationKey)));
            }
        }
    }

    /** All of both, as bytes. */
    public List<byte[]> bytes() {
        List<byte[]> bytes = new ArrayList<>();
        keys.forEach(key -> bytes.add(HexFormat.of().parseHex(key)));
        proofs.forEach(proof -> bytes.add(HexFormat.of().parseHex(proof)));
        return bytes;
    }

    private static String hex(KeyBytes key) {
        return HexFormat.of().formatHex(key.getEncoded());
    }
}
