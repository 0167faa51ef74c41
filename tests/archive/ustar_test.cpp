#include "archive/ustar.h"

#include <fstream>

#include "tests/support/precompiled.h"
#include "tests/support/process.h"
#include "tests/support/scratch.h"

namespace entente::archive {
namespace {

using Members = std::vector<std::pair<std::string, Bytes>>;

Bytes archive_of(const Members& members) {
    Bytes bytes;
    for (const auto& [name, content] : members) bytes += ustar_member(name, content);
    return bytes + ustar_end();
}

/// Reads in pieces of `piece` bytes.
Result<Members> read(ByteView bytes, std::size_t piece = 1'000'000) {
    Members members;
    std::size_t ended = 0;
    UstarReader reader({.begin = [&](const auto& name, auto) -> Result<void> {
                            members.emplace_back(name, "");
                            return {};
                        },
                        .content = [&](ByteView more) -> Result<void> {
                            members.back().second += more;
                            return {};
                        },
                        .end = [&]() -> Result<void> {
                            ++ended;
                            return {};
                        }});
    while (!bytes.empty()) {
        TRY_VOID(reader.add(bytes.substr(0, piece)));
        bytes.remove_prefix(std::min(piece, bytes.size()));
    }
    TRY_VOID(reader.finish());
    EXPECT_EQ(ended, members.size());
    return members;
}

std::string refusal_of(ByteView bytes) {
    const auto members = read(bytes);
    return members ? "" : members.error().what;
}

/// `block` with its sum made right.
Bytes summed(Bytes block) {
    block.replace(148, 8, "        ");
    unsigned sum = 0;
    for (const auto c : block) sum += static_cast<unsigned char>(c);
    Bytes digits(6, '0');
    for (auto at = digits.size(); at-- > 0; sum /= 8) {
        digits[at] = static_cast<char>('0' + sum % 8);
    }
    block.replace(148, 8, digits + Bytes("\0 ", 2));
    return block;
}

rc::Gen<Members> arbitrary_members() {
    return rc::gen::exec([] {
        Members members;
        for (auto left = *rc::gen::inRange(0, 6); left > 0; --left) {
            const auto length = *rc::gen::inRange(0, 1'600);
            members.emplace_back(
                "lane/" + std::to_string(left),
                Bytes(static_cast<std::size_t>(length), *rc::gen::arbitrary<char>()));
        }
        return members;
    });
}

RC_GTEST_PROP(Ustar, ReadsBackAsWrittenWhateverThePieces, ()) {
    const auto members = *arbitrary_members();
    const auto piece = *rc::gen::inRange<std::size_t>(1, 2'000);
    const auto result = read(archive_of(members), piece);
    RC_ASSERT(result.has_value());
    RC_ASSERT(result.value() == members);
}

// Invariant I22 of design 02-log section 6.
RC_GTEST_PROP(Ustar, IsRefusedOrWrittenBackTheSameAfterAnyChange, ()) {
    auto bytes = archive_of({{"manifest", "abc"}, {"payload.age", Bytes(600, 'x')}});
    const auto at = *rc::gen::inRange<std::size_t>(0, bytes.size());
    bytes[at] = *rc::gen::arbitrary<char>();
    const auto result = read(bytes);
    if (result) RC_ASSERT(archive_of(*result) == bytes);
}

TEST(Ustar, MayHaveZeroBytesBehindItsEnd) {  // what pads a bundle
    const auto members = Members{{"a", "b"}};
    EXPECT_EQ(read(archive_of(members) + Bytes(12'345, '\0'))->size(), 1U);
    EXPECT_EQ(refusal_of(archive_of(members) + Bytes(99, '\0') + "x"),
              "something stands behind the archive's end");
}

TEST(Ustar, IsRefusedCutShort) {
    const auto bytes = archive_of({{"a", "b"}, {"c", Bytes(512, 'd')}});
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        EXPECT_FALSE(read(bytes.substr(0, size))) << size;
    }
}

TEST(Ustar, HasEachNameOnce) {
    EXPECT_EQ(refusal_of(archive_of({{"a", "1"}, {"a", "2"}})), "a member that is there twice");
}

// What would be written outside the folder, or be something else than a file.
TEST(Ustar, HoldsFilesOfPlainNamesAlone) {
    for (const auto* name :
         {"/etc/passwd", "../a", "a/../b", "a//b", "./a", "a/", "a\nb", "a\\b", "ä"}) {
        EXPECT_FALSE(check_name(name)) << name;
        EXPECT_EQ(refusal_of(archive_of({{name, "x"}})), "not a member of an archive in our form")
            << name;
    }
    EXPECT_FALSE(check_name(std::string(101, 'a')));
    EXPECT_TRUE(check_name(std::string(100, 'a')));
    for (const char type : {'1', '2', '3', '5', 'x', 'g', 'L', '\0'}) {
        auto header = ustar_header("a", 0);
        header[156] = type;
        EXPECT_EQ(refusal_of(summed(header) + ustar_end()),
                  "not a member of an archive in our form")
            << type;
    }
}

TEST(Ustar, TellsAnErrorOfTheSinkOnward) {
    const auto refuse = [](auto...) -> Result<void> {
        return fail(ErrorKind::exhausted, "full", "");
    };
    const auto take = [](auto...) -> Result<void> { return {}; };
    UstarReader reader({.begin = take, .content = refuse, .end = take});
    EXPECT_EQ(reader.add(archive_of({{"a", "b"}})).error().what, "full");
}

TEST(Ustar, IsWhatTarReads) {
    const test::Scratch scratch;
    const Members members = {{"manifest", "one\n"},
                             {"lane/0123/segment-00000000000000000000", Bytes(1'025, 'x')},
                             {"empty", ""}};
    std::ofstream(scratch / "a.tar", std::ios::binary) << archive_of(members);
    const auto listed = test::run({"tar", "-tf", scratch / "a.tar"});
    EXPECT_EQ(listed.out, "manifest\nlane/0123/segment-00000000000000000000\nempty\n");
    for (const auto& [name, content] : members) {
        EXPECT_EQ(test::run({"tar", "-xOf", scratch / "a.tar", name}).out, content);
    }
}

}  // namespace
}  // namespace entente::archive
