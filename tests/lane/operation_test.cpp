#include "lane/operation.h"

#include "base/limits.h"
#include "json/canonical.h"
#include "tests/lane/writer.h"
#include "tests/support/precompiled.h"

namespace entente::lane {
namespace {

LaneOpening opening() {
    return test::Writer("writer").opening();
}

Seen seen(std::size_t count) {
    Seen made;
    for (std::size_t i = 0; i < count; ++i) {
        const auto digest = crypto::sha256({std::to_string(i)});
        made.heads.push_back({.lane = LaneId(digest), .size = TreeSize(i + 1), .root = digest});
    }
    std::ranges::sort(made.heads);
    return made;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

TEST(LaneOpening, ReadsBackAsWritten) {
    EXPECT_EQ(std::get<LaneOpening>(decode_operation(encode_operation(opening())).value()),
              opening());
}

// Design 02-log section 3.5.
TEST(LaneOpening, HasTheFieldsOfTheDesign) {
    const auto made = opening();
    const auto hex = [](const auto& id) { return '"' + to_hex(id) + '"'; };
    EXPECT_EQ(encode_operation(made), R"({"audience":[)" + hex(made.audience[0]) + "," +
                                          hex(made.audience[1]) + R"(],"channel":)" +
                                          hex(made.channel) + R"(,"charter":")" +
                                          entente::to_hex(view(made.charter)) + R"(","log_pub":")" +
                                          to_base64(view(made.log_key.bytes)) + R"(","nonce":")" +
                                          entente::to_hex(view(made.nonce)) +
                                          R"(","op":"lane","writer":)" + hex(made.writer) + "}");
    EXPECT_TRUE(json::check_canonical(encode_operation(made)).has_value());
}

TEST(LaneOpening, IsRefusedForAnAudienceThatIsNotSortedOrLacksTheWriter) {
    auto made = opening();
    std::ranges::reverse(made.audience);
    EXPECT_EQ(decode_operation(encode_operation(made)).error().where, "/audience/1");
    made.audience = {test::party("reader")};
    EXPECT_FALSE(decode_operation(encode_operation(made)).has_value());
    made.audience = {made.writer, made.writer};
    EXPECT_FALSE(decode_operation(encode_operation(made)).has_value());
}

TEST(LaneOpening, IsRefusedForAnAudienceAboveItsLimit) {
    auto made = opening();
    while (made.audience.size() < limits::audience_max) {
        made.audience.push_back(test::party(std::to_string(made.audience.size())));
    }
    std::ranges::sort(made.audience);
    EXPECT_TRUE(decode_operation(encode_operation(made)).has_value());
    made.audience.push_back(test::party("one more"));
    std::ranges::sort(made.audience);
    EXPECT_FALSE(decode_operation(encode_operation(made)).has_value());
}

// Design 02-log section 3.3: keys are checked on import.
TEST(LaneOpening, IsRefusedForAKeyOfLowOrder) {
    auto made = opening();
    made.log_key.bytes = {};
    EXPECT_FALSE(decode_operation(encode_operation(made)).has_value());
}

TEST(LaneOpening, IsRefusedWithOtherFields) {
    const auto text = encode_operation(opening());
    EXPECT_FALSE(
        decode_operation(replaced(text, R"("writer")", R"("succeeds":{},"writer")")).has_value());
    EXPECT_FALSE(decode_operation(replaced(text, R"("nonce")", R"("nonse")")).has_value());
    EXPECT_FALSE(decode_operation(replaced(text, R"("op":"lane")", R"("op": "lane")")).has_value());
}

TEST(Seen, ReadsBackAsWritten) {
    for (const std::size_t count : {0U, 1U, 2U, 40U}) {
        const auto made = seen(count);
        const auto text = encode_operation(made);
        EXPECT_TRUE(json::check_canonical(text).has_value());
        EXPECT_EQ(std::get<Seen>(decode_operation(text).value()), made);
    }
}

TEST(Seen, HasTheFieldsOfTheDesign) {
    const auto digest = crypto::sha256({"0"});
    EXPECT_EQ(encode_operation(seen(1)), R"({"heads":[{"lane":")" + entente::to_hex(view(digest)) +
                                             R"(","root":")" + to_base64(view(digest)) +
                                             R"(","size":1}],"op":"seen"})");
}

TEST(Seen, IsRefusedUnlessSortedWithEachLaneOnce) {
    auto made = seen(3);
    std::swap(made.heads[0], made.heads[1]);
    EXPECT_EQ(decode_operation(encode_operation(made)).error().where, "/heads/1");
    made = seen(2);
    made.heads[1].lane = made.heads[0].lane;
    EXPECT_FALSE(decode_operation(encode_operation(made)).has_value());
}

TEST(Seen, IsRefusedForAHeadThatIsNone) {
    const auto text = encode_operation(seen(1));
    EXPECT_FALSE(decode_operation(replaced(text, "\"size\":1", "\"size\":0")).has_value());
    EXPECT_FALSE(decode_operation(replaced(text, "\"size\":1", "\"size\":-1")).has_value());
    EXPECT_FALSE(decode_operation(replaced(text, "\"size\":1", "\"size\":\"1\"")).has_value());
    EXPECT_FALSE(decode_operation(replaced(text, "\"size\":1", "\"size\":1,\"x\":1")).has_value());
    EXPECT_FALSE(decode_operation(R"({"heads":{},"op":"seen"})").has_value());
    EXPECT_FALSE(decode_operation(R"({"op":"seen"})").has_value());
}

TEST(Operation, IsKeptWithItsNameIfUnknown) {
    EXPECT_EQ(std::get<UnknownOperation>(decode_operation(R"({"op":"dance","x":1})").value()).name,
              "dance");
}

TEST(Operation, IsRefusedUnlessAnObjectWithAName) {
    for (const auto* body : {"", "1", "[]", "{}", R"({"op":1})", R"({"op":null})", R"(["op"])"}) {
        EXPECT_EQ(decode_operation(body).error().kind, ErrorKind::invalid) << body;
    }
}

RC_GTEST_PROP(Operation, AcceptsNoKnownOneThatItWouldNotWrite, ()) {
    auto text =
        *rc::gen::arbitrary<bool>() ? encode_operation(opening()) : encode_operation(seen(2));
    const auto bit = *rc::gen::inRange<std::size_t>(0, text.size() * 8);
    text[bit / 8] = static_cast<char>(text[bit / 8] ^ (1 << (bit % 8)));
    const auto operation = decode_operation(text);
    if (!operation) return;
    if (const auto* lane = std::get_if<LaneOpening>(&*operation)) {
        RC_ASSERT(encode_operation(*lane) == text);
    }
    if (const auto* heads = std::get_if<Seen>(&*operation)) {
        RC_ASSERT(encode_operation(*heads) == text);
    }
}

EvidenceNotice notice() {
    const Bytes file = R"({"kind":"fork"})";
    return {.kind = "fork", .digest = crypto::sha256({file}), .file = file};
}

// Design 02-log section 3.5: "kind, sha256, file?".
TEST(EvidenceNotice, ReadsBackAsWritten) {
    const auto carried = notice();
    const auto digest = entente::to_hex(view(carried.digest));
    EXPECT_EQ(encode_operation(carried),
              R"({"file":"{\"kind\":\"fork\"}","kind":"fork","op":"evidence","sha256":")" + digest +
                  R"("})");
    EXPECT_EQ(std::get<EvidenceNotice>(decode_operation(encode_operation(carried)).value()),
              carried);
    const EvidenceNotice pointed{.kind = "two-cards", .digest = carried.digest, .file = {}};
    EXPECT_EQ(encode_operation(pointed),
              R"({"kind":"two-cards","op":"evidence","sha256":")" + digest + R"("})");
    EXPECT_EQ(std::get<EvidenceNotice>(decode_operation(encode_operation(pointed)).value()),
              pointed);
}

TEST(EvidenceNotice, IsRefusedWithAnotherFileOrOtherFields) {
    auto made = notice();
    made.file += " ";
    EXPECT_EQ(decode_operation(encode_operation(made)).error().where, "/sha256");
    const auto text = encode_operation(notice());
    EXPECT_FALSE(decode_operation(replaced(text, R"("kind":"fork","op")", R"("op")")));
    EXPECT_FALSE(
        decode_operation(replaced(text, R"(,"kind":"fork")", R"(,"how":1,"kind":"fork")")));
    EXPECT_FALSE(decode_operation(R"({"file":"","kind":"fork","op":"evidence","sha256":")" +
                                  entente::to_hex(view(notice().digest)) + R"("})"));
}

EntryId an_entry(const char* name) {
    return EntryId(crypto::sha256({name}));
}

// Design 02-log section 3.5.
TEST(Recall, HasTheFieldsOfTheDesignAndReadsBack) {
    const Recall recall{
        .entry = an_entry("e"), .action = RecallAction::erase, .reason = "a \"spill\""};
    const auto body = encode_operation(recall);
    EXPECT_EQ(body, R"({"action":"erase","entry":")" + to_hex(recall.entry) +
                        R"(","op":"recall","reason":"a \"spill\""})");
    EXPECT_EQ(std::get<Recall>(decode_operation(body).value()), recall);
    EXPECT_FALSE(decode_operation(replaced(body, "erase", "burn")).has_value());
    EXPECT_FALSE(decode_operation(replaced(body, "\"reason\"", "\"treason\"")).has_value());
}

TEST(Erased, HasTheFieldsOfTheDesignAndReadsBack) {
    Erased erased{.entry = an_entry("e"), .reason = "law", .request = std::nullopt};
    EXPECT_EQ(encode_operation(erased),
              R"({"entry":")" + to_hex(erased.entry) + R"(","op":"erased","reason":"law"})");
    EXPECT_EQ(std::get<Erased>(decode_operation(encode_operation(erased)).value()), erased);
    erased.request = an_entry("r");
    EXPECT_EQ(std::get<Erased>(decode_operation(encode_operation(erased)).value()), erased);
    const auto body = encode_operation(erased);
    EXPECT_FALSE(decode_operation(replaced(body, to_hex(*erased.request), "r")).has_value());
}

// Design 02-log sections 2.4 and 3.5.
TEST(Released, ReadsBackAsWrittenAndNamesSomebody) {
    const Released released{.entry = EntryId(crypto::sha256({"entry"})),
                            .to = {test::party("reader")}};
    const auto body = encode_operation(released);
    EXPECT_TRUE(json::check_canonical(body).has_value());
    EXPECT_EQ(std::get<Released>(decode_operation(body).value()), released);
    EXPECT_FALSE(decode_operation(encode_operation(Released{released.entry, {}})).has_value());
    EXPECT_FALSE(decode_operation(replaced(body, R"("op")", R"("more":1,"op")")).has_value());
}

// Design 02-log section 3.5: the last entry of a lane.
TEST(Close, ReadsBackAsWritten) {
    const Close close{.reason = "the mandate \"ended\""};
    const auto body = encode_operation(close);
    EXPECT_TRUE(json::check_canonical(body).has_value());
    EXPECT_EQ(std::get<Close>(decode_operation(body).value()), close);
    EXPECT_FALSE(decode_operation(R"({"op":"close"})").has_value());
}

}  // namespace
}  // namespace entente::lane
