#include "http/router.h"

#include "tests/support/precompiled.h"

namespace entente::http {
namespace {

Handler says(std::string text) {
    return [text = std::move(text)](Request&) { return json_response(200, text); };
}

class Routes : public ::testing::Test {
protected:
    Routes() {
        router_.add("GET", "/lane/{lane}/tile/{level}/{n...}", says("tile"));
        router_.add("GET", "/lane/{lane}/tile/entries/{n...}", says("entries"));
        router_.add("GET", "/lane/{lane}/segment", says("pull"));
        router_.add("POST", "/lane/{lane}/segment", says("push"));
        router_.add("GET", "/lane/new/segment", says("new"));
        router_.add("GET", "/taxii2/", says("discovery"));
        router_.add("GET", "/", says("root"));
    }

    /// What the route's handler says, and the parameters in its brackets.
    std::string find(const std::string& method, const std::string& path) {
        const auto found = router_.find(method, path);
        if (!found) return to_text(found.error().kind);
        if (found->route == nullptr) return "other methods: " + router_.methods_allowed(path);
        Request request;
        auto text = found->route->handler(request).body;
        for (const auto& [name, value] : found->parameters) text += " " + name + "=" + value;
        return text;
    }

    Router router_;
};

TEST_F(Routes, AreFoundByMethodAndPath) {
    EXPECT_EQ(find("GET", "/lane/ab12/segment"), "pull lane=ab12");
    EXPECT_EQ(find("POST", "/lane/ab12/segment"), "push lane=ab12");
    EXPECT_EQ(find("GET", "/"), "root");
    EXPECT_EQ(find("GET", "/taxii2/"), "discovery");
}

TEST_F(Routes, PreferTheMoreExactPatternInWhateverOrderTheyWereAdded) {
    EXPECT_EQ(find("GET", "/lane/new/segment"), "new");
    EXPECT_EQ(find("GET", "/lane/a/tile/entries/x001/067.p/3"), "entries lane=a n=x001/067.p/3");
    EXPECT_EQ(find("GET", "/lane/a/tile/0/x001/067"), "tile lane=a level=0 n=x001/067");
}

TEST_F(Routes, FallBackToAPatternThatHasTheMethod) {
    EXPECT_EQ(find("POST", "/lane/new/segment"), "push lane=new");
}

TEST_F(Routes, AnswerHeadAsGet) {
    EXPECT_EQ(find("HEAD", "/lane/a/segment"), "pull lane=a");
}

TEST_F(Routes, TellTheMethodsOfAPath) {
    EXPECT_EQ(find("PUT", "/lane/a/segment"), "other methods: GET, HEAD, POST");
}

TEST_F(Routes, KnowNoOtherPath) {
    for (const auto* path : {"/lane", "/lane//segment", "/lane/a/segment/", "/lane/a/b/segment",
                             "/taxii2", "//", "/lane/a/tile/0/", "/Lane/a/segment"}) {
        EXPECT_EQ(find("GET", path), "not_found") << path;
    }
}

TEST_F(Routes, DecodeEachSegmentAfterSplitting) {
    EXPECT_EQ(find("GET", "/lane/a%2Fb%20c/segment"), "pull lane=a/b c");
    EXPECT_EQ(find("GET", "/l%61ne/a/segment"), "pull lane=a");
    EXPECT_EQ(find("GET", "/lane/%4/segment"), "invalid");
}

TEST(RouterDeathTest, StopsAtARouteThatIsAddedTwice) {
    Router router;
    router.add("GET", "/a/{b}", says(""));
    EXPECT_DEATH(router.add("GET", "/a/{b}", says("")), "once");
}

}  // namespace
}  // namespace entente::http
