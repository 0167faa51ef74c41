#include "lane/entry_proof.h"

#include "base/encoding.h"
#include "base/limits.h"
#include "base/number.h"
#include "lane/entry.h"

namespace entente::lane {
namespace {

constexpr std::string_view first_line = "c2sp.org/tlog-proof@v1";
constexpr std::string_view extra_word = "extra ";
constexpr std::string_view index_word = "index ";
constexpr std::size_t siblings_max = 63;

std::unexpected<Error> refuse(const char* what) {
    return fail(ErrorKind::invalid, what, "the proof", "export it again: entente prove");
}

/// Takes the next line off the front, without its newline.
Result<std::string_view> next_line(std::string_view& rest) {
    const auto end = rest.find('\n');
    if (end == std::string_view::npos) return refuse("a proof ends within a line");
    const auto line = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    return line;
}

/// What stands behind a line's word.
Result<std::string_view> next_value(std::string_view& rest, std::string_view word) {
    const auto line = TRY(next_line(rest));
    if (!line.starts_with(word)) return refuse("a proof has an extra line, then an index line");
    return line.substr(word.size());
}

Result<std::vector<Digest>> read_siblings(std::string_view& rest) {
    std::vector<Digest> siblings;
    while (true) {
        const auto line = TRY(next_line(rest));
        if (line.empty()) return siblings;
        if (siblings.size() == siblings_max) return refuse("a proof has at most 63 hashes");
        siblings.push_back(TRY(digest_from_base64(line)));
    }
}

}  // namespace

Bytes encode_entry_proof(const EntryProof& proof) {
    Bytes file = std::string(first_line) + "\n";
    file += std::string(extra_word) + to_base64(view(proof.salt)) + "\n";
    file += std::string(index_word) + std::to_string(proof.index.value()) + "\n";
    for (const auto& sibling : proof.siblings) file += to_base64(view(sibling)) + "\n";
    return file + "\n" + encode_note(proof.checkpoint.note);
}

Result<EntryProof> decode_entry_proof(ByteView file) {
    auto rest = std::string_view(file);
    const auto first = TRY(next_line(rest));
    if (first != first_line) return refuse("this is no tlog-proof");
    const auto salt_text = TRY(next_value(rest, extra_word));
    const auto salt = TRY(digest_from_base64(salt_text));
    const auto index_text = TRY(next_value(rest, index_word));
    const auto index = TRY(parse_integer<std::uint64_t>(index_text, "index"));
    auto siblings = TRY(read_siblings(rest));
    auto checkpoint = TRY(decode_checkpoint(rest));
    EntryProof proof{.salt = salt,
                     .index = EntryIndex(index),
                     .siblings = std::move(siblings),
                     .checkpoint = std::move(checkpoint)};
    if (encode_entry_proof(proof) != file) return refuse("a proof is written in one way only");
    return proof;
}

Result<ProvenEntry> verify_entry_proof(const EntryProof& proof, ByteView header, ByteView body,
                                       const Policy& policy) {
    const EntryView entry{
        .header = header, .state = BodyState::inline_body, .salt = proof.salt, .body = body};
    auto opened = TRY(check_entry(entry));
    auto verdict = TRY(apply_policy(policy, proof.checkpoint.note));
    const auto& head = proof.checkpoint.head;
    const auto id = entry_id(header);
    TRY_VOID(verify_inclusion(
        {.index = proof.index, .size = head.size, .leaf = id.value(), .root = head.root},
        proof.siblings));
    return ProvenEntry{.id = id,
                       .header = std::move(opened),
                       .head = head,
                       .witnesses = std::move(verdict.witnesses)};
}

}  // namespace entente::lane
