#include "lane/bundle_manifest.h"

#include "base/encoding.h"
#include "base/number.h"

namespace entente::lane {
namespace {

std::string manifest_text(const BundleManifest& manifest) {
    return bundle_address(manifest) + "created " + to_milliseconds_text(manifest.created) +
           "\npayload age-encryption.org/v1\nsize " + std::to_string(manifest.size) + "\nsha256 " +
           entente::to_hex(view(manifest.digest)) + "\n";
}

/// What stands behind `key` in the next line of `text`.
Result<std::string_view> take_line(std::string_view& text, std::string_view key) {
    const auto end = text.find('\n');
    auto line = text.substr(0, end);
    if (end == std::string_view::npos || !line.starts_with(key)) {
        return fail(ErrorKind::invalid, "the manifest lacks a line", std::string(key));
    }
    text.remove_prefix(end + 1);
    return line.substr(key.size());
}

Result<std::array<std::byte, 16>> bundle_id(std::string_view text) {
    const auto bytes = TRY(from_hex(text));
    std::array<std::byte, 16> id{};
    if (bytes.size() != id.size()) {
        return fail(ErrorKind::invalid, "the id is not 32 hex digits", "the manifest, id");
    }
    for (std::size_t i = 0; i < id.size(); ++i) id[i] = static_cast<std::byte>(bytes[i]);
    return id;
}

Result<Instant> instant_of(std::string_view text) {
    const auto timestamp = TRY(parse_timestamp(text));
    return timestamp.instant;
}

Result<BundleManifest> parse(std::string_view text) {
    TRY_VOID(take_line(text, "entente/v1 bundle"));
    const auto id = TRY(take_line(text, "id "));
    const auto sequence = TRY(take_line(text, "seq "));
    const auto from = TRY(take_line(text, "from "));
    const auto to = TRY(take_line(text, "to "));
    const auto created = TRY(take_line(text, "created "));
    TRY_VOID(take_line(text, "payload "));
    const auto size = TRY(take_line(text, "size "));
    const auto digest = TRY(take_line(text, "sha256 "));
    return BundleManifest{
        .id = TRY(bundle_id(id)),
        .sequence = TRY(parse_integer<std::uint64_t>(sequence, "the manifest, seq")),
        .from = TRY(parse_id<PartyId>(from)),
        .to = TRY(parse_id<PartyId>(to)),
        .created = TRY(instant_of(created)),
        .size = TRY(parse_integer<std::uint64_t>(size, "the manifest, size")),
        .digest = TRY(digest_from_hex(digest))};
}

}  // namespace

std::string bundle_key_name(const PartyId& party) {
    return "entente/v1/bundle/" + to_hex(party);
}

std::string bundle_address(const BundleManifest& manifest) {
    return "entente/v1 bundle\nid " + entente::to_hex(view(manifest.id)) + "\nseq " +
           std::to_string(manifest.sequence) + "\nfrom " + to_hex(manifest.from) + "\nto " +
           to_hex(manifest.to) + "\n";
}

SignedManifest sign_manifest(const BundleManifest& manifest, const crypto::KeyPair& bundle_key) {
    auto text = manifest_text(manifest);
    auto line = sign_note(text, bundle_key_name(manifest.from), bundle_key);
    return {.manifest = manifest,
            .note = {.text = std::move(text), .signatures = {std::move(line)}}};
}

Result<SignedManifest> decode_manifest(ByteView bytes) {
    auto note = TRY(decode_note(bytes));
    const auto manifest = TRY(parse(note.text));
    if (manifest.sequence == 0 || manifest_text(manifest) != note.text) {
        return fail(ErrorKind::invalid, "not a bundle's manifest of entente/v1", "the manifest",
                    "it was changed, or is of a later version");
    }
    return SignedManifest{.manifest = manifest, .note = std::move(note)};
}

}  // namespace entente::lane
