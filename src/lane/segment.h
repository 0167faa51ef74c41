#pragma once
// The one unit of transfer: entries [from, from + count) under a signed checkpoint. Pure.
//
//   "entente-segment/v1\n"
//   u32 note_len, note        signed checkpoint of size S, receipts allowed
//   u64 from
//   u32 count                 at least 1; from + count is at most S
//   count entries             see entry.h
//   u8  k, k hashes           consistency proof from from + count to S; k = 0 iff equal
// (design 02-log section 3.10)

#include <cstdint>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "lane/checkpoint.h"
#include "lane/entry.h"

namespace entente::lane {

/// A segment that borrows its entries from the bytes that it was read from.
struct SegmentView {
    Checkpoint checkpoint;
    EntryIndex from;
    std::uint32_t count;
    ByteView entries;  ///< the records, one after the other
    std::vector<Digest> proof;
};

Bytes encode_segment(const SegmentView& segment);

/// errors  invalid: not of this form, or above limits::segment_entries_max or
///         limits::segment_bytes_max (one entry may exceed the bytes)
Result<SegmentView> decode_segment(ByteView bytes);

}  // namespace entente::lane
