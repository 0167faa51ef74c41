#include "http/detail/parser.h"

#include "tests/support/precompiled.h"

namespace entente::http::detail {
namespace {

constexpr std::size_t header_bytes_max = 1'000;

struct Parsed {
    std::string head;
    std::string body;
    std::string rest;

    friend bool operator==(const Parsed&, const Parsed&) = default;
};

/// Feeds `text` in pieces of `step` bytes; the error's kind in `head` if it is refused.
Parsed parse(std::unique_ptr<Parser> parser, std::string_view text, std::size_t step) {
    Parsed parsed;
    for (; !text.empty(); text.remove_prefix(std::min(step, text.size()))) {
        auto fed = parser->feed(text.substr(0, step));
        if (fed && parser->is_head_done()) fed = parser->feed({});
        if (!fed) return {.head = to_text(fed.error().kind), .body = {}, .rest = {}};
        parsed.body += parser->take_body();
    }
    if (!parser->is_done()) return {.head = "unfinished", .body = {}, .rest = {}};
    const auto& head = parser->head();
    parsed.head = head.method + " " + head.target + " " + std::to_string(head.status);
    for (const auto& [name, value] : head.headers) parsed.head += "|" + name + "=" + value;
    parsed.rest = parser->take_rest();
    return parsed;
}

Parsed parse_request(std::string_view text, std::size_t step = std::string::npos) {
    return parse(make_request_parser(header_bytes_max), text, step);
}

Parsed parse_response(std::string_view text, std::size_t step = std::string::npos) {
    return parse(make_response_parser(header_bytes_max, false), text, step);
}

constexpr std::string_view plain =
    "POST /a?b HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhelloGET";
constexpr std::string_view chunked =
    "POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
    "5;x=y\r\nhello\r\n1\r\n!\r\n0\r\nHost: trailer\r\n\r\nGET";

TEST(RequestParser, ReadsABodyByItsLength) {
    const Parsed expected{"POST /a?b 0|Host=h|Content-Length=5", "hello", "GET"};
    EXPECT_EQ(parse_request(plain), expected);
}

TEST(RequestParser, ReadsChunksAndLeavesOutTrailers) {  // RFC 9112 section 7.1
    const Parsed expected{"POST /a 0|Host=h|Transfer-Encoding=chunked", "hello!", "GET"};
    EXPECT_EQ(parse_request(chunked), expected);
}

TEST(RequestParser, ReadsTheSameHoweverTheBytesCome) {
    for (const auto text : {plain, chunked}) {
        const auto whole = parse_request(text);
        for (std::size_t step = 1; step < text.size(); ++step) {
            auto pieces = parse_request(text, step);
            // The last piece may end with the message, and what follows is left unfed.
            EXPECT_EQ(pieces.head, whole.head) << step;
            EXPECT_EQ(pieces.body, whole.body) << step;
        }
    }
}

TEST(RequestParser, FindsEveryTruncationUnfinished) {
    for (const auto text : {plain, chunked}) {
        const auto message = text.substr(0, text.size() - 3);
        for (std::size_t size = 1; size < message.size(); ++size) {
            EXPECT_EQ(parse_request(message.substr(0, size)).head, "unfinished") << size;
        }
    }
}

TEST(RequestParser, RefusesAHeadThatIsTooLong) {
    const auto text = "GET / HTTP/1.1\r\nA: " + std::string(header_bytes_max, 'x');
    EXPECT_EQ(parse_request(text).head, "exhausted");
    EXPECT_EQ(parse_request(text, 100).head, "exhausted");
}

TEST(RequestParser, RefusesAChunkHeaderWithoutEnd) {
    const auto text = "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5;" +
                      std::string(2 * header_bytes_max, 'x');
    EXPECT_NE(parse_request(text, 100).head, "unfinished");
}

class BadRequest : public ::testing::TestWithParam<const char*> {};

TEST_P(BadRequest, IsRefused) {
    EXPECT_EQ(parse_request(GetParam()).head, "invalid");
}

// Each of these was once read in two ways by two programs (RFC 9112 section 11.2).
INSTANTIATE_TEST_SUITE_P(
    All, BadRequest,
    ::testing::Values(
        "\x16\x03\x01\x02", "GET\r\n\r\n", "GET /\r\n\r\n", "GET / HTTP/1.1 x\r\n\r\n",
        "GET / HTTX/1.1\r\n\r\n", "GET  / HTTP/1.1\r\n\r\n", " GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nNo colon\r\n\r\n", "GET / HTTP/1.1\r\nA : b\r\n\r\n",
        "GET / HTTP/1.1\r\n: b\r\n\r\n", "GET / HTTP/1.1\r\nA: \x01\r\n\r\n",
        "GET / HTTP/1.1\nHost: h\n\n", "POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: 99999999999999999999999\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n"));

TEST(ResponseParser, ReadsStatusAndBody) {
    const auto parsed = parse_response("HTTP/1.1 202 \r\nContent-Length: 2\r\n\r\nok");
    EXPECT_EQ(parsed.head, "  202|Content-Length=2");
    EXPECT_EQ(parsed.body, "ok");
}

TEST(ResponseParser, KnowsTheAnswersWithoutABody) {  // RFC 9110 section 6.4.1
    EXPECT_EQ(parse_response("HTTP/1.1 204 No Content\r\n\r\n").head, "  204");
    const auto head = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n";
    EXPECT_EQ(parse(make_response_parser(header_bytes_max, true), head, 99).head,
              "  200|Content-Length=5");
}

TEST(ResponseParser, RefusesWhatIsNotHttp) {
    for (const auto* text :
         {"SSH-2.0-OpenSSH_9.2\r\n", "HTTP/1.1 20 OK\r\n\r\n", "HTTP/1.1 x\r\n\r\n"}) {
        EXPECT_EQ(parse_response(text).head, "invalid") << text;
    }
}

RC_GTEST_PROP(RequestParser, SurvivesAnyBytes, (const std::string& bytes)) {
    const auto step = *rc::gen::inRange<std::size_t>(1, 20);
    const auto place = *rc::gen::inRange<std::size_t>(0, chunked.size());
    auto damaged = std::string(chunked);
    damaged.insert(place, bytes);
    const auto whole = parse_request(damaged);
    const auto pieces = parse_request(damaged, step);
    // How early a bad one is seen may differ, not whether it is a message, or which.
    const auto is_message = [](const Parsed& parsed) { return parsed.head.contains(' '); };
    RC_ASSERT(is_message(whole) == is_message(pieces));
    if (is_message(whole)) RC_ASSERT(whole.head == pieces.head && whole.body == pieces.body);
}

}  // namespace
}  // namespace entente::http::detail
