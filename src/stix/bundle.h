#pragma once
// The bundle: what objects are handed over in. Pure.

#include "base/bytes.h"
#include "base/result.h"

namespace entente::stix {

/// Whether `text` is a bundle, its objects apart: they are validated one by one.
///
/// text    the bundle as json::ObjectStream hands it over, with or without its objects
/// errors  invalid: not JSON, type is not "bundle", no id "bundle--..."
/// source  STIX 2.1 section 8
Result<void> check_bundle(ByteView text);

}  // namespace entente::stix
