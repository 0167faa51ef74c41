#include "store/embedded/erasure.h"

#include "store/embedded/stored_entry.h"
#include "store/embedded/xxh3.h"

namespace entente::store {
namespace {

constexpr std::string_view note_magic = "entente-erasing/v1\n";
constexpr std::size_t note_bytes_max = 256;
constexpr std::size_t length_bytes = 4;  // of a frame's head, before the checksum

Bytes integer_bytes(std::uint64_t value) {
    Bytes bytes;
    append_integer<8>(bytes, value);
    return bytes;
}

}  // namespace

Bytes encode_erasure(const Erasure& erasure) {
    Bytes note(note_magic);
    note += view(erasure.lane.value());
    for (const auto value :
         {erasure.frame, erasure.state, erasure.content, erasure.bytes, erasure.checksum}) {
        append_integer<8>(note, value);
    }
    return note;
}

Result<Erasure> decode_erasure(ByteView note) {
    ByteReader reader(note, "note of an erasure");
    const auto magic = TRY(reader.take(note_magic.size()));
    if (magic != note_magic) return fail(ErrorKind::invalid, "not such a note", reader.place());
    const auto lane = TRY(reader.digest());
    const auto frame = TRY(reader.integer(8));
    const auto state = TRY(reader.integer(8));
    const auto content = TRY(reader.integer(8));
    const auto bytes = TRY(reader.integer(8));
    const auto checksum = TRY(reader.integer(8));
    TRY_VOID(reader.finish());
    return Erasure{.lane = lane::LaneId(lane),
                   .frame = frame,
                   .state = state,
                   .content = content,
                   .bytes = bytes,
                   .checksum = checksum};
}

Result<std::optional<Erasure>> plan_erasure(const lane::LaneId& lane, const StoredFrame& frame,
                                            std::uint64_t record, std::uint32_t record_bytes) {
    const auto payload_at = frame.offset + frame_head_bytes;
    const bool is_inside = record >= payload_at && record + record_bytes <= frame.end();
    if (!frame.is_checksum_good || !is_inside) {
        return fail(ErrorKind::corrupt, "the frame of the entry is damaged",
                    "lane " + lane::to_hex(lane) + ", byte " + std::to_string(frame.offset),
                    "restore the newer record, or get the lane from another member");
    }
    Bytes payload(frame.payload);
    const auto at = static_cast<std::size_t>(record - payload_at);
    const auto place = TRY(body_place(ByteView(payload).substr(at, record_bytes)));
    if (payload[at + place.state] != static_cast<char>(lane::BodyState::inline_body)) {
        return std::optional<Erasure>();
    }
    payload[at + place.state] = erased_in_place;
    const auto bytes = record_bytes - place.content;
    payload.replace(at + place.content, bytes, bytes, '\0');
    return std::optional(Erasure{.lane = lane,
                                 .frame = frame.offset,
                                 .state = record + place.state,
                                 .content = record + place.content,
                                 .bytes = bytes,
                                 .checksum = xxh3(payload)});
}

Result<void> erase_in(host::File& file, const Erasure& erasure) {
    TRY_VOID(file.write(erasure.content, Bytes(static_cast<std::size_t>(erasure.bytes), '\0')));
    TRY_VOID(file.write(erasure.state, Bytes(1, erased_in_place)));
    TRY_VOID(file.write(erasure.frame + length_bytes, integer_bytes(erasure.checksum)));
    return file.sync();
}

Result<void> finish_erasure(host::Disk& disk, const host::Path& note,
                            const std::function<host::Path(const lane::LaneId&)>& lane_path) {
    if (!disk.exists(note)) return {};
    const auto bytes = TRY(host::read_whole(disk, note, note_bytes_max));
    const auto erasure = decode_erasure(bytes);
    // A note of another record, or none of ours: nothing can be finished from it.
    if (erasure && disk.exists(lane_path(erasure->lane))) {
        const auto file = TRY(disk.open(lane_path(erasure->lane)));
        const auto size = TRY(file->size());
        if (erasure->content + erasure->bytes <= size) TRY_VOID(erase_in(*file, *erasure));
    }
    return disk.remove(note);
}

}  // namespace entente::store
