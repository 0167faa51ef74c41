#pragma once
// An entry's record as a lane file keeps it: as it came (lane/entry.h), or erased where it stood,
// so that nothing behind it moves. Pure.
//
//   erased where it stood   u16 header_len, header, u8 3, u32 body_len, 32 + body_len zero bytes

#include "lane/entry.h"

namespace entente::store {

/// The next record of `reader`, in either form; erased is erased.
///
/// errors  as lane::read_entry
Result<lane::EntryView> read_stored_entry(ByteReader& reader);

/// The records as segments carry them: what was erased where it stood takes no room there.
///
/// errors  invalid: not exactly `count` whole records
Result<Bytes> as_sent(Bytes records, std::uint32_t count);

/// Where in a record its body's state stands, and what follows of it, from the record's beginning.
struct BodyPlace {
    std::size_t state;    ///< of the state byte
    std::size_t content;  ///< of salt and body; at the record's end for a body that is not here
};

/// errors  as read_stored_entry
Result<BodyPlace> body_place(ByteView record);

/// The state byte of what was erased where it stood.
inline constexpr char erased_in_place = 3;

}  // namespace entente::store
