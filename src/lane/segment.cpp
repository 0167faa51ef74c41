#include "lane/segment.h"

#include "base/limits.h"

namespace entente::lane {
namespace {

constexpr std::string_view magic = "entente-segment/v1\n";
constexpr std::size_t note_length_bytes = 4;
constexpr std::size_t from_bytes = 8;
constexpr std::size_t count_bytes = 4;
constexpr std::size_t proof_length_bytes = 1;

std::unexpected<Error> refuse(const char* what, const ByteReader& reader) {
    return fail(ErrorKind::invalid, what, reader.place(), "see design 02-log section 3.10");
}

Result<Checkpoint> read_checkpoint(ByteReader& reader) {
    const auto length = TRY(reader.integer(note_length_bytes));
    if (length > limits::note_bytes_max) return refuse("a note above its limit", reader);
    const auto note = TRY(reader.take(length));
    return decode_checkpoint(note);
}

/// The bytes of the next `count` records.
Result<ByteView> read_entries(ByteReader& reader, ByteView bytes, std::uint32_t count) {
    const auto start = reader.offset();
    for (std::uint32_t i = 0; i < count; ++i) {
        const auto entry = read_entry(reader);
        if (!entry) return std::unexpected(entry.error());
        // One entry alone may exceed it: it could not travel otherwise.
        if (count > 1 && reader.offset() - start > limits::segment_bytes_max) {
            return refuse("more than one entry, and above the limit", reader);
        }
    }
    return bytes.substr(start, reader.offset() - start);
}

Result<std::vector<Digest>> read_proof(ByteReader& reader) {
    const auto count = TRY(reader.integer(proof_length_bytes));
    if (count > limits::proof_hashes_max) return refuse("too many hashes in the proof", reader);
    std::vector<Digest> proof;
    proof.reserve(count);
    for (std::uint64_t i = 0; i < count; ++i) proof.push_back(TRY(reader.digest()));
    return proof;
}

}  // namespace

Bytes encode_segment(const SegmentView& segment) {
    const auto note = encode_note(segment.checkpoint.note);
    Bytes bytes;
    bytes.reserve(segment.entries.size() + note.size() + limits::header_bytes_max);
    bytes += magic;
    append_integer<note_length_bytes>(bytes, note.size());
    bytes += note;
    append_integer<from_bytes>(bytes, segment.from.value());
    append_integer<count_bytes>(bytes, segment.count);
    bytes += segment.entries;
    append_integer<proof_length_bytes>(bytes, segment.proof.size());
    for (const auto& hash : segment.proof) bytes += view(hash);
    return bytes;
}

Result<SegmentView> decode_segment(ByteView bytes) {
    ByteReader reader(bytes, "segment");
    const auto start = TRY(reader.take(magic.size()));
    if (start != magic) return refuse("not a segment of version 1", reader);
    auto checkpoint = TRY(read_checkpoint(reader));
    const auto from = TRY(reader.integer(from_bytes));
    const auto count = TRY(reader.integer(count_bytes));
    if (count == 0 || count > limits::segment_entries_max) {
        return refuse("a segment has 1 to 1,024 entries", reader);
    }
    const auto size = checkpoint.head.size.value();
    if (from > size || count > size - from) {
        return refuse("entries beyond the size that was signed", reader);
    }
    const auto entries = TRY(read_entries(reader, bytes, static_cast<std::uint32_t>(count)));
    auto proof = TRY(read_proof(reader));
    TRY_VOID(reader.finish());
    if (proof.empty() != (from + count == size)) {
        return refuse("a proof stands if and only if entries follow", reader);
    }
    return SegmentView{.checkpoint = std::move(checkpoint),
                       .from = EntryIndex(from),
                       .count = static_cast<std::uint32_t>(count),
                       .entries = entries,
                       .proof = std::move(proof)};
}

}  // namespace entente::lane
