package dev.undercroft.web;

import java.net.URI;

/** Addresses of requests, for filters that read one path as another. Stateless and thread safe. */
public final class RequestUris {

    private RequestUris() {}

    /** The same address with another path, encoded as it shall be matched. */
    public static URI withPath(URI asked, String path) {
        String query = asked.getRawQuery();
        return URI.create(
                asked.getScheme() + "://" + asked.getRawAuthority() + path + (query == null ? "" : "?" + query));
    }
}
