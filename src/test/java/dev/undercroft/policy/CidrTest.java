package dev.undercroft.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.0.0.0",
        "10.0.0.0/8, 10.255.255.255",
        "10.0.0.0/8, ::ffff:10.1.2.3",
        "192.0.2.128/25, 192.0.2.129",
        "192.0.2.1/32, 192.0.2.1",
        "192.0.2.1, 192.0.2.1",
        "0.0.0.0/0, 203.0.113.7",
        "2001:db8::/32, 2001:db8:ffff::1",
        "2001:db8::/65, 2001:db8::7fff:0:0:1",
        "2001:db8::1, 2001:db8::1",
        "::/0, 2001:db8::1",
        "::ffff:10.0.0.0/104, 10.1.2.3",
        "::ffff:10.0.0.1, 10.0.0.1"
    })
    void a_range_contains(String range, String address) {
        assertThat(Cidr.parse(range).contains(IpAddress.parse(address))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 11.0.0.0",
        "10.0.0.0/8, 9.255.255.255",
        "192.0.2.128/25, 192.0.2.127",
        "192.0.2.1, 192.0.2.2",
        "2001:db8::/32, 2001:db9::1",
        "2001:db8::/65, 2001:db8::8000:0:0:1",
        "0.0.0.0/0, 2001:db8::1",
        "::/0, 10.0.0.1",
        "::/0, ::ffff:10.0.0.1"
    })
    void a_range_does_not_contain(String range, String address) {
        assertThat(Cidr.parse(range).contains(IpAddress.parse(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0/0", "::/0"})
    void no_range_contains_an_unknown_address(String range) {
        assertThat(Cidr.parse(range).contains(IpAddress.UNKNOWN)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.5/8, 10.0.0.0/8",
        "192.0.2.129/25, 192.0.2.128/25",
        "2001:db8::1/32, 2001:db8::/32",
        "::ffff:10.1.2.3/104, 10.0.0.0/8"
    })
    void bits_beyond_the_prefix_are_refused_and_the_right_network_is_named(String range, String network) {
        assertThatThrownBy(() -> Cidr.parse(range))
                .isInstanceOf(InvalidPolicyException.class)
                .hasMessageContaining("use the network " + network);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0/33",
                "::/129",
                "10.0.0.0/",
                "10.0.0.0/-1",
                "10.0.0.0/+8",
                "10.0.0.0/08",
                "10.0.0.0/8/8",
                "10.0.0.0/8 ",
                "10.0.0.0/255.0.0.0",
                "/8",
                "example.org/8",
                "::ffff:10.0.0.0/95",
                "::ffff:10.0.0.0/8",
                "10.0.0.0/99999999999"
            })
    void anything_else_is_refused(String range) {
        assertThatThrownBy(() -> Cidr.parse(range)).isInstanceOf(InvalidPolicyException.class);
    }

    @Test
    void a_single_address_is_written_with_its_whole_length() {
        assertThat(Cidr.parse("10.0.0.1")).hasToString("10.0.0.1/32");
        assertThat(Cidr.parse("2001:DB8::1")).hasToString("2001:db8::1/128");
    }

    @Property
    void a_range_contains_what_shares_its_prefix_and_nothing_else(
            @ForAll long high,
            @ForAll long low,
            @ForAll @IntRange(max = 128) int prefix,
            @ForAll @IntRange(max = 127) int flipped) {
        IpAddress address = new IpAddress(IpAddress.Family.IPV6, high, low);
        Cidr range = new Cidr(address.network(prefix), prefix);
        BigInteger bits = new BigInteger(
                1, ByteBuffer.allocate(16).putLong(high).putLong(low).array());
        BigInteger other = bits.flipBit(127 - flipped);
        IpAddress neighbour =
                new IpAddress(IpAddress.Family.IPV6, other.shiftRight(64).longValue(), other.longValue());

        assertThat(range.contains(address)).isTrue();
        assertThat(range.contains(neighbour)).isEqualTo(flipped >= prefix);
    }
}
