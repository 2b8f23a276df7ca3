package dev.undercroft.policy;

/** The text form of IPv4 addresses: four decimal numbers, strictly. Stateless. */
final class Ipv4Text {

    private Ipv4Text() {}

    static long parse(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            throw malformed();
        }
        long bits = 0;
        for (String part : parts) {
            bits = bits << 8 | number(part);
        }
        return bits;
    }

    static String format(long bits) {
        return (bits >>> 24 & 0xff) + "." + (bits >>> 16 & 0xff) + "." + (bits >>> 8 & 0xff) + "." + (bits & 0xff);
    }

    // No leading zeros: some readers take 010 as octal, and a rule must not mean two networks (RFC 6943 section 3.1.1).
    private static int number(String part) {
        if (part.isEmpty() || part.length() > 3 || (part.length() > 1 && part.charAt(0) == '0')) {
            throw malformed();
        }
        int number = 0;
        for (int index = 0; index < part.length(); index++) {
            char digit = part.charAt(index);
            if (digit < '0' || digit > '9') {
                throw malformed();
            }
            number = number * 10 + (digit - '0');
        }
        if (number > 255) {
            throw malformed();
        }
        return number;
    }

    private static InvalidPolicyException malformed() {
        return new InvalidPolicyException("use a literal IP address, like 10.0.0.1 or 2001:db8::1");
    }
}
