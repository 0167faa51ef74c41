#pragma once
// One entry as segments and lane files carry it. Pure.
//
//   u16 header_len, header
//   u8  state             0 inline, 1 external, 2 erased
//   state 0: u32 body_len, salt[32], body
//   state 1: u32 body_len, salt[32]
// (design 02-log section 3.10)

#include <optional>
#include <string>

#include "base/bytes.h"
#include "base/result.h"
#include "lane/header.h"

namespace entente::lane {

enum class BodyState : unsigned char { inline_body = 0, external_body = 1, erased = 2 };

/// An entry that borrows from the bytes that it was read from.
struct EntryView {
    ByteView header;  ///< the leaf bytes
    BodyState state;
    Salt salt;      ///< zero when erased
    ByteView body;  ///< empty unless inline
};

/// Appends the record of `entry` to `out`.
void append_entry(Bytes& out, const EntryView& entry);

/// The next record of `reader`.
///
/// errors  invalid: cut short, an unknown state, a header or body above its limit. The header's
///         content and the commitment are not looked at: see check_entry
Result<EntryView> read_entry(ByteReader& reader);

/// The header of `entry`, after proving that the body opens its commitment.
///
/// errors  invalid: the header is not one; corrupt: the body does not open it, or not its length
Result<Header> open_entry(const EntryView& entry);

/// The header of `entry`, after proving that the body opens its commitment and is canonical.
///
/// errors  invalid: the header is not one; corrupt: the body does not open it, or not its length
Result<Header> check_entry(const EntryView& entry);

}  // namespace entente::lane
