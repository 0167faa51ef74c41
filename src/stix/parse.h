#pragma once
// Bytes → Object. Pure.

#include "base/bytes.h"
#include "base/result.h"
#include "json/value.h"
#include "stix/object.h"

namespace entente::stix {

/// The object that `text` is, validated on the way: findings() says what is wrong with it.
///
/// parser  whose memory is used again; what it parsed before is gone
/// errors  invalid: not JSON ("byte 17"), or so little of an object that it has neither type nor id
/// cost    one parse, one walk, one canonical form
/// source  STIX 2.1 section 3
Result<Object> parse(json::Parser& parser, ByteView text);

/// The same for one object by itself.
Result<Object> parse(ByteView text);

}  // namespace entente::stix
