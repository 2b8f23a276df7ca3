package dev.undercroft.clients;

import dev.undercroft.client.SecretPayload;
import java.util.List;
import java.util.UUID;

/** One of several clients of the same vault. A key is the vault key or a recovery code. */
interface VaultUser {

    /** A secret as a client shows it; the version is 0 where it shows none. */
    record Shown(UUID id, String name, String description, SecretPayload payload, long version) {}

    /** Makes the vault; gives its recovery codes. */
    List<String> initialize(String vaultKey) throws Exception;

    /** Makes one secret of every kind. */
    List<Shown> write(String key) throws Exception;

    /** Changes name, description and payload of every secret. */
    List<Shown> change(String key) throws Exception;

    /** Everything, with one-time codes that are right. */
    List<Shown> read(String key) throws Exception;
}
