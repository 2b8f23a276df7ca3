package dev.undercroft.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, 10.0.0.1",
        "255.255.255.255, 255.255.255.255",
        "0.0.0.0, 0.0.0.0",
        "::, ::",
        "::1, ::1",
        "2001:DB8::1, 2001:db8::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
        "fe80::, fe80::",
        "64:ff9b::192.0.2.33, 64:ff9b::c000:221"
    })
    void a_literal_address_is_read_and_written_in_its_usual_form(String text, String usual) {
        assertThat(IpAddress.parse(text)).hasToString(usual);
    }

    @ParameterizedTest
    @ValueSource(strings = {"::ffff:10.0.0.1", "::FFFF:a00:1", "0:0:0:0:0:ffff:0a00:0001"})
    void an_ipv4_mapped_address_is_the_ipv4_address_that_it_holds(String text) {
        assertThat(IpAddress.parse(text)).isEqualTo(IpAddress.parse("10.0.0.1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "example.org",
                "10.0.0",
                "10.0.0.0.1",
                "10.0.0.256",
                "10.0.0.01",
                "10.0.0.-1",
                "10.0.0.+1",
                "10.0.0.",
                "0x0a.0.0.1",
                "167772161",
                " 10.0.0.1",
                "10.0.0.1 ",
                "10.0.0.\u0661",
                ":",
                ":::",
                "1::2::3",
                "::1::",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4::5:6:7:8",
                ":1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:",
                "12345::",
                "g::",
                "::-1",
                "fe80::1%eth0",
                "[::1]",
                "::ffff:10.0.0.256",
                "10.0.0.1::",
                "1:2:3:4:5:6:7:10.0.0.1"
            })
    void anything_else_is_refused(String text) {
        assertThatThrownBy(() -> IpAddress.parse(text))
                .isInstanceOf(InvalidPolicyException.class)
                .hasMessageContaining("10.0.0.1");
    }

    @Property
    void every_ipv6_address_is_read_as_the_platform_reads_it(@ForAll long high, @ForAll long low)
            throws UnknownHostException {
        IpAddress address = IpAddress.ipv6(high, low);
        byte[] bytes = ByteBuffer.allocate(16).putLong(high).putLong(low).array();

        assertThat(IpAddress.parse(address.toString())).isEqualTo(address);
        assertThat(IpAddress.parse(InetAddress.getByAddress(bytes).getHostAddress()))
                .isEqualTo(address);
        assertThat(InetAddress.getByName(address.toString())).isEqualTo(InetAddress.getByAddress(bytes));
    }
}
