package dev.undercroft.client;

/**
 * A secret that was opened. Immutable.
 *
 * @param version 0 in format 1
 * @param digest SHA-256 of the ciphertext, hexadecimal
 */
record OpenedSecret(SecretMetadata metadata, SecretContent content, long version, String digest) {

    /** Throws {@link VaultException.Reason#INVALID_PAYLOAD} when the content is not of the secret's type. */
    VaultSecret typed() {
        try {
            return new VaultSecret(metadata, PayloadJson.read(metadata.type(), content.payload()), version, digest);
        } catch (VaultException invalid) {
            throw new VaultException(invalid.reason(), metadata.label() + ": " + invalid.getMessage(), metadata.id());
        }
    }
}
