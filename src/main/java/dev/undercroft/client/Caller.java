package dev.undercroft.client;

/**
 * As whom the service knows the access key. Immutable.
 *
 * @param organizationId whose vault it sees
 * @param authType as in {@code api_key}
 * @param authSubtype as in {@code api_key.admin_scoped}, or {@code ""}
 */
public record Caller(String organizationId, String authType, String authSubtype) {}
