package dev.undercroft.vault;

import dev.undercroft.clock.Timestamps;
import dev.undercroft.vault.VaultKeyDocument.Material;
import dev.undercroft.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Turns the keys of bodies into those that are kept. Thread safe. */
@ApplicationScoped
class KeyMaterial {

    @Inject
    Clock clock;

    /**
     * The key; throws a {@code validation_error} for what the format does not allow.
     *
     * @param at what stands before the names of its fields
     */
    VaultKey key(String at, Material given, PayloadFormat format, Organization.Member member) {
        VaultKey key = new VaultKey();
        key.id = UUID.fromString(given.id());
        key.realmId = member.organizationId();
        key.keyType = given.keyType();
        key.authDigest = Proof.of(given.authHash()).digest();
        key.changeDigest = Proof.of(changeProof(at, given, format)).digest();
        key.wrappedOrgKey = format.wrapped(at + "wrapped_org_encryption_key", given.wrappedOrgEncryptionKey());
        key.createdBy = member.identityId();
        key.createdAt = Timestamps.now(clock);
        key.updatedAt = key.createdAt;
        return key;
    }

    private static String changeProof(String at, Material given, PayloadFormat format) {
        String field = at + "change_auth_hash";
        if (format == PayloadFormat.ONE) {
            if (given.changeAuthHash() != null) {
                throw Problem.ofField(field, "must be left out in payload format 1.");
            }
            return given.authHash();
        }
        if (given.changeAuthHash() == null || given.changeAuthHash().equals(given.authHash())) {
            throw Problem.ofField(field, "must be a proof of its own in payload format 2.");
        }
        return given.changeAuthHash();
    }

    private static boolean shares(byte[] digest, VaultKey other) {
        return Arrays.equals(digest, other.authDigest) || Arrays.equals(digest, other.changeDigest);
    }

    /** Throws a {@code validation_error} for a key that has an id or a proof of one of the others. */
    static void requireDistinct(String at, VaultKey key, List<VaultKey> others) {
        for (VaultKey other : others) {
            if (other.id.equals(key.id)) {
                throw Problem.ofField(at + "id", "must be an id of its own.");
            }
            if (shares(key.authDigest, other)) {
                throw Problem.ofField(at + "auth_hash", "must not be a proof of another key.");
            }
            if (shares(key.changeDigest, other)) {
                throw Problem.ofField(at + "change_auth_hash", "must not be a proof of another key.");
            }
        }
    }
}
