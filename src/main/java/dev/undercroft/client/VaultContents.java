package dev.undercroft.client;

import java.util.List;

/**
 * All secrets that the service shows. Immutable.
 *
 * @param refused those that must not be believed, each with its id and why
 */
public record VaultContents(List<VaultSecret> secrets, List<VaultException> refused) {

    /** Keeps copies of the lists. */
    public VaultContents {
        secrets = List.copyOf(secrets);
        refused = List.copyOf(refused);
    }

    /**
     * The secrets.
     *
     * @throws VaultException the first refusal, with the others as suppressed ones
     */
    public List<VaultSecret> requireAll() {
        if (!refused.isEmpty()) {
            VaultException first = refused.get(0);
            refused.stream().skip(1).forEach(first::addSuppressed);
            throw first;
        }
        return secrets;
    }
}
