package dev.undercroft.policy;

/**
 * A literal IP address. Immutable and thread safe.
 *
 * <p>An IPv4-mapped IPv6 address ({@code ::ffff:10.0.0.1}, RFC 4291 section 2.5.5.2) is the IPv4 address that it holds:
 * a dual-stack socket reports IPv4 callers in that form, and a rule for {@code 10.0.0.0/8} must still hold for them.
 *
 * @param family which kind of address
 * @param high the upper 64 bits of an IPv6 address, otherwise 0
 * @param low the lower 64 bits of an IPv6 address, or the 32 bits of an IPv4 address
 */
public record IpAddress(Family family, long high, long low) {

    /** The kinds of address. */
    public enum Family {
        IPV4(32),
        IPV6(128),
        UNKNOWN(0);

        private final int bits;

        Family(int bits) {
            this.bits = bits;
        }

        /** The length of an address in bits. */
        public int bits() {
            return bits;
        }
    }

    /** Stands for a caller whose address is not known: it lies in no range. */
    public static final IpAddress UNKNOWN = new IpAddress(Family.UNKNOWN, 0, 0);

    private static final long MAPPED_PREFIX = 0xffffL;

    /**
     * Reads a literal address. Never asks a name server.
     *
     * @param text dotted decimal IPv4, or IPv6 as in RFC 4291 section 2.2, without brackets and without a zone
     * @throws InvalidPolicyException when the text is no literal address
     */
    public static IpAddress parse(String text) {
        return text.indexOf(':') < 0 ? ipv4(Ipv4Text.parse(text)) : Ipv6Text.parse(text);
    }

    static IpAddress ipv4(long bits) {
        return new IpAddress(Family.IPV4, 0, bits);
    }

    static IpAddress ipv6(long high, long low) {
        if (high == 0 && low >>> 32 == MAPPED_PREFIX) {
            return ipv4(low & 0xffff_ffffL);
        }
        return new IpAddress(Family.IPV6, high, low);
    }

    /** This address with all but its first {@code prefixLength} bits cleared. */
    IpAddress network(int prefixLength) {
        return switch (family) {
            case UNKNOWN -> this;
            case IPV4 -> new IpAddress(family, 0, low & mask(prefixLength + 32));
            case IPV6 -> new IpAddress(family, high & mask(prefixLength), low & mask(prefixLength - 64));
        };
    }

    // The first bits of a long set: shifting by 64 shifts by nothing in Java, so both ends need their own answer.
    private static long mask(int ones) {
        if (ones <= 0) {
            return 0;
        }
        return ones >= 64 ? -1L : -1L << (64 - ones);
    }

    /** The address in its usual text form: dotted decimal, or RFC 5952. */
    @Override
    public String toString() {
        return switch (family) {
            case UNKNOWN -> "unknown";
            case IPV4 -> Ipv4Text.format(low);
            case IPV6 -> Ipv6Text.format(high, low);
        };
    }
}
