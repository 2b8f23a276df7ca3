package dev.undercroft.policy;

/**
 * A range of IP addresses in CIDR notation (RFC 4632, RFC 4291 section 2.3). Immutable and thread safe.
 *
 * <p>An IPv6 range holds no IPv4 address, not even {@code ::/0}: who means both writes both.
 *
 * @param network the first address of the range, its host bits all zero
 * @param prefixLength how many leading bits the addresses share
 */
public record Cidr(IpAddress network, int prefixLength) {

    private static final int MAPPED_PREFIX_LENGTH = 96;

    /**
     * Checks a range.
     *
     * @throws InvalidPolicyException when the prefix is too long, or host bits are set beyond it
     */
    public Cidr {
        if (prefixLength < 0 || prefixLength > network.family().bits() || network.equals(IpAddress.UNKNOWN)) {
            throw malformed();
        }
        IpAddress meant = network.network(prefixLength);
        if (!meant.equals(network)) {
            throw new InvalidPolicyException("the address has bits set beyond its prefix; use the network " + meant
                    + "/" + prefixLength + " or the single address " + network);
        }
    }

    /**
     * Reads a range, like {@code 10.0.0.0/8} or {@code 2001:db8::/32}. An address without a prefix is a range of one.
     *
     * @throws InvalidPolicyException when the text is no range; a message about host bits names the right network
     */
    public static Cidr parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            IpAddress address = IpAddress.parse(text);
            return new Cidr(address, address.family().bits());
        }
        String addressText = text.substring(0, slash);
        IpAddress address = IpAddress.parse(addressText);
        int prefixLength = prefixLength(text.substring(slash + 1));
        boolean mapped = address.family() == IpAddress.Family.IPV4 && addressText.indexOf(':') >= 0;
        return new Cidr(address, mapped ? prefixLength - MAPPED_PREFIX_LENGTH : prefixLength);
    }

    /** Tells whether the address lies in this range. An unknown address lies in none. */
    public boolean contains(IpAddress address) {
        return address.family() == network.family()
                && address.network(prefixLength).equals(network);
    }

    /** The range in its usual text form, always with its prefix length. */
    @Override
    public String toString() {
        return network + "/" + prefixLength;
    }

    private static int prefixLength(String text) {
        boolean digits = !text.isEmpty() && text.chars().allMatch(character -> character >= '0' && character <= '9');
        if (!digits || text.length() > 3 || (text.length() > 1 && text.charAt(0) == '0')) {
            throw malformed();
        }
        return Integer.parseInt(text);
    }

    private static InvalidPolicyException malformed() {
        return new InvalidPolicyException(
                "use a range like 10.0.0.0/8 or 2001:db8::/32, with a prefix of at most 32 or 128 bits");
    }
}
