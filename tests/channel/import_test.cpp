#include "channel/import.h"

#include "tests/channel/party.h"

namespace entente::test {
namespace {

/// A STIX 2.0 process: nothing in it makes its identifier.
std::string observed_process(int pid) {
    return R"({"type":"observed-data","id":"observed-data--b67d30ff-02ac-498a-92f9-32f845f448cf",)"
           R"("created":"2021-08-24T12:30:00.000Z","modified":"2021-08-24T12:30:00.000Z",)"
           R"("first_observed":"2021-08-23T00:00:00Z","last_observed":"2021-08-23T00:00:00Z",)"
           R"("number_observed":1,"objects":{"0":{"type":"process","pid":)" +
           std::to_string(pid) + "}}}";
}

std::vector<std::string> imported(const std::string& text) {
    json::Parser parser;
    const auto result = channel::import_object(parser, text);
    EXPECT_TRUE(result) << line_of(result);
    std::vector<std::string> canonical;
    if (!result) return canonical;
    for (const auto& object : result->objects) canonical.push_back(object.canonical());
    return canonical;
}

TEST(Import, LeavesWhatIsUpToDateAsItIs) {
    json::Parser parser;
    const auto result = channel::import_object(parser, object_text(1));
    ASSERT_TRUE(result) << line_of(result);
    EXPECT_EQ(result->objects.size(), 1U);
    EXPECT_TRUE(result->changes.empty());
}

TEST(Import, GivesTheSameIdentifiersEveryTimeAndOthersToOthers) {
    EXPECT_EQ(imported(observed_process(7)), imported(observed_process(7)));
    EXPECT_NE(imported(observed_process(7))[1], imported(observed_process(8))[1]);
}

TEST(Import, RefusesWhatHasNeitherTypeNorIdentifier) {
    json::Parser parser;
    for (const auto* text : {"", "7", "{}", R"({"created":"2021-08-24T12:30:00.000Z"})"}) {
        EXPECT_EQ(kind_of(channel::import_object(parser, text)), ErrorKind::invalid) << text;
    }
}

}  // namespace
}  // namespace entente::test
