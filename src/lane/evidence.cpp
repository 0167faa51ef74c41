#include "lane/evidence.h"

#include <algorithm>

#include "base/limits.h"
#include "json/canonical.h"
#include "json/value.h"
#include "json/write.h"
#include "lane/entry.h"
#include "lane/tree.h"

namespace entente::lane {
namespace {

constexpr std::string_view fork_name = "fork";
constexpr std::string_view double_cosign_name = "double-cosign";
constexpr std::string_view party_prefix = "entente/v1/party/";
constexpr std::int64_t version = 1;

std::unexpected<Error> refuse(std::string what, std::string where) {
    return fail(ErrorKind::invalid, std::move(what), "evidence: " + std::move(where),
                "it proves nothing; ask for the file that was made");
}

Result<json::Value> field(const json::Value& object, std::string_view name) {
    const auto value = object.member(name);
    if (value) return *value;
    return refuse("a field is missing", object.pointer() + "/" + std::string(name));
}

Result<std::string> text_field(const json::Value& object, std::string_view name) {
    const auto value = TRY(field(object, name));
    return std::string(TRY(value.as_string()));
}

Result<EvidenceKind> parse_kind(std::string_view text) {
    if (text == fork_name) return EvidenceKind::fork;
    if (text == double_cosign_name) return EvidenceKind::double_cosign;
    return refuse("an unknown kind of evidence", "/kind");
}

Result<FirstEntry> decode_first(const json::Value& object) {
    FirstEntry first;
    first.header = TRY(text_field(object, "header"));
    first.body = TRY(text_field(object, "body"));
    const auto salt = TRY(text_field(object, "salt"));
    first.salt = TRY(digest_from_base64(salt));
    return first;
}

Result<std::vector<Digest>> decode_proof(const json::Value& list) {
    if (!list.is_array()) return refuse("the proof is a list", list.pointer());
    std::vector<Digest> proof;
    for (const auto& element : list.elements()) {
        if (proof.size() == limits::proof_hashes_max) {
            return refuse("a proof has at most 63 hashes", element.pointer());
        }
        const auto text = TRY(element.as_string());
        proof.push_back(TRY(digest_from_base64(text)));
    }
    return proof;
}

Result<Common> decode_common(const json::Value& object) {
    const auto size_value = TRY(field(object, "size"));
    const auto size = TRY(size_value.as_integer());
    if (size < 1) return refuse("a size is at least 1", size_value.pointer());
    const auto root = TRY(text_field(object, "root"));
    const auto to_smaller = TRY(field(object, "to_a"));
    const auto to_larger = TRY(field(object, "to_b"));
    return Common{.size = TreeSize(static_cast<std::uint64_t>(size)),
                  .root = TRY(digest_from_base64(root)),
                  .to_smaller = TRY(decode_proof(to_smaller)),
                  .to_larger = TRY(decode_proof(to_larger))};
}

Result<Evidence> decode_fields(const json::Value& root) {
    const auto kind_text = TRY(text_field(root, "kind"));
    const auto kind = TRY(parse_kind(kind_text));
    const auto lane_text = TRY(text_field(root, "lane"));
    const auto lane = TRY(parse_id<LaneId>(lane_text));
    const auto smaller = TRY(text_field(root, "a"));
    const auto larger = TRY(text_field(root, "b"));
    Evidence evidence{.kind = kind,
                      .lane = lane,
                      .smaller = TRY(decode_note(smaller)),
                      .larger = TRY(decode_note(larger)),
                      .first = std::nullopt,
                      .card = {},
                      .common = std::nullopt,
                      .prefix_root = {},
                      .proof = {}};
    if (evidence.kind == EvidenceKind::fork) {
        const auto opening = TRY(field(root, "opening"));
        evidence.first = TRY(decode_first(opening));
    } else {
        evidence.card = TRY(text_field(root, "card"));
    }
    if (const auto common = root.member("common")) {
        evidence.common = TRY(decode_common(*common));
    }
    const auto prefix = TRY(text_field(root, "prefix_root"));
    evidence.prefix_root = TRY(digest_from_base64(prefix));
    const auto proof = TRY(field(root, "proof"));
    evidence.proof = TRY(decode_proof(proof));
    return evidence;
}

json::Array proof_array(const std::vector<Digest>& proof) {
    json::Array array;
    for (const auto& hash : proof) array.add(to_base64(view(hash)));
    return array;
}

/// The only line of a note: what else stood there could be anybody's.
Result<SignatureLine> only_line(const Note& note, const std::string& where) {
    if (note.signatures.size() == 1) return note.signatures.front();
    return refuse("the note has other lines than the accused's", where);
}

}  // namespace

std::string_view to_text(EvidenceKind kind) {
    return kind == EvidenceKind::fork ? fork_name : double_cosign_name;
}

Bytes encode_evidence(const Evidence& evidence) {
    json::Object object;
    object.add("a", encode_note(evidence.smaller));
    object.add("b", encode_note(evidence.larger));
    if (evidence.kind == EvidenceKind::double_cosign) object.add("card", evidence.card);
    if (evidence.common) {
        json::Object common;
        common.add("root", to_base64(view(evidence.common->root)));
        common.add("size", evidence.common->size.value());
        common.add("to_a", proof_array(evidence.common->to_smaller));
        common.add("to_b", proof_array(evidence.common->to_larger));
        object.add("common", common);
    }
    object.add("kind", to_text(evidence.kind));
    object.add("lane", to_hex(evidence.lane));
    if (evidence.first) {
        json::Object opening;
        opening.add("body", evidence.first->body);
        opening.add("header", evidence.first->header);
        opening.add("salt", to_base64(view(evidence.first->salt)));
        object.add("opening", opening);
    }
    object.add("prefix_root", to_base64(view(evidence.prefix_root)));
    object.add("proof", proof_array(evidence.proof));
    object.add("v", version);
    return object.text();
}

Result<Evidence> decode_evidence(ByteView bytes) {
    if (bytes.size() > limits::evidence_bytes_max) return refuse("it is too large", "size");
    TRY_VOID(json::check_canonical(bytes));
    const auto document = TRY(json::Document::parse(bytes));
    if (!document.root().is_object()) return refuse("evidence is an object", "/");
    auto evidence = TRY(decode_fields(document.root()));
    // What is not known would be lost: a new field is a new version.
    if (encode_evidence(evidence) != bytes) return refuse("it has other fields, or values", "/");
    return evidence;
}

/// Checks one file, part by part.
class EvidenceVerifier {
public:
    EvidenceVerifier(Evidence evidence, const CosignKeys& cosign_keys)
        : evidence_(std::move(evidence)), cosign_keys_(cosign_keys) {}

    Result<ProvenEvidence> verify() {
        const auto smaller = TRY(head_of(evidence_.smaller, "/a"));
        const auto larger = TRY(head_of(evidence_.larger, "/b"));
        TRY_VOID(check_contradiction(smaller, larger));
        TRY_VOID(check_common(smaller, larger));
        ProvenEvidence proven(evidence_, smaller, larger);
        if (evidence_.kind == EvidenceKind::fork) {
            proven.opening_ = TRY(open_lane());
            proven.accused_ = proven.opening_->writer;
            TRY_VOID(check_writer(*proven.opening_));
        } else {
            proven.accused_ = TRY(check_cosigner(smaller, larger));
        }
        return proven;
    }

private:
    [[nodiscard]] Result<Head> head_of(const Note& note, const std::string& where) const {
        const auto head = TRY(parse_checkpoint_text(note.text));
        if (head.lane != evidence_.lane) return refuse("a head of another lane", where);
        return head;
    }

    /// The larger tree holds the smaller's entries, or what stands in their place: with another
    /// root, no log has both heads.
    [[nodiscard]] Result<void> check_contradiction(const Head& smaller, const Head& larger) const {
        TRY_VOID(verify_consistency({.old_size = smaller.size,
                                     .old_root = evidence_.prefix_root,
                                     .new_size = larger.size,
                                     .new_root = larger.root},
                                    evidence_.proof));
        if (evidence_.prefix_root != smaller.root) return {};
        return refuse("the two heads belong to one history", "/prefix_root");
    }

    /// The first entries lead to both heads.
    [[nodiscard]] Result<void> check_common(const Head& smaller, const Head& larger) const {
        if (!evidence_.common) return {};
        const auto& common = *evidence_.common;
        const auto leads_to = [&](const Head& head) {
            return Consistency{.old_size = common.size,
                               .old_root = common.root,
                               .new_size = head.size,
                               .new_root = head.root};
        };
        TRY_VOID(verify_consistency(leads_to(smaller), common.to_smaller));
        return verify_consistency(leads_to(larger), common.to_larger);
    }

    /// Entry 0: the lane is named after its hash, so it cannot be another's.
    [[nodiscard]] Result<LaneOpening> open_lane() const {
        if (!evidence_.first) return refuse("entry 0 is missing", "/opening");
        const auto& first = *evidence_.first;
        if (entry_id(first.header).value() != evidence_.lane.value()) {
            return refuse("the lane is not named after this entry", "/opening/header");
        }
        const auto header = TRY(check_entry({.header = first.header,
                                             .state = BodyState::inline_body,
                                             .salt = first.salt,
                                             .body = first.body}));
        const auto operation = TRY(decode_operation(first.body));
        const auto* opening = std::get_if<LaneOpening>(&operation);
        if (header.kind != BodyKind::operation || opening == nullptr ||
            opening->writer != header.writer) {
            return refuse("the entry does not open the lane", "/opening/body");
        }
        return *opening;
    }

    [[nodiscard]] Result<void> check_writer(const LaneOpening& opening) const {
        for (const auto* note : {&evidence_.smaller, &evidence_.larger}) {
            const std::string where = note == &evidence_.smaller ? "/a" : "/b";
            (void)TRY(only_line(*note, where));
            if (is_signed_by(*note, lane_origin(evidence_.lane), opening.log_key)) continue;
            return fail(ErrorKind::refused, "not signed by the lane's log key",
                        "evidence: " + where, "it proves nothing against the writer");
        }
        return {};
    }

    /// The party that cosigned both heads.
    [[nodiscard]] Result<PartyId> check_cosigner(const Head& smaller, const Head& larger) const {
        const auto on_smaller = TRY(only_line(evidence_.smaller, "/a"));
        const auto on_larger = TRY(only_line(evidence_.larger, "/b"));
        if (!on_smaller.name.starts_with(party_prefix) || on_smaller.name != on_larger.name) {
            return refuse("not the lines of one party", "/b");
        }
        const auto party = TRY(parse_id<PartyId>(on_smaller.name.substr(party_prefix.size())));
        const auto keys = TRY(cosign_keys_(party, evidence_.card));
        const auto is_by_party = [&](const Head& head, const SignatureLine& line) {
            return std::ranges::any_of(keys, [&](const crypto::PublicKey& key) {
                return verify_receipt(head, line, party, key).has_value();
            });
        };
        if (is_by_party(smaller, on_smaller) && is_by_party(larger, on_larger)) return party;
        return fail(ErrorKind::refused, "not cosigned by a key of the party's card",
                    "evidence: /card", "it proves nothing against the party");
    }

    Evidence evidence_;
    const CosignKeys& cosign_keys_;
};

Result<ProvenEvidence> verify_evidence(Evidence evidence, const CosignKeys& cosign_keys) {
    return EvidenceVerifier(std::move(evidence), cosign_keys).verify();
}

Result<ProvenEvidence> prove_fork(FirstEntry first, const Checkpoint& smaller,
                                  const Checkpoint& larger, const Prefix& prefix,
                                  std::optional<Common> common) {
    const auto origin = lane_origin(smaller.head.lane);
    const auto writers_note = [&](const Checkpoint& checkpoint) {
        auto note = checkpoint.note;
        std::erase_if(note.signatures, [&](const auto& line) { return line.name != origin; });
        return note;
    };
    return verify_evidence({.kind = EvidenceKind::fork,
                            .lane = smaller.head.lane,
                            .smaller = writers_note(smaller),
                            .larger = writers_note(larger),
                            .first = std::move(first),
                            .card = {},
                            .common = std::move(common),
                            .prefix_root = prefix.root,
                            .proof = prefix.proof},
                           {});
}

Result<ProvenEvidence> prove_double_cosign(const ProvenEvidence& fork,
                                           const SignatureLine& on_smaller,
                                           const SignatureLine& on_larger, Bytes card,
                                           const CosignKeys& cosign_keys) {
    auto evidence = fork.evidence();
    evidence.kind = EvidenceKind::double_cosign;
    evidence.first.reset();
    evidence.card = std::move(card);
    evidence.smaller.signatures = {on_smaller};
    evidence.larger.signatures = {on_larger};
    return verify_evidence(std::move(evidence), cosign_keys);
}

}  // namespace entente::lane
