#include "lane/checkpoint.h"

#include <algorithm>
#include <cstring>
#include <limits>

#include "base/number.h"

namespace entente::lane {
namespace {

constexpr std::string_view lane_prefix = "entente/v1/lane/";
constexpr std::string_view party_prefix = "entente/v1/party/";

// A tree has fewer than 2^63 leaves, so that no proof has more than 63 hashes.
constexpr std::uint64_t size_max = std::numeric_limits<std::int64_t>::max();

// The signature of cosignature/v1 (C2SP tlog-cosignature).
constexpr std::size_t time_bytes = 8;
constexpr std::size_t cosignature_bytes = time_bytes + sizeof(crypto::Signature);

std::unexpected<Error> not_a_checkpoint(const char* what, std::string_view where) {
    return fail(ErrorKind::invalid, what, "checkpoint: " + std::string(where.substr(0, 100)));
}

/// The next line, without its newline; nothing if none ends here.
std::optional<std::string_view> take_line(std::string_view& text) {
    const auto end = text.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    const auto line = text.substr(0, end);
    text.remove_prefix(end + 1);
    return line;
}

Result<TreeSize> parse_size(std::string_view text) {
    const auto size = TRY(parse_integer<std::uint64_t>(text, "checkpoint: size"));
    if (size == 0 || size > size_max) return not_a_checkpoint("a size is 1 to 2^63 - 1", text);
    return TreeSize(size);
}

std::string cosigned_message(std::string_view text, std::uint64_t time_s) {
    return "cosignature/v1\ntime " + std::to_string(time_s) + "\n" + std::string(text);
}

}  // namespace

std::string lane_origin(const LaneId& lane) {
    return std::string(lane_prefix) + to_hex(lane);
}

std::string cosigner_name(const PartyId& party) {
    return std::string(party_prefix) + to_hex(party);
}

std::string checkpoint_text(const Head& head) {
    return lane_origin(head.lane) + "\n" + std::to_string(head.size.value()) + "\n" +
           to_base64(view(head.root)) + "\n";
}

Result<Head> parse_checkpoint_text(std::string_view text) {
    auto rest = text;
    const auto origin = take_line(rest);
    const auto size_text = take_line(rest);
    const auto root_text = take_line(rest);
    // Extension lines are not used: ML-DSA cosignatures would not cover them (section 3.6).
    if (!origin || !size_text || !root_text || !rest.empty()) {
        return not_a_checkpoint("a checkpoint has three lines", text);
    }
    if (!origin->starts_with(lane_prefix)) return not_a_checkpoint("not of a lane", *origin);
    const auto lane = TRY(parse_id<LaneId>(origin->substr(lane_prefix.size())));
    const auto size = TRY(parse_size(*size_text));
    const auto root = TRY(digest_from_base64(*root_text));
    return Head{.lane = lane, .size = size, .root = root};
}

Result<Checkpoint> decode_checkpoint(ByteView bytes) {
    auto note = TRY(decode_note(bytes));
    const auto head = TRY(parse_checkpoint_text(note.text));
    return Checkpoint{.head = head, .note = std::move(note)};
}

Checkpoint sign_checkpoint(const Head& head, const crypto::KeyPair& log_key) {
    auto text = checkpoint_text(head);
    auto line = sign_note(text, lane_origin(head.lane), log_key);
    return {.head = head, .note = {.text = std::move(text), .signatures = {std::move(line)}}};
}

Result<void> verify_checkpoint(const Checkpoint& checkpoint, const crypto::PublicKey& log_key) {
    const auto origin = lane_origin(checkpoint.head.lane);
    if (checkpoint.note.text == checkpoint_text(checkpoint.head) &&
        is_signed_by(checkpoint.note, origin, log_key)) {
        return {};
    }
    return fail(ErrorKind::refused, "not signed by the writer's log key", origin,
                "get the lane from its writer or another member");
}

Receipt cosign(const Head& head, const PartyId& party, std::uint64_t time_s,
               const crypto::KeyPair& cosign_key) {
    const auto name = cosigner_name(party);
    const auto signature = cosign_key.sign(cosigned_message(checkpoint_text(head), time_s));
    SignatureLine line = {
        .name = name,
        .key = key_id(name, SignatureType::cosignature_v1, cosign_key.public_key()),
        .signature = {}};
    append_integer<time_bytes>(line.signature, time_s);
    line.signature += view(signature);
    return {.party = party, .time_s = time_s, .line = std::move(line)};
}

Result<std::uint64_t> verify_cosignature(std::string_view text, const SignatureLine& line,
                                         std::string_view name, const crypto::PublicKey& key) {
    const auto refuse = [&](const char* what) {
        return fail(ErrorKind::refused, what, line.name.substr(0, 100));
    };
    if (line.name != name || line.key != key_id(name, SignatureType::cosignature_v1, key)) {
        return refuse("a cosignature by another key");
    }
    if (line.signature.size() != cosignature_bytes) return refuse("not a cosignature/v1");
    ByteReader reader(line.signature, "cosignature");
    const auto time_s = TRY(reader.integer(time_bytes));
    const auto signed_bytes = TRY(reader.take(sizeof(crypto::Signature)));
    crypto::Signature signature{};
    std::memcpy(signature.data(), signed_bytes.data(), signature.size());
    if (!crypto::verify(key, cosigned_message(text, time_s), signature)) {
        return refuse("a cosignature over something else");
    }
    return time_s;
}

Result<Receipt> verify_receipt(const Head& head, const SignatureLine& line, const PartyId& party,
                               const crypto::PublicKey& cosign_key) {
    const auto time_s =
        TRY(verify_cosignature(checkpoint_text(head), line, cosigner_name(party), cosign_key));
    return Receipt{.party = party, .time_s = time_s, .line = line};
}

void add_receipt(Checkpoint& checkpoint, const Receipt& receipt) {
    std::erase_if(checkpoint.note.signatures, [&](const SignatureLine& line) {
        return line.name == receipt.line.name && line.key == receipt.line.key;
    });
    checkpoint.note.signatures.push_back(receipt.line);
}

}  // namespace entente::lane
