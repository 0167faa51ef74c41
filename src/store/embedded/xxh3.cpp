#include "store/embedded/xxh3.h"

#include <xxhash.h>

namespace entente::store {

std::uint64_t xxh3(ByteView bytes) {
    return XXH3_64bits(bytes.data(), bytes.size());
}

}  // namespace entente::store
