package dev.undercroft.client;

import java.util.UUID;

/** What a sealed payload belongs to. Immutable. */
record SecretBinding(String organization, UUID secretId, SecretType type) {}
