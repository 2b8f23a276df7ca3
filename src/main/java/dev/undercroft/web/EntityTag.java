package dev.undercroft.web;

/** Strong entity tags that are version numbers (RFC 9110, section 8.8.3). */
public final class EntityTag {

    private EntityTag() {}

    /** The tag of a version, quotes included. */
    public static String of(int version) {
        return "\"" + version + "\"";
    }

    /** Whether a list of tags from {@code If-None-Match} holds this version; weak tags compare like strong ones there. */
    public static boolean anyMatches(String header, int version) {
        if (header.isEmpty()) {
            return false;
        }
        String tag = of(version);
        for (String candidate : header.split(",")) {
            String bare = candidate.strip();
            if (bare.equals("*") || bare.equals(tag) || bare.equals("W/" + tag)) {
                return true;
            }
        }
        return false;
    }
}
