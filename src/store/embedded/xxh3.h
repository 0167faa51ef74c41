#pragma once
// XXH3-64, the checksum of our frames and the key of our index. It finds damage, not forgery: what
// must not be forged is hashed with SHA-256. Pure.

#include <cstdint>

#include "base/bytes.h"

namespace entente::store {

/// cost  about 10 GB/s, so one pass over a batch is not felt
std::uint64_t xxh3(ByteView bytes);

}  // namespace entente::store
