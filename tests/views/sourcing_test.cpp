#include "views/sourcing.h"

#include "stix/entente_extensions.h"
#include "tests/support/precompiled.h"

namespace entente::views {
namespace {

std::string text_with(const std::string& sourcing) {
    const auto document = json::Document::parse(
        "{\"extensions\":{\"" + std::string(stix::sourcing_extension) + "\":" + sourcing + "}}");
    return sourcing_text(document.value().root());
}

TEST(Sourcing, SaysWhoSaysItAndHowItIsGraded) {
    EXPECT_EQ(text_with(R"({"attribution":{"kind":"unnamed-source","name":"an official",)"
                        R"("via":"an agency"},"source_reliability":"B",)"
                        R"("information_credibility":2,"basis":"said"})"),
              "unnamed source: an official, via an agency; graded B2; said");
}

TEST(Sourcing, LeavesOutWhatWasNotGiven) {
    EXPECT_EQ(text_with(R"({"attribution":{"kind":"outlet"}})"), "outlet");
    EXPECT_EQ(text_with(R"({"attribution":{"kind":"outlet"},"source_reliability":"F"})"),
              "outlet; graded F?");
    EXPECT_EQ(text_with(R"({"attribution":{"kind":"outlet"},"information_credibility":6})"),
              "outlet; graded ?6");
}

TEST(Sourcing, OfAnObjectWithoutIsEmpty) {
    EXPECT_EQ(sourcing_text(json::Document::parse("{}").value().root()), "");
    EXPECT_EQ(text_with("1"), "");
    EXPECT_EQ(text_with("{}"), "");
}

}  // namespace
}  // namespace entente::views
