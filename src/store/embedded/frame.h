#pragma once
// A frame of a lane file: what one append writes, whole or not at all. Pure.
//
//   frame     u32 payload length, u64 XXH3-64 of the payload, payload
//   payload   u8  type          1 sealed batch, 2 received segment, 3 receipts alone
//             u64 sequence      entries in the whole store before this frame: the index's order
//             u64 from          the lane's size before this frame
//             u32 count         entries; 0 in type 3
//             u8  note count    at least 1; in types 1 and 2 the first is the signed checkpoint,
//             with
//                               our receipt if we gave one; the others are receipts of older heads
//             note count × {u32 length, note}
//             count records     see lane/entry.h
//
// Integers are big-endian. Receipts ride in the frame of the next batch, not in one of their own,
// because each write is synced before the next begins: only then is a torn tail one frame.

#include <cstdint>
#include <optional>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "lane/checkpoint.h"

namespace entente::store {

enum class FrameType : unsigned char { sealed = 1, received = 2, receipts = 3 };

inline constexpr std::size_t frame_head_bytes = 4 + 8;
inline constexpr std::size_t payload_head_bytes = 1 + 8 + 8 + 4 + 1;

/// A segment's 8 MiB or one entry of 16 MiB, with as many notes as a frame can have.
inline constexpr std::size_t payload_bytes_max = std::size_t{32} << 20;
inline constexpr std::size_t frame_notes_max = 128;

/// A frame that borrows its records.
struct Frame {
    FrameType type;
    std::uint64_t sequence;
    lane::EntryIndex from;
    std::uint32_t count;
    std::optional<lane::Checkpoint> checkpoint;
    std::vector<lane::Checkpoint> receipts;  ///< each head with receipt lines alone
    ByteView records;
};

/// The bytes of the frame, head and all.
Bytes encode_frame(const Frame& frame);

/// The frame that a payload is. Its records are not looked at.
///
/// errors  corrupt: not of this form
Result<Frame> decode_payload(ByteView payload);

/// Where a frame's records begin, from the beginning of the frame.
std::size_t records_offset(const Frame& frame, std::size_t payload_bytes);

}  // namespace entente::store
