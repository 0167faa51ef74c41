#include <fmt/format.h>

#include "base/encoding.h"
#include "base/limits.h"
#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/file_source.h"
#include "cli/files.h"
#include "courier/import_bundle.h"
#include "host/disk.h"
#include "json/write.h"
#include "node/api.h"
#include "node/layout.h"

namespace entente::cli {
namespace {

/// Whose signature it bears.
struct Origin {
    std::string name;  ///< of the sender; empty: its card is not here
    std::string to;    ///< of the recipient, as far as it is known
    bool is_checked = false;
};

Result<channel::SignedCard> card_of_file(const std::string& path) {
    const auto note = TRY(read_input(path, limits::note_bytes_max));
    return channel::decode_card(note);
}

/// The cards that the node knows; none if there is no node.
Result<std::vector<channel::SignedCard>> cards_of_node(const std::string& directory) {
    std::vector<channel::SignedCard> cards;
    const auto disk = host::make_system_disk();
    if (!disk->exists(node::Layout{directory}.config())) return cards;
    const auto api = TRY(node::Api::open(directory));
    const auto body = TRY(api->get("/api/v1/peers"));
    const auto answer = TRY(json::Document::parse(body));
    for (const auto& peer : items_of(answer.root(), "peers")) {
        cards.push_back(TRY(channel::decode_card(text_of(peer, "card"))));
    }
    return cards;
}

Result<Origin> check_origin(const BundleInspect& command, const lane::SignedManifest& manifest) {
    std::vector<channel::SignedCard> cards;
    if (command.card.empty()) {
        cards = TRY(cards_of_node(command.common.node));
    } else {
        cards.push_back(TRY(card_of_file(command.card)));
        if (cards.front().card.id != manifest.manifest.from) {
            return fail(ErrorKind::refused, "the card is of another party than the sender",
                        cards.front().card.name, "give the sender's card");
        }
    }
    Origin origin;
    for (const auto& card : cards) {
        if (card.card.id == manifest.manifest.to) origin.to = card.card.name;
        if (card.card.id != manifest.manifest.from) continue;
        TRY_VOID(courier::check_origin(manifest, card));
        origin.name = card.card.name;
        origin.is_checked = true;
    }
    return origin;
}

std::string json_of(const lane::BundleManifest& manifest, const Origin& origin) {
    json::Object object;
    object.add("bundle", to_hex(view(manifest.id)));
    object.add("bytes", manifest.size);
    object.add("created", to_milliseconds_text(manifest.created));
    object.add("from", lane::to_hex(manifest.from));
    object.add("from_name", origin.name);
    object.add("is_signature_checked", origin.is_checked);
    object.add("seq", manifest.sequence);
    object.add("sha256", to_hex(view(manifest.digest)));
    object.add("to", lane::to_hex(manifest.to));
    object.add("to_name", origin.to);
    return object.text();
}

void print(const lane::BundleManifest& manifest, const Origin& origin, Terminal& terminal) {
    const auto named = [](const std::string& name, const lane::PartyId& id) {
        return (name.empty() ? "" : name + "  ") + lane::to_hex(id);
    };
    terminal.line(fmt::format("Bundle {} of its sender to this recipient, made {}",
                              manifest.sequence, to_milliseconds_text(manifest.created)));
    terminal.line("  from     " + named(origin.name, manifest.from));
    terminal.line("  to       " + named(origin.to, manifest.to));
    terminal.line(fmt::format("  payload  {} bytes, whole: SHA-256 {}", manifest.size,
                              to_hex(view(manifest.digest))));
    terminal.line(
        origin.is_checked
            ? "  signed by its sender's bundle key"
            : "  signature NOT checked: the sender's card is not here; give it with --card");
}

}  // namespace

Result<void> run(const BundleInspect& command, Terminal& terminal) {
    const auto source = TRY(FileSource::open(command.file));
    std::optional<lane::SignedManifest> manifest;
    std::uint64_t bytes = 0;
    TRY_VOID(courier::read_bundle([&] { return source.next(); },
                                  {.manifest = [&](const auto& read) -> Result<void> {
                                       manifest = read;
                                       return {};
                                   },
                                   .payload = [&](ByteView piece) -> Result<void> {
                                       bytes += piece.size();
                                       terminal.progress(
                                           fmt::format("{}: {} bytes", command.file, bytes));
                                       return {};
                                   }}));
    const auto origin = TRY(check_origin(command, *manifest));
    if (command.common.is_json) {
        terminal.json(json_of(manifest->manifest, origin));
    } else {
        print(manifest->manifest, origin, terminal);
    }
    return {};
}

}  // namespace entente::cli
