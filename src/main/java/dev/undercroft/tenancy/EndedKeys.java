package dev.undercroft.tenancy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Ends access keys for others than their owner, in the running transaction of their realm. */
@ApplicationScoped
class EndedKeys {

    @Inject
    RevokedCredentials revoked;

    /** The keys with these digests. */
    void end(List<String> digests) {
        for (String digest : digests) {
            AccessKey.delete("keyDigest", digest);
            revoked.addKey(digest);
        }
    }

    /** The keys that a token made. */
    void endMadeWith(String tokenDigest) {
        end(digests(AccessKey.madeWith(tokenDigest)));
    }

    /** The keys of an identity. */
    void endOf(String identityId) {
        end(digests(AccessKey.of(identityId)));
    }

    private static List<String> digests(List<AccessKey> keys) {
        return keys.stream().map(key -> key.keyDigest).toList();
    }
}
