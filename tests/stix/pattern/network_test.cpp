#include "stix/pattern/network.h"

#include "tests/support/precompiled.h"

namespace entente::stix::pattern {
namespace {

bool is_inside(std::string_view inner, std::string_view outer) {
    const auto a = parse_network(inner);
    const auto b = parse_network(outer);
    EXPECT_TRUE(a && b) << inner << ' ' << outer;
    return contains(*b, *a);
}

TEST(Network, ContainsWhatTheStandardSays) {  // STIX 2.1 section 9.6.1, ISSUBSET and ISSUPERSET
    EXPECT_TRUE(is_inside("198.51.100.0/27", "198.51.100.0/24"));
    EXPECT_FALSE(is_inside("198.51.100.0/24", "198.51.100.0/27"));
    EXPECT_TRUE(is_inside("198.51.100.7", "198.51.100.7"));
    EXPECT_TRUE(is_inside("198.51.100.7", "198.51.100.7/32"));
    EXPECT_TRUE(is_inside("11.22.33.44", "11.22.41.123/20"));
    EXPECT_TRUE(is_inside("0.0.0.0/0", "0.0.0.0/0"));
    EXPECT_TRUE(is_inside("2001:db8:dead:beef::1", "2001:0db8:dead:beef:0000:0000:0000:0000/64"));
    EXPECT_FALSE(is_inside("2001:db8:dead:bee0::1", "2001:db8:dead:beef::/64"));
    EXPECT_FALSE(is_inside("::ffff:192.0.2.1", "192.0.2.0/24"));  // another family
}

TEST(Network, ReadsOneAddressInAllItsForms) {  // RFC 4291 section 2.2
    const auto address = parse_network("2001:db8::ff00:42:8329");
    EXPECT_EQ(address, parse_network("2001:0DB8:0000:0000:0000:ff00:0042:8329"));
    EXPECT_EQ(address, parse_network("2001:db8:0:0::ff00:42:8329/128"));
    EXPECT_EQ(parse_network("::"), parse_network("0:0:0:0:0:0:0:0"));
    EXPECT_EQ(parse_network("1::"), parse_network("1:0:0:0:0:0:0:0"));
    EXPECT_EQ(parse_network("::13.1.68.3"), parse_network("::d01:4403"));
    EXPECT_EQ(parse_network("::ffff:129.144.52.38"), parse_network("::ffff:8190:3426"));
    EXPECT_EQ(parse_network("1:2:3:4:5:6:1.2.3.4"), parse_network("1:2:3:4:5:6:102:304"));
}

TEST(Network, RefusesWhatIsNone) {
    for (const auto* text : {"",
                             "1",
                             "1.2.3",
                             "1.2.3.4.5",
                             "1.2.3.256",
                             "01.2.3.4",
                             "1.2.3.4/",
                             "1.2.3.4/33",
                             "1.2.3.4/-1",
                             "1.2.3.4/032",
                             "1..3.4",
                             "1.2.3.4 ",
                             "a.b.c.d",
                             ":",
                             ":::",
                             "1:2:3",
                             "1:2:3:4:5:6:7",
                             "1:2:3:4:5:6:7:8:9",
                             "1:2:3:4:5:6:7:8::",
                             "1::2::3",
                             "12345::",
                             "g::",
                             "::/129",
                             "1:2:3:4:5:6:7:",
                             ":1:2:3:4:5:6:7",
                             "1.2.3.4::",
                             "::1.2.3.4:5",
                             "1:2:3:4:5:6:7:1.2.3.4",
                             "fe80::1%eth0",
                             "::1.2.3"}) {
        EXPECT_FALSE(parse_network(text)) << text;
    }
}

RC_GTEST_PROP(Network, ContainsItsOwnAddressesAndNoneBeyond, ()) {
    const auto octets = *rc::gen::container<std::vector<int>>(4, rc::gen::inRange(0, 256));
    const auto prefix = *rc::gen::inRange(1, 33);
    const auto text = std::to_string(octets[0]) + "." + std::to_string(octets[1]) + "." +
                      std::to_string(octets[2]) + "." + std::to_string(octets[3]);
    const auto address = parse_network(text);
    auto network = parse_network(text + "/" + std::to_string(prefix));
    RC_ASSERT(contains(*network, *address));
    RC_ASSERT(contains(*address, *network) == (prefix == 32));
    const auto bit = static_cast<std::size_t>(prefix - 1);
    auto other = *address;
    other.bytes[bit / 8] ^= static_cast<std::uint8_t>(0x80 >> (bit % 8));
    RC_ASSERT(!contains(*network, other));
}

}  // namespace
}  // namespace entente::stix::pattern
