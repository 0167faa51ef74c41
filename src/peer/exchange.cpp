#include "peer/exchange.h"

#include <algorithm>

#include "base/number.h"
#include "channel/evidence.h"
#include "channel/heads.h"
#include "channel/lanes.h"
#include "channel/parting.h"
#include "channel/receipts.h"
#include "channel/receive.h"
#include "channel/recovery.h"
#include "channel/serve_segment.h"
#include "json/value.h"
#include "lane/segment.h"
#include "peer/paths.h"

namespace entente::peer {
namespace {

constexpr std::chrono::seconds slack{15};  // beyond a long poll, before it counts as lost

/// The n of a text "next <n>\n".
Result<std::uint64_t> next_of(std::string_view text) {
    constexpr std::string_view prefix = "next ";
    if (!text.starts_with(prefix) || !text.ends_with('\n')) {
        return fail(ErrorKind::invalid, "the peer's answer is not \"next <n>\"",
                    std::string(text.substr(0, 40)));
    }
    return parse_integer<std::uint64_t>(text.substr(prefix.size(), text.size() - prefix.size() - 1),
                                        "next");
}

}  // namespace

Result<http::Response> Exchange::ask(http::OutgoingRequest request) {
    auto response = TRY(client_.send(request));
    if (response.status >= 400 && response.status != 409) {
        return std::unexpected(http::error_of(response));
    }
    return response;
}

Result<void> Exchange::greet() {
    const auto response = TRY(ask({.target = std::string(hello_path)}));
    const auto document = TRY(json::Document::parse(response.body));
    const auto party = document.root().member("party");
    const auto text = party ? TRY(party->as_string()) : std::string_view();
    if (text == lane::to_hex(peer_)) return {};
    return fail(ErrorKind::refused, "another party answered", std::string(text.substr(0, 64)),
                "check the endpoint in the peer's card");
}

Result<void> Exchange::exchange_charters() {
    const auto response = TRY(ask({.target = std::string(charters_path)}));
    const auto theirs = TRY(channel::decode_notes(response.body));
    for (const auto& note : theirs) {
        const auto charter = TRY(channel::decode_charter(lane::encode_note(note)));
        if (TRY(context_.directory.merge_charter(charter))) context_.announcer.announce();
    }
    TRY_VOID(channel::open_missing_lanes(context_));
    std::vector<lane::Note> news;
    for (const auto& charter : context_.directory.charters()) {
        if (!charter.has_party(peer_)) continue;
        const auto known = std::ranges::find(theirs, charter.note.text, &lane::Note::text);
        const bool is_news =
            known == theirs.end() || known->signatures.size() < charter.note.signatures.size();
        if (is_news) news.push_back(charter.note);
    }
    if (news.empty()) return {};
    TRY_VOID(ask({.method = "POST",
                  .target = std::string(charters_path),
                  .content_type = std::string(notes_type),
                  .body = channel::encode_notes(news)}));
    return {};
}

Result<std::vector<lane::Checkpoint>> Exchange::fetch_heads() {
    const auto response = TRY(ask({.target = std::string(heads_path)}));
    const auto notes = TRY(channel::decode_notes(response.body));
    std::vector<lane::Checkpoint> heads;
    for (const auto& note : notes) {
        heads.push_back(TRY(lane::decode_checkpoint(lane::encode_note(note))));
    }
    return heads;
}

Result<void> Exchange::show_heads() {
    const auto heads = TRY(channel::heads_for(context_, peer_));
    std::vector<lane::Note> notes;
    for (const auto& head : heads) notes.push_back(head.note);
    TRY_VOID(ask({.method = "POST",
                  .target = std::string(heads_path),
                  .content_type = std::string(notes_type),
                  .body = channel::encode_notes(notes)}));
    return {};
}

Result<void> Exchange::send_receipt(const lane::Head& head, const lane::SignatureLine& receipt) {
    const lane::Note note{.text = lane::checkpoint_text(head), .signatures = {receipt}};
    TRY_VOID(ask({.method = "POST",
                  .target = lane_path(receipts_path, head.lane),
                  .content_type = std::string(note_type),
                  .body = lane::encode_note(note)}));
    return {};
}

/// What the peer knows of lanes that we share. One file that proves nothing stops no other.
Result<void> Exchange::fetch_evidence() {
    const auto response = TRY(client_.send({.target = std::string(evidence_path)}));
    if (response.status == 404) return {};  // an older node
    if (response.status != 200) return std::unexpected(http::error_of(response));
    const auto document = TRY(json::Document::parse(response.body));
    const auto files = document.root().member("evidence");
    if (!files) return {};
    for (const auto& element : files->elements()) {
        const auto file = TRY(element.as_string());
        const auto taken = channel::take_evidence(context_, peer_, file);
        if (!taken && taken.error().kind == ErrorKind::fatal) return taken;
    }
    return {};
}

/// Tells the peer what it does not know yet. One that holds no such lane says so, and is told again
/// when it may.
Result<void> Exchange::send_evidence() {
    auto& disputes = context_.directory.disputes();
    const auto all = TRY(channel::evidence_for(context_, peer_));
    for (const auto& evidence : all) {
        const auto name = channel::evidence_name(evidence);
        if (disputes.is_told(name, peer_)) continue;
        const auto response =
            TRY(client_.send({.method = "POST",
                              .target = std::string(evidence_path),
                              .content_type = "application/json",
                              .body = lane::encode_evidence(evidence.evidence())}));
        if (response.status == 204) disputes.note_told(name, peer_);
    }
    return {};
}

/// Looks where the peer's version of a frozen lane parts from ours: once on a connection, for it
/// may hold the same version.
Result<void> Exchange::find_partings() {
    for (const auto& dispute : context_.directory.disputes().all()) {
        const auto fetch = [&](lane::EntryIndex from) -> Result<std::optional<Bytes>> {
            const auto target =
                lane_path(segment_path, dispute.lane) + "?from=" + std::to_string(from.value());
            const auto response = TRY(client_.send({.target = target}));
            if (response.status != 200) return std::optional<Bytes>();  // it holds no such lane
            return std::optional(response.body);
        };
        if (!dispute.is_frozen() || dispute.differs_from) continue;
        if (!compared_.insert(dispute.lane).second) continue;
        TRY_VOID(channel::find_parting(context_, dispute, fetch));
    }
    return {};
}

Result<std::uint64_t> Exchange::pull(const lane::Head& head) {
    auto from = channel::held_size(context_, head.lane).value();
    std::uint64_t taken = 0;
    while (true) {
        const auto target = lane_path(segment_path, head.lane) + "?from=" + std::to_string(from);
        const auto response = TRY(ask({.target = target}));
        if (response.status == 204) return taken;
        const auto received = TRY(channel::receive(context_, peer_, head.lane, response.body));
        taken += received.new_entries;
        if (received.receipt) {
            TRY_VOID(send_receipt(received.head, *received.receipt));
            return taken;
        }
        if (received.held.value() <= from) {
            return fail(ErrorKind::invalid, "the peer's segment brought nothing",
                        "lane " + lane::to_hex(head.lane));
        }
        from = received.held.value();
    }
}

Result<std::uint64_t> Exchange::push(const lane::Head& theirs) {
    auto from = theirs.size.value();
    std::uint64_t sent = 0;
    while (true) {
        const auto segment =
            TRY(channel::serve_segment(context_, peer_, theirs.lane, lane::EntryIndex(from)));
        if (!segment) return sent;
        const auto response = TRY(ask({.method = "POST",
                                       .target = lane_path(segment_path, theirs.lane),
                                       .content_type = std::string(segment_type),
                                       .body = *segment}));
        if (response.status == 200) {
            const auto offered = TRY(lane::decode_segment(*segment));
            const auto line = TRY(lane::decode_signature_line(response.body));
            TRY_VOID(channel::take_receipts(context_, offered.checkpoint.head, {line}));
            return sent + offered.count;
        }
        if (response.status == 409 && !response.body.starts_with("next ")) {
            return std::unexpected(http::error_of(response));
        }
        const auto next = TRY(next_of(response.body));
        if (next == from) {
            return fail(ErrorKind::invalid, "the peer took a segment and still wants it",
                        "lane " + lane::to_hex(theirs.lane));
        }
        if (next > from) sent += next - from;
        from = next;
    }
}

Result<Exchanged> Exchange::run() {
    if (!is_greeted_) {
        TRY_VOID(greet());
    }
    TRY_VOID(exchange_charters());
    const auto shown = TRY(fetch_heads());
    const auto compared = TRY(channel::compare_heads(context_, peer_, shown));
    channel::note_heard(context_, peer_);
    if (!is_greeted_) {
        TRY_VOID(show_heads());
        is_greeted_ = true;
    }
    TRY_VOID(fetch_evidence());
    TRY_VOID(find_partings());
    TRY_VOID(send_evidence());
    const auto& disputes = context_.directory.disputes();
    Exchanged moved;
    std::optional<Error> first_error;  // one bad lane does not stop the others
    for (const auto& head : compared.ahead) {
        if (disputes.is_frozen(head.lane)) continue;
        const auto taken = pull(head);
        if (taken) moved.entries_received += *taken;
        if (!taken && !first_error) first_error = taken.error();
    }
    for (const auto& head : compared.behind) {
        if (disputes.is_frozen(head.lane)) continue;
        const auto sent = push(head);
        if (sent) moved.entries_sent += *sent;
        if (!sent && !first_error) first_error = sent.error();
    }
    if (first_error && first_error->kind == ErrorKind::invalid) {
        // What does not fit may be a fork that only the holder of the larger branch can prove: it
        // does so from our head.
        TRY_VOID(show_heads());
        TRY_VOID(fetch_evidence());
        TRY_VOID(find_partings());
        TRY_VOID(send_evidence());
    }
    if (first_error) return std::unexpected(*std::move(first_error));
    return moved;
}

Result<bool> Exchange::is_equal(std::chrono::seconds wait) {
    const auto ours = TRY(channel::shared_fingerprint(context_, peer_));
    const auto target =
        std::string(changes_path) + "?cursor=" + ours + "&wait=" + std::to_string(wait.count());
    const auto response = TRY(ask({.target = target, .timeout = wait + slack}));
    if (response.status != 204) return false;
    agreed_ = ours;
    return true;
}

}  // namespace entente::peer
