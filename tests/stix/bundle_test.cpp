#include "stix/bundle.h"

#include "tests/support/precompiled.h"

namespace entente::stix {
namespace {

const std::string id = R"("id":"bundle--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f")";

TEST(Bundle, HasATypeAndAnId) {  // STIX 2.1 section 8
    EXPECT_TRUE(check_bundle(R"({"type":"bundle",)" + id + R"(,"objects":[]})"));
    EXPECT_TRUE(check_bundle(R"({"type":"bundle",)" + id + "}"));
}

TEST(Bundle, IsRefusedWithoutThem) {  // STIX 2.1 section 8.1
    const auto where = [](const std::string& text) {
        const auto checked = check_bundle(text);
        return checked ? "accepted" : checked.error().where;
    };
    EXPECT_EQ(where("{" + id + R"(,"objects":[]})"), "/type");
    EXPECT_EQ(where(R"({"type":"report",)" + id + "}"), "/type");
    EXPECT_EQ(where(R"({"type":"bundle"})"), "/id");
    EXPECT_EQ(where(R"({"type":"bundle","id":"report--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f"})"),
              "/id");
    EXPECT_EQ(where(R"({"type":"bundle","id":7})"), "/id");
    EXPECT_EQ(where(R"({"type":"bundle")"), "byte 16");
    EXPECT_EQ(where("[]"), "/type");
}

}  // namespace
}  // namespace entente::stix
