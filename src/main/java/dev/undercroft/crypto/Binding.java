package dev.undercroft.crypto;

/**
 * The place to which a sealed value belongs. It is not secret and not stored with the value, but the value opens only
 * with the same binding: a ciphertext that was moved to another realm, table, row or version stays shut. Immutable and
 * thread safe.
 *
 * @param realmId the tenant or partner that owns the row
 * @param kind what sort of value: {@code secret}, {@code store}, {@code entry}, ...
 * @param recordId the row, and the field where a row has several
 * @param version the version of the value
 */
public record Binding(String realmId, String kind, String recordId, long version) {

    /**
     * The binding as associated data of an AEAD cipher: the format, then every field by {@link Fields}. The encoding is
     * persisted knowledge: changing it shuts every stored value.
     *
     * @throws IllegalArgumentException when a field is not well-formed Unicode
     */
    byte[] associatedData(byte format) {
        return new Fields()
                .one(format)
                .text(realmId)
                .text(kind)
                .text(recordId)
                .number(version)
                .toBytes();
    }
}
