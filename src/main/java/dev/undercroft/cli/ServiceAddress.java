package dev.undercroft.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Where a service is. Immutable. */
final class ServiceAddress {

    private static final Set<String> SCHEMES = Set.of("http", "https");

    private final String base;

    private ServiceAddress(String base) {
        this.base = base;
    }

    /** The address of a URL; throws {@link IllegalArgumentException} that says what a URL must be. */
    static ServiceAddress of(String url) {
        URI uri = parsed(url);
        if (uri.getScheme() == null || !SCHEMES.contains(uri.getScheme()) || uri.getHost() == null) {
            throw unfit();
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw unfit();
        }
        return new ServiceAddress(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
    }

    /** Whether what is sent there can be read on the way. */
    boolean isPlain() {
        return base.startsWith("http:");
    }

    /** The URL of a secret, or of one field of it where the field is not {@code ""}. */
    URI secret(String path, String field) {
        String query = field.isEmpty() ? "" : "?field=" + URLEncoder.encode(field, StandardCharsets.UTF_8);
        return URI.create(base + "/v1/secrets/" + path + query);
    }

    @Override
    public String toString() {
        return base;
    }

    private static URI parsed(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException malformed) {
            throw unfit();
        }
    }

    // What was given is not quoted: it may hold a password.
    private static IllegalArgumentException unfit() {
        return new IllegalArgumentException(
                "use a URL like https://undercroft.example, without user, password, query and fragment");
    }
}
