#include "channel/dispute.h"

#include <algorithm>

#include "channel/card.h"
#include "json/value.h"
#include "json/write.h"

namespace entente::channel {
namespace {

constexpr std::size_t name_digits = 8;
constexpr std::int64_t version = 1;

json::Object resolution_object(const Resolution& resolution) {
    json::Object object;
    object.add("reason", resolution.reason);
    if (resolution.successor) object.add("successor", lane::to_hex(*resolution.successor));
    object.add("time", to_milliseconds_text(resolution.time));
    return object;
}

Result<json::Value> field(const json::Value& object, std::string_view name) {
    const auto value = object.member(name);
    if (value) return *value;
    return fail(ErrorKind::invalid, "a field is missing",
                "dispute: " + object.pointer() + "/" + std::string(name));
}

Result<Instant> time_field(const json::Value& object) {
    const auto value = TRY(field(object, "time"));
    const auto text = TRY(value.as_string());
    return TRY(parse_timestamp(text)).instant;
}

Result<Resolution> decode_resolution(const json::Value& object) {
    const auto reason = TRY(field(object, "reason"));
    Resolution resolution{.time = TRY(time_field(object)),
                          .reason = std::string(TRY(reason.as_string())),
                          .successor = std::nullopt};
    if (const auto successor = object.member("successor")) {
        const auto text = TRY(successor->as_string());
        resolution.successor = TRY(lane::parse_id<lane::LaneId>(text));
    }
    return resolution;
}

Result<std::vector<lane::ProvenEvidence>> decode_files(const json::Value& list) {
    std::vector<lane::ProvenEvidence> files;
    for (const auto& element : list.elements()) {
        const auto file = TRY(element.as_string());
        auto evidence = TRY(lane::decode_evidence(file));
        files.push_back(TRY(prove(std::move(evidence))));
    }
    return files;
}

}  // namespace

const lane::ProvenEvidence* Dispute::fork() const& {
    const auto at = std::ranges::find_if(
        evidence, [](const auto& one) { return one.evidence().kind == lane::EvidenceKind::fork; });
    return at == evidence.end() ? nullptr : &*at;
}

std::string evidence_name(const lane::ProvenEvidence& evidence) {
    auto name = lane::to_hex(evidence.evidence().lane).substr(0, name_digits) + "-" +
                std::to_string(evidence.smaller().size.value()) + "-" +
                std::to_string(evidence.larger().size.value());
    if (evidence.evidence().kind == lane::EvidenceKind::double_cosign) {
        name += "-" + lane::to_hex(evidence.accused()).substr(0, name_digits);
    }
    return name;
}

Result<std::vector<crypto::PublicKey>> cosign_keys_of(const PartyId& party, ByteView card) {
    const auto signed_card = TRY(decode_card(card));
    if (signed_card.card.id != party) {
        return fail(ErrorKind::refused, "the card is another party's", signed_card.card.name);
    }
    std::vector<crypto::PublicKey> keys;
    for (const auto& listed : signed_card.card.cosign) keys.push_back(listed.key);
    return keys;
}

Result<lane::ProvenEvidence> prove(lane::Evidence evidence) {
    return lane::verify_evidence(std::move(evidence), &cosign_keys_of);
}

Bytes encode_dispute(const Dispute& dispute) {
    json::Array files;
    for (const auto& one : dispute.evidence) files.add(lane::encode_evidence(one.evidence()));
    json::Object object;
    if (dispute.differs_from) object.add("differs_from", dispute.differs_from->value());
    object.add("evidence", files);
    object.add("lane", lane::to_hex(dispute.lane));
    object.add("noticed", dispute.is_noticed);
    if (dispute.resolution) object.add("resolution", resolution_object(*dispute.resolution));
    object.add("time", to_milliseconds_text(dispute.found));
    object.add("v", version);
    return object.text();
}

Result<Dispute> decode_dispute(ByteView bytes) {
    const auto document = TRY(json::Document::parse(bytes));
    const auto root = document.root();
    const auto lane_value = TRY(field(root, "lane"));
    const auto lane_text = TRY(lane_value.as_string());
    const auto files = TRY(field(root, "evidence"));
    const auto noticed = TRY(field(root, "noticed"));
    Dispute dispute{.lane = TRY(lane::parse_id<lane::LaneId>(lane_text)),
                    .found = TRY(time_field(root)),
                    .differs_from = std::nullopt,
                    .evidence = TRY(decode_files(files)),
                    .is_noticed = TRY(noticed.as_bool())};
    if (const auto from = root.member("differs_from")) {
        const auto index = TRY(from->as_integer());
        dispute.differs_from = lane::EntryIndex(static_cast<std::uint64_t>(index));
    }
    if (const auto resolution = root.member("resolution")) {
        dispute.resolution = TRY(decode_resolution(*resolution));
    }
    const bool is_whole = !dispute.evidence.empty() && encode_dispute(dispute) == bytes;
    if (is_whole) return dispute;
    return fail(ErrorKind::invalid, "not what was kept", "dispute: " + std::string(lane_text));
}

}  // namespace entente::channel
