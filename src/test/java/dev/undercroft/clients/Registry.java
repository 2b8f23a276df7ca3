package dev.undercroft.clients;

import java.util.regex.Pattern;

/** What package managers (npm, pip, Maven) say of the registries that they ask. */
final class Registry {

    /** The network gave no answer. */
    private static final Pattern NO_ANSWER =
            Pattern.compile("\\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)\\b"
                    + "|NewConnectionError|ConnectTimeoutError|ReadTimeoutError"
                    + "|name resolution|Name or service not known|Unknown host"
                    + "|[Cc]onnect(ion)? timed out|Connection refused|Network is unreachable|No route to host"
                    + "|in offline mode");

    /** Something answered, and refused: a status of HTTP, as each of them writes it. */
    private static final Pattern ANSWER = Pattern.compile("\\bE[45]\\d\\d\\b"
            + "|[Ss]tatus code:? [45]\\d\\d\\b"
            + "|\\b[45]\\d\\d (Client|Server) Error\\b"
            + "|HTTP error [45]\\d\\d\\b"
            + "|\\b[45]\\d\\d (Unauthorized|Forbidden|Not Found|Proxy Authentication Required|Too Many Requests)\\b"
            + "|EINTEGRITY|ETARGET|No matching distribution found|CERTIFICATE_VERIFY_FAILED|PKIX path building failed");

    private Registry() {}

    /** Whether a program that failed with this output could reach nobody; false as soon as somebody answered. */
    static boolean isUnreachable(String output) {
        // pip says that nothing matches also where it could ask nobody.
        String said = NO_ANSWER.matcher(output).find() ? output.replace("No matching distribution found", "") : output;
        return NO_ANSWER.matcher(said).find() && !ANSWER.matcher(said).find();
    }
}
