#include "courier/sent.h"

#include "json/value.h"
#include "json/write.h"

namespace entente::courier {
namespace {

constexpr std::string_view drawer = "bundles_sent";

Result<std::uint64_t> count_of(const json::Value& value) {
    const auto number = TRY(value.as_integer());
    if (number >= 0) return static_cast<std::uint64_t>(number);
    return fail(ErrorKind::corrupt, "a negative count", "node.db, bundles_sent");
}

Result<Sent> parse(ByteView text) {
    const auto document = TRY(json::Document::parse(text));
    const auto root = document.root();
    const auto lanes = root.member("lanes");
    const auto sequence = root.member("seq");
    if (!lanes || !sequence) {
        return fail(ErrorKind::corrupt, "a member is missing", "node.db, bundles_sent");
    }
    Sent sent{.sequence = TRY(count_of(*sequence)), .lanes = {}};
    for (const auto& [name, size] : lanes->members()) {
        const auto lane = TRY(lane::parse_id<lane::LaneId>(name));
        sent.lanes.emplace(lane, lane::TreeSize(TRY(count_of(size))));
    }
    return sent;
}

}  // namespace

Result<Sent> load_sent(const store::OwnMatters& matters, const lane::PartyId& to) {
    const auto kept = TRY(matters.get(drawer, lane::to_hex(to)));
    if (!kept) return Sent{};
    auto sent = parse(*kept);
    if (sent) return sent;
    auto error = std::move(sent).error();
    error.kind = ErrorKind::corrupt;
    error.remedy = "restore node.db from a backup";
    return std::unexpected(std::move(error));
}

Result<void> keep_sent(store::OwnMatters& matters, const lane::PartyId& to, const Sent& sent) {
    json::Object lanes;
    for (const auto& [lane, size] : sent.lanes) lanes.add(lane::to_hex(lane), size.value());
    json::Object object;
    object.add("lanes", lanes);
    object.add("seq", sent.sequence);
    return matters.put(drawer, lane::to_hex(to), object.text());
}

}  // namespace entente::courier
