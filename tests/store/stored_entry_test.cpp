#include "store/embedded/stored_entry.h"

#include "tests/support/precompiled.h"

namespace entente::store {
namespace {

Bytes record(ByteView header, ByteView body) {
    Bytes bytes;
    lane::append_entry(bytes, {.header = header,
                               .state = lane::BodyState::inline_body,
                               .salt = crypto::sha256({body}),
                               .body = body});
    return bytes;
}

/// As a lane file has it after an erasure.
Bytes erased(Bytes bytes) {
    const auto place = body_place(bytes).value();
    bytes[place.state] = erased_in_place;
    const auto count = bytes.size() - place.content;
    bytes.replace(place.content, count, count, '\0');
    return bytes;
}

Bytes erased_as_sent(ByteView header) {
    Bytes bytes;
    lane::append_entry(
        bytes, {.header = header, .state = lane::BodyState::erased, .salt = {}, .body = {}});
    return bytes;
}

RC_GTEST_PROP(StoredEntry, KeepsItsLengthAndHeaderAndNothingElseWhenErased, ()) {
    const auto header = *rc::gen::container<std::string>(rc::gen::arbitrary<char>());
    const auto body = *rc::gen::container<std::string>(rc::gen::arbitrary<char>());
    const auto whole = record(header, body);
    const auto gone = erased(whole);
    RC_ASSERT(gone.size() == whole.size());
    ByteReader reader(gone, "record");
    const auto entry = read_stored_entry(reader).value();
    RC_ASSERT(reader.left() == 0U);
    RC_ASSERT(entry.header == header);
    RC_ASSERT(entry.state == lane::BodyState::erased);
    RC_ASSERT(as_sent(gone, 1).value() == erased_as_sent(header));
}

RC_GTEST_PROP(StoredEntry, IsSentAsItCameUnlessErased, ()) {
    const auto are_erased = *rc::gen::container<std::vector<bool>>(rc::gen::arbitrary<bool>());
    Bytes stored;
    Bytes sent;
    for (std::size_t i = 0; i < are_erased.size(); ++i) {
        const auto header = "header " + std::to_string(i);
        const auto whole = record(header, std::string(i, 'x'));
        stored += are_erased[i] ? erased(whole) : whole;
        sent += are_erased[i] ? erased_as_sent(header) : whole;
    }
    const auto count = static_cast<std::uint32_t>(are_erased.size());
    RC_ASSERT(as_sent(stored, count).value() == sent);
    RC_ASSERT(!as_sent(stored + "x", count).has_value());
    RC_ASSERT(!as_sent(stored, count + 1).has_value());
}

TEST(StoredEntry, IsRefusedIfSomethingIsLeftOfAnErasedBody) {
    auto gone = erased(record("header", "body"));
    gone.back() = 'y';
    ByteReader reader(gone, "record");
    EXPECT_FALSE(read_stored_entry(reader).has_value());
}

// What one node erased where it stood is no form that another may send.
TEST(StoredEntry, ErasedWhereItStoodIsNoRecordOfASegment) {
    const auto gone = erased(record("header", "body"));
    ByteReader reader(gone, "segment");
    EXPECT_FALSE(lane::read_entry(reader).has_value());
}

}  // namespace
}  // namespace entente::store
