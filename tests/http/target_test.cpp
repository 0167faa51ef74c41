#include "http/target.h"

#include "tests/support/precompiled.h"

namespace entente::http {
namespace {

TEST(Endpoint, IsReadFromAnHttpsUrl) {
    EXPECT_EQ(parse_endpoint("https://127.0.0.1:7101").value(), (Endpoint{"127.0.0.1", 7101}));
    EXPECT_EQ(parse_endpoint("https://node.example.org").value(),
              (Endpoint{"node.example.org", 443}));
    EXPECT_EQ(parse_endpoint("https://[2001:db8::1]:8443").value(),
              (Endpoint{"2001:db8::1", 8443}));
    EXPECT_EQ(parse_endpoint("https://[::1]").value(), (Endpoint{"::1", 443}));
}

class BadEndpoint : public ::testing::TestWithParam<const char*> {};

TEST_P(BadEndpoint, IsRefused) {
    const auto endpoint = parse_endpoint(GetParam());
    ASSERT_FALSE(endpoint);
    EXPECT_EQ(endpoint.error().kind, ErrorKind::invalid);
}

INSTANTIATE_TEST_SUITE_P(All, BadEndpoint,
                         ::testing::Values("", "127.0.0.1:7101", "http://127.0.0.1:7101",
                                           "https://", "https://:7101", "https://a:", "https://a:0",
                                           "https://a:65536", "https://a:1x", "https://a:01",
                                           "https://a:-1", "https://a:7101/", "https://a/path",
                                           "https://user@a", "https://a?q", "https://a#f",
                                           "https://[::1", "https://[]", "https://[::1]7101",
                                           "https://[host]:1", "https://a b", "https://a\r\nb"));

RC_GTEST_PROP(Endpoint, IsReadBackFromItsText, (std::uint16_t port)) {
    RC_PRE(port != 0);
    const auto host = *rc::gen::element<std::string>("10.0.0.1", "a-b.example", "::1");
    const Endpoint endpoint{.host = host, .port = port};
    RC_ASSERT(parse_endpoint(to_text(endpoint)).value() == endpoint);
}

RC_GTEST_PROP(PercentEncoding, IsReadBack, (const std::string& text)) {
    RC_ASSERT(percent_decode(percent_encode(text)).value() == text);
}

TEST(PercentDecoding, RefusesWhatHasNoTwoHexDigits) {
    for (const auto* text : {"%", "a%4", "%zz", "%4g", "%-1", "%+1", "% 1"}) {
        EXPECT_FALSE(percent_decode(text)) << text;
    }
}

TEST(Target, HasAPathAndADecodedQuery) {
    const auto target = parse_target("/a%2Fb/c?x=1&empty=&flag&t=2021-08-24T12%3A30&s=a+b").value();
    EXPECT_EQ(target.path, "/a%2Fb/c");
    const Fields expected{
        {"x", "1"}, {"empty", ""}, {"flag", ""}, {"t", "2021-08-24T12:30"}, {"s", "a b"}};
    EXPECT_EQ(target.query, expected);
}

TEST(Target, KeepsWhatStandsTwice) {
    const auto target = parse_target("/?a=1&&a=2=3&").value();
    EXPECT_EQ(target.query, (Fields{{"a", "1"}, {"a", "2=3"}}));
    EXPECT_EQ(find_exact(target.query, "a"), "1");
}

TEST(Target, IsRefusedInOtherForms) {  // RFC 9112 section 3.2.2 to 3.2.4: for proxies and OPTIONS
    for (const auto* text : {"", "*", "http://a/b", "a:443", "/?a=%"}) {
        EXPECT_FALSE(parse_target(text)) << text;
    }
}

}  // namespace
}  // namespace entente::http
