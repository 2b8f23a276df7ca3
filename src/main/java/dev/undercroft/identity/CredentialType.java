package dev.undercroft.identity;

/** The kinds of credential that a caller can show. */
public enum CredentialType {
    /** A JSON Web Token of a trusted issuer. */
    TOKEN,
    /** An access key that a person made here. */
    ACCESS_KEY
}
