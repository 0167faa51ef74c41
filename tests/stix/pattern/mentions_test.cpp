#include "stix/pattern/mentions.h"

#include "stix/pattern/parse.h"
#include "tests/support/precompiled.h"

namespace entente::stix::pattern {
namespace {

TEST(Mentions, AreEachTypeAndPathOnce) {
    const auto pattern = parse(
        "[file:size = 1 AND EXISTS file:hashes.'SHA-256' OR x-a:b[*].c_ref.d = 2] "
        "FOLLOWEDBY [file:size != 3]");
    ASSERT_TRUE(pattern);
    EXPECT_EQ(mentioned_types(*pattern), (std::vector<std::string>{"file", "x-a"}));
    EXPECT_EQ(mentions(*pattern),
              (std::vector<Mention>{{.type = "file", .path = "hashes.'SHA-256'"},
                                    {.type = "file", .path = "size"},
                                    {.type = "x-a", .path = "b[*].c_ref.d"}}));
}

}  // namespace
}  // namespace entente::stix::pattern
