package dev.undercroft.client;

import dev.undercroft.client.VaultException.Reason;
import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * Where the service is. Immutable.
 *
 * @param base scheme, host, port and prefix of the path, without a slash at the end; the name by which the service is
 *     remembered
 */
record ServiceAddress(String base) {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /**
     * Takes an address.
     *
     * @throws VaultException {@link Reason#INVALID_INPUT} unless it is https, or http to this machine by the name
     *     localhost, 127.0.0.1 or ::1
     */
    static ServiceAddress of(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
        if (host.isEmpty()
                || uri.getRawUserInfo() != null
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null) {
            throw refused("it must be as in https://vault.example.com, without user, query and fragment");
        }
        boolean plain = scheme.equals("http");
        if (!scheme.equals("https") && !plain) {
            throw refused("it must begin with https://");
        }
        if (plain && !LOOPBACK.contains(host)) {
            throw refused("http is for localhost, 127.0.0.1 and ::1 alone; use https");
        }
        int usualPort = plain ? 80 : 443;
        String port = uri.getPort() < 0 || uri.getPort() == usualPort ? "" : ":" + uri.getPort();
        return new ServiceAddress(
                scheme + "://" + host + port + uri.getRawPath().replaceAll("/+$", ""));
    }

    URI whoami() {
        return URI.create(base + "/api/whoami");
    }

    URI identity(String handle) {
        return URI.create(base + "/api/v1/identities/" + handle);
    }

    /** A path below the vault, which begins with a slash. */
    URI vault(String path) {
        return URI.create(base + "/api/v1/vault" + path);
    }

    private static VaultException refused(String why) {
        return new VaultException(Reason.INVALID_INPUT, "the service's address can't be used: " + why);
    }

    @Override
    public String toString() {
        return base;
    }
}
