package dev.undercroft.client;

import dev.undercroft.client.VaultException.Reason;

/**
 * How a vault is to be made; neither ever changes. Immutable.
 *
 * @param kdf what deriving a key costs in this vault
 */
public record NewVault(PayloadFormat format, KdfParameters kdf) {

    /**
     * Checks the parameters.
     *
     * @throws VaultException {@link Reason#REFUSED_PARAMETERS}
     */
    public NewVault {
        kdf.requireAllowed(format);
    }

    /** A vault of a format with {@link KdfParameters#STANDARD}. */
    public static NewVault of(PayloadFormat format) {
        return new NewVault(format, KdfParameters.STANDARD);
    }
}
