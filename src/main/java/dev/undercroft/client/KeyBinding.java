package dev.undercroft.client;

import java.util.UUID;

/** What a wrapped organisation key belongs to. Immutable. */
record KeyBinding(String organization, UUID keyId, KeyType type, KdfParameters parameters) {}
