package dev.undercroft.crypto;

import java.util.List;

/** Where root keys come from: a file, the environment, a key store, a key management service. Thread safe. */
public interface RootKeySource {

    /**
     * Loads every root key there is.
     *
     * @return at least one key, no key twice, oldest first; the last one seals
     * @throws RootKeyException when there is none, or any of them is malformed; the message says how to mend it
     */
    List<RootKey> load();
}
