#pragma once
// The canonical form of JSON: RFC 8785 (JCS) over I-JSON (RFC 7493). Pure.
//
// Members sorted by the UTF-16 code units of their names, no white space, minimal escapes, numbers
// as ECMAScript prints them, integers within +-(2^53 - 1).

#include <cstddef>
#include <string>

#include "base/bytes.h"
#include "base/limits.h"
#include "base/result.h"

namespace entente::json {

class Document;
class Value;

/// Says whether `text` is canonical, without building a tree.
///
/// depth_max  how many objects and arrays may stand in one another
/// errors     invalid: the first byte that is not canonical, as "byte 17", and what it should be
/// cost       O(n), one pass after one for UTF-8; no allocation unless a name has an escape
/// source     RFC 8785 section 3.2; design 02-log section 3.2
Result<void> check_canonical(ByteView text, std::size_t depth_max = limits::json_depth_max);

/// The canonical form of any JSON text. check_canonical accepts what it gives.
///
/// errors  invalid: not JSON, a duplicate name, too deep, or an integer beyond 2^53 - 1; where is
///         "byte 17", or the JSON pointer of the number
/// source  RFC 8785 section 3.2
Result<Bytes> canonicalise(ByteView text, std::size_t depth_max = limits::json_depth_max);

/// The canonical form of something parsed already.
///
/// errors  invalid: an integer beyond 2^53 - 1, at its JSON pointer
/// source  RFC 8785 section 3.2
Result<Bytes> canonical(const Value& value);
Result<Bytes> canonical(const Document& document);

/// `number` as ECMAScript prints it: "1e+21", "0.000001", "-5"; "0" for minus zero.
///
/// number  finite
/// source  RFC 8785 section 3.2.2.3; ECMA-262 section 6.1.6.1.20
std::string number_text(double number);

}  // namespace entente::json
