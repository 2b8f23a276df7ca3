package dev.undercroft.policy;

/** The text form of IPv6 addresses: RFC 4291 section 2.2 when read, RFC 5952 when written. Stateless. */
final class Ipv6Text {

    private static final int GROUPS = 8;
    private static final int MAXIMUM_LENGTH = 45;

    private Ipv6Text() {}

    static IpAddress parse(String text) {
        if (text.length() > MAXIMUM_LENGTH) {
            throw malformed();
        }
        String groups = withoutDottedTail(text);
        int gap = groups.indexOf("::");
        if (gap < 0) {
            int[] all = read(groups);
            if (all.length != GROUPS) {
                throw malformed();
            }
            return address(all);
        }
        // A second "::" leaves an empty group behind and is refused by read.
        int[] front = read(groups.substring(0, gap));
        int[] back = read(groups.substring(gap + 2));
        if (front.length + back.length >= GROUPS) {
            throw malformed();
        }
        int[] all = new int[GROUPS];
        System.arraycopy(front, 0, all, 0, front.length);
        System.arraycopy(back, 0, all, GROUPS - back.length, back.length);
        return address(all);
    }

    static String format(long high, long low) {
        int[] groups = groups(high, low);
        int gapStart = -1;
        int gapLength = 1;
        // The longest run of zeros is cut, the first one of equals, and never a single group (RFC 5952 section 4.2).
        for (int start = 0; start < GROUPS; start++) {
            int end = start;
            while (end < GROUPS && groups[end] == 0) {
                end++;
            }
            if (end - start > gapLength) {
                gapStart = start;
                gapLength = end - start;
            }
        }
        if (gapStart < 0) {
            return join(groups, 0, GROUPS);
        }
        return join(groups, 0, gapStart) + "::" + join(groups, gapStart + gapLength, GROUPS);
    }

    private static String join(int[] groups, int start, int end) {
        StringBuilder text = new StringBuilder();
        for (int index = start; index < end; index++) {
            text.append(index == start ? "" : ":").append(Integer.toHexString(groups[index]));
        }
        return text.toString();
    }

    private static String withoutDottedTail(String text) {
        if (text.indexOf('.') < 0) {
            return text;
        }
        int tail = text.lastIndexOf(':') + 1;
        long bits = Ipv4Text.parse(text.substring(tail));
        return text.substring(0, tail) + Long.toHexString(bits >>> 16) + ":" + Long.toHexString(bits & 0xffff);
    }

    private static int[] read(String text) {
        if (text.isEmpty()) {
            return new int[0];
        }
        String[] parts = text.split(":", -1);
        int[] groups = new int[parts.length];
        for (int index = 0; index < parts.length; index++) {
            groups[index] = group(parts[index]);
        }
        return groups;
    }

    private static int group(String part) {
        if (part.isEmpty() || part.length() > 4) {
            throw malformed();
        }
        int group = 0;
        for (int index = 0; index < part.length(); index++) {
            char character = part.charAt(index);
            int digit = character < 128 ? Character.digit(character, 16) : -1;
            if (digit < 0) {
                throw malformed();
            }
            group = group << 4 | digit;
        }
        return group;
    }

    private static IpAddress address(int[] groups) {
        long high = 0;
        long low = 0;
        for (int index = 0; index < GROUPS / 2; index++) {
            high = high << 16 | groups[index];
            low = low << 16 | groups[index + GROUPS / 2];
        }
        return IpAddress.ipv6(high, low);
    }

    private static int[] groups(long high, long low) {
        int[] groups = new int[GROUPS];
        for (int index = 0; index < GROUPS / 2; index++) {
            int shift = 48 - 16 * index;
            groups[index] = (int) (high >>> shift & 0xffff);
            groups[index + GROUPS / 2] = (int) (low >>> shift & 0xffff);
        }
        return groups;
    }

    private static InvalidPolicyException malformed() {
        return new InvalidPolicyException(
                "use a literal IPv6 address without brackets and zone, like 2001:db8::1, or an IPv4 one like 10.0.0.1");
    }
}
