package dev.undercroft.entries;

import java.util.UUID;

/** What the trail calls the things of this door: the paths that they have over HTTP. */
final class Targets {

    static final String ENTRIES = "/api/entries/";

    private Targets() {}

    static String category(UUID id) {
        return "/api/categories/" + id;
    }

    static String entry(UUID id) {
        return ENTRIES + id;
    }

    static String twoFactor(UUID id) {
        return "/api/2fa/" + id;
    }

    static String env(UUID id) {
        return "/api/envs/" + id;
    }

    static String envFile(UUID projectId, UUID id) {
        return env(projectId) + "/files/" + id;
    }
}
