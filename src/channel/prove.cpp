#include "channel/prove.h"

#include <algorithm>

#include "channel/lanes.h"
#include "channel/stored_transcript.h"
#include "lane/entry.h"
#include "lane/entry_proof.h"
#include "store/store.h"

namespace entente::channel {
namespace {

constexpr std::size_t entry_digits = 64;
constexpr std::size_t id_beginning_digits_min = 8;

/// Where the entry is; the newest version of an object.
Result<store::Position> find_place(const Context& context, const ChannelId& channel,
                                   std::string_view what) {
    const auto lanes = TRY(lanes_of(context, channel));
    std::optional<store::Position> found;
    if (what.size() == entry_digits) {
        const auto entry = TRY(lane::parse_id<lane::EntryId>(what));
        for (const auto& lane : lanes) {
            const auto index = TRY(context.store.find_entry(lane.id, entry));
            if (index) found = store::Position{.lane = lane.id, .index = *index};
        }
    } else {
        const auto places = TRY(context.store.find(what));
        for (const auto& place : places) {
            if (std::ranges::count(lanes, place.lane, &lane::LaneState::id) > 0) found = place;
        }
    }
    if (found) return *found;
    return fail(ErrorKind::not_found, "there is no such entry on this channel", std::string(what),
                "give a STIX id, or the whole id of an entry: see entente show");
}

lane::KnownKey log_key_of(const lane::LaneState& lane) {
    return {.name = lane::lane_origin(lane.id),
            .type = lane::SignatureType::ed25519,
            .key = lane.opening.log_key};
}

/// The keys by which a reader may have given receipts.
std::vector<lane::KnownKey> cosign_keys_of(const Context& context, const PartyId& reader) {
    std::vector<lane::KnownKey> keys;
    const auto card = context.directory.card(reader);
    if (!card) return keys;
    for (const auto& listed : card->card.cosign) {
        if (listed.state == KeyState::revoked) continue;
        keys.push_back({.name = lane::cosigner_name(reader),
                        .type = lane::SignatureType::cosignature_v1,
                        .key = listed.key});
    }
    return keys;
}

/// Every reader by its keys. In a policy a party goes by the beginning of its id: names may have
/// spaces, and may change.
std::vector<lane::Witness> witnesses_of(const Context& context, const lane::LaneState& lane) {
    std::vector<lane::Witness> witnesses;
    for (const auto& reader : lane.opening.audience) {
        if (reader == lane.opening.writer) continue;
        const auto name = "party-" + lane::to_hex(reader).substr(0, 16);
        std::size_t number = 0;
        for (auto& key : cosign_keys_of(context, reader)) {
            const auto suffix = number == 0 ? std::string() : "-" + std::to_string(number);
            witnesses.push_back({.name = name + suffix, .key = std::move(key)});
            ++number;
        }
    }
    return witnesses;
}

Result<void> check_provable(const lane::LaneState& lane) {
    const auto where = "lane " + lane::to_hex(lane.id);
    if (lane.checkpoint.head.size != lane.frontier.size()) {
        return fail(ErrorKind::unavailable, "the lane's newest head is not all here yet", where,
                    "wait until it is: see entente status");
    }
    if (lane.checkpoint.note.signatures.size() > 1) return {};
    return fail(ErrorKind::unavailable, "no reader has given a receipt for the newest head yet",
                where, "wait for a receipt: see entente status");
}

}  // namespace

Result<ExportedProof> export_proof(const Context& context, const ChannelId& channel,
                                   std::string_view what) {
    TRY_VOID(context.store.wait_indexed());
    const auto place = TRY(find_place(context, channel, what));
    const auto lane = TRY(context.store.state(place.lane));
    auto entries = TRY(StoredTranscript(context).range(place.lane, place.index, 1));
    if (entries.front().is_hidden()) {
        return fail(ErrorKind::refused, "the entry is " + entries.front().type, std::string(what),
                    "see entente recalls");
    }
    TRY_VOID(check_provable(lane));
    const auto range = TRY(context.store.read(place.lane, place.index, 1, 0));
    ByteReader reader(range.records, "record");
    const auto entry = TRY(lane::read_entry(reader));
    const auto& head = lane.checkpoint.head;
    auto siblings = TRY(context.store.prove_inclusion(place.lane, place.index, head.size));
    const lane::EntryProof proof{.salt = entry.salt,
                                 .index = place.index,
                                 .siblings = std::move(siblings),
                                 .checkpoint = lane.checkpoint};
    return ExportedProof{
        .entry = std::move(entries.front()),
        .header = Bytes(entry.header),
        .proof = lane::encode_entry_proof(proof),
        .policy = lane::write_policy({log_key_of(lane)}, witnesses_of(context, lane))};
}

Result<std::vector<LaneKey>> keys_of(const Context& context, std::string_view lane) {
    std::vector<lane::LaneId> meant;
    for (const auto& id : context.store.lanes()) {
        const bool is_meant =
            lane.size() >= id_beginning_digits_min && lane::to_hex(id).starts_with(lane);
        if (is_meant) meant.push_back(id);
    }
    if (meant.size() != 1) {
        return fail(meant.empty() ? ErrorKind::not_found : ErrorKind::conflict,
                    meant.empty() ? "there is no such lane" : "more than one lane is meant",
                    std::string(lane), "give at least 8 digits of its id; see entente status");
    }
    const auto state = TRY(context.store.state(meant.front()));
    const auto text_of = [](const lane::KnownKey& key) {
        return lane::verifier_key(key.name, key.type, key.key);
    };
    std::vector<LaneKey> keys = {{.party_name = context.directory.name_of(state.opening.writer),
                                  .is_log = true,
                                  .verifier_key = text_of(log_key_of(state))}};
    for (const auto& reader : state.opening.audience) {
        if (reader == state.opening.writer) continue;
        for (const auto& key : cosign_keys_of(context, reader)) {
            keys.push_back({.party_name = context.directory.name_of(reader),
                            .is_log = false,
                            .verifier_key = text_of(key)});
        }
    }
    return keys;
}

}  // namespace entente::channel
