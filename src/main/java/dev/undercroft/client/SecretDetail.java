package dev.undercroft.client;

/** A secret as the service keeps it: the sealed payload in base64. Immutable. */
record SecretDetail(SecretMetadata metadata, String sealed) {}
