#pragma once
// Erasing a body in a lane file: salt and body are overwritten with zeros where they stand. What is
// to be written is noted durably first, so that a crash in the midst of it is finished by the next
// start.
//
//   note   "entente-erasing/v1\n", lane[32], u64 frame, u64 state, u64 content, u64 bytes, u64
//          checksum

#include <functional>
#include <optional>

#include "host/disk.h"
#include "store/embedded/lane_file.h"

namespace entente::store {

/// What is to be overwritten in a lane file. Offsets are the file's.
struct Erasure {
    lane::LaneId lane;
    std::uint64_t frame;     ///< where the frame begins
    std::uint64_t state;     ///< the body's state
    std::uint64_t content;   ///< salt and body
    std::uint64_t bytes;     ///< of both
    std::uint64_t checksum;  ///< of the frame's payload afterwards

    friend bool operator==(const Erasure&, const Erasure&) = default;
};

Bytes encode_erasure(const Erasure& erasure);

/// errors  invalid: not of this form
Result<Erasure> decode_erasure(ByteView note);

/// What erases the record that stands at `record` in the frame; nothing if it has no body to erase.
///
/// errors  corrupt: the frame is damaged
Result<std::optional<Erasure>> plan_erasure(const lane::LaneId& lane, const StoredFrame& frame,
                                            std::uint64_t record, std::uint32_t record_bytes);

/// Overwrites and syncs. May be repeated.
///
/// errors  as host::File::write and sync
Result<void> erase_in(host::File& file, const Erasure& erasure);

/// Finishes what a crash interrupted.
///
/// note       path of the note
/// lane_path  path of the lane's file
/// errors     as host::Disk
Result<void> finish_erasure(host::Disk& disk, const host::Path& note,
                            const std::function<host::Path(const lane::LaneId&)>& lane_path);

}  // namespace entente::store
