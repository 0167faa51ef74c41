#include "store/embedded/frame.h"

#include "base/check.h"
#include "store/embedded/xxh3.h"

namespace entente::store {
namespace {

void append_note(Bytes& out, const lane::Checkpoint& checkpoint) {
    const auto note = lane::encode_note(checkpoint.note);
    append_integer<4>(out, note.size());
    out += note;
}

Result<lane::Checkpoint> read_note(ByteReader& reader) {
    const auto length = TRY(reader.integer(4));
    const auto bytes = TRY(reader.take(static_cast<std::size_t>(length)));
    return lane::decode_checkpoint(bytes);
}

Result<FrameType> read_type(ByteReader& reader) {
    const auto number = TRY(reader.integer(1));
    for (const auto type : {FrameType::sealed, FrameType::received, FrameType::receipts}) {
        if (number == static_cast<std::uint64_t>(type)) return type;
    }
    return fail(ErrorKind::invalid, "an unknown type of frame", reader.place());
}

Result<Frame> read_payload(ByteView payload) {
    ByteReader reader(payload, "frame");
    const auto type = TRY(read_type(reader));
    const auto sequence = TRY(reader.integer(8));
    const auto from = TRY(reader.integer(8));
    const auto count = TRY(reader.integer(4));
    const auto notes = TRY(reader.integer(1));
    Frame frame{.type = type,
                .sequence = sequence,
                .from = lane::EntryIndex(from),
                .count = static_cast<std::uint32_t>(count),
                .checkpoint = std::nullopt,
                .receipts = {},
                .records = {}};
    for (std::uint64_t i = 0; i < notes; ++i) {
        auto note = TRY(read_note(reader));
        if (i == 0 && type != FrameType::receipts) {
            frame.checkpoint = std::move(note);
        } else {
            frame.receipts.push_back(std::move(note));
        }
    }
    const bool is_whole = type == FrameType::receipts ? count == 0 : count > 0;
    if (notes == 0 || !is_whole) {
        return fail(ErrorKind::invalid, "a frame without a note or entries", reader.place());
    }
    frame.records = TRY(reader.take(reader.left()));
    return frame;
}

}  // namespace

Bytes encode_frame(const Frame& frame) {
    const auto notes = frame.receipts.size() + (frame.checkpoint ? 1 : 0);
    check(notes <= frame_notes_max, "the keeper writes receipts before they are too many");
    Bytes payload;
    payload.reserve(payload_head_bytes + frame.records.size() + notes * 1'024);
    append_integer<1>(payload, static_cast<std::uint64_t>(frame.type));
    append_integer<8>(payload, frame.sequence);
    append_integer<8>(payload, frame.from.value());
    append_integer<4>(payload, frame.count);
    append_integer<1>(payload, notes);
    if (frame.checkpoint) append_note(payload, *frame.checkpoint);
    for (const auto& receipts : frame.receipts) append_note(payload, receipts);
    payload += frame.records;
    Bytes head;
    append_integer<4>(head, payload.size());
    append_integer<8>(head, xxh3(payload));
    payload.insert(0, head);
    return payload;
}

Result<Frame> decode_payload(ByteView payload) {
    auto frame = read_payload(payload);
    if (!frame) frame.error().kind = ErrorKind::corrupt;  // ours, under a checksum that fits
    return frame;
}

std::size_t records_offset(const Frame& frame, std::size_t payload_bytes) {
    return frame_head_bytes + payload_bytes - frame.records.size();
}

}  // namespace entente::store
