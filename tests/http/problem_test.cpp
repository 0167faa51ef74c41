#include "http/message.h"
#include "tests/support/precompiled.h"

namespace entente::http {
namespace {

constexpr std::array kinds = {ErrorKind::invalid,     ErrorKind::not_found, ErrorKind::refused,
                              ErrorKind::conflict,    ErrorKind::corrupt,   ErrorKind::exhausted,
                              ErrorKind::unavailable, ErrorKind::fatal};

TEST(Problem, HasTheMembersOfTheStandardAndOurs) {  // RFC 9457 section 3
    const auto response = error_response({.kind = ErrorKind::invalid,
                                          .what = "modified is earlier than created",
                                          .where = "/objects/3/modified",
                                          .remedy = "set it to created or later"});
    EXPECT_EQ(response.status, 400);
    EXPECT_EQ(response.content_type, "application/problem+json");
    EXPECT_EQ(response.body,
              R"({"kind":"invalid","remedy":"set it to created or later","status":400,)"
              R"("title":"modified is earlier than created","type":"about:blank",)"
              R"("where":"/objects/3/modified"})");
}

RC_GTEST_PROP(Problem, IsReadBackAsTheSameError, ()) {
    const auto text = rc::gen::container<std::string>(rc::gen::inRange<char>(0, 127));
    const auto kind = *rc::gen::elementOf(std::vector(kinds.begin(), kinds.end()));
    RC_PRE(kind != ErrorKind::fatal);
    const Error error{
        .kind = kind, .what = *rc::gen::nonEmpty(text), .where = *text, .remedy = *text};
    RC_ASSERT(error_of(error_response(error)) == error);
}

TEST(Problem, OfAServerThatLostItsStateIsNotFatalForItsClient) {
    const Error error{.kind = ErrorKind::fatal, .what = "EIO", .where = "lane", .remedy = ""};
    EXPECT_EQ(error_response(error).status, 500);
    EXPECT_EQ(error_of(error_response(error)).kind, ErrorKind::unavailable);
}

TEST(Problem, StaysJsonWhenAnErrorQuotesBytesThatAreNotUtf8) {
    const Error error{
        .kind = ErrorKind::invalid, .what = "bad \xff name", .where = "/\xc3", .remedy = ""};
    const auto back = error_of(error_response(error));
    EXPECT_EQ(back.what, "bad ? name");
    EXPECT_EQ(back.where, "/?");
}

TEST(ErrorOfAResponse, IsMadeOfTheStatusIfTheBodyTellsNothing) {
    for (const auto* body : {"", "not JSON", "[]", "{}", R"({"title":7,"kind":"other"})"}) {
        const Response response{
            .status = 409, .content_type = "application/problem+json", .body = body};
        EXPECT_EQ(error_of(response).kind, ErrorKind::conflict) << body;
        EXPECT_EQ(error_of(response).what, "the server answered 409") << body;
    }
    EXPECT_EQ(error_of({.status = 502, .body = "<html>"}).kind, ErrorKind::unavailable);
    EXPECT_EQ(error_of({.status = 418}).kind, ErrorKind::invalid);
}

TEST(Status, OfAKindIsReadBackAsThatKind) {
    for (const auto kind : kinds) {
        const bool is_lost = kind == ErrorKind::corrupt || kind == ErrorKind::fatal;
        EXPECT_EQ(kind_of(status_of(kind)), is_lost ? ErrorKind::unavailable : kind);
    }
}

TEST(Headers, AreFoundInAnyCase) {  // RFC 9110 section 5.1
    const Fields headers{{"Content-Type", "a"}, {"content-type", "b"}};
    EXPECT_EQ(find_header(headers, "CONTENT-TYPE"), "a");
    EXPECT_EQ(find_header(headers, "Content"), std::nullopt);
    EXPECT_EQ(find_exact(headers, "content-type"), "b");
}

}  // namespace
}  // namespace entente::http
