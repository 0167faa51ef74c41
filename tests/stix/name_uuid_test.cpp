#include "stix/name_uuid.h"

#include "base/encoding.h"
#include "tests/stix/objects.h"
#include "tests/support/precompiled.h"

namespace entente::stix {
namespace {

std::string hex_of(ByteView text) {
    return to_hex(view(sha1(text)));
}

TEST(Sha1, GivesTheDigestsOfItsStandard) {  // RFC 3174 section 7.3
    EXPECT_EQ(hex_of("abc"), "a9993e364706816aba3e25717850c26c9cd0d89d");
    EXPECT_EQ(hex_of("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
              "84983e441c3bd26ebaae4aa1f95129e5e54670f1");
    EXPECT_EQ(hex_of(std::string(1'000'000, 'a')), "34aa973cd4c4daa4f61eeb2bdbad27316534016f");
    EXPECT_EQ(hex_of(""), "da39a3ee5e6b4b0d3255bfef95601890afd80709");
}

TEST(NameUuid, IsThatOfItsStandard) {  // RFC 4122 section 4.3, with the namespace for DNS names
    constexpr std::array<unsigned char, 16> dns{0x6B, 0xA7, 0xB8, 0x10, 0x9D, 0xAD, 0x11, 0xD1,
                                                0x80, 0xB4, 0x00, 0xC0, 0x4F, 0xD4, 0x30, 0xC8};
    EXPECT_EQ(name_uuid(dns, "www.example.com"), "2ed6657d-e927-568b-95e1-2665a8aea6a2");
}

TEST(NameUuid, IsTheOneThatTheStandardShows) {  // STIX 2.1 section 6.8
    EXPECT_EQ(name_uuid(observable_namespace, R"({"value":"198.51.100.3"})"),
              "28bb3599-77cd-5a82-a950-b5bc3caf07c4");
}

}  // namespace
}  // namespace entente::stix
