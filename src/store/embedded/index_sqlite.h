#pragma once
// The index in SQLite: WAL, synchronous=NORMAL. A power cut may take its last transactions, never
// its order; the keeper replays them from the lane files.

#include <memory>
#include <string>

#include "store/embedded/index.h"

namespace entente::store {

/// Opens or makes the index.
///
/// errors  corrupt: not this version's index: drop it; not_found: no such directory
Result<std::unique_ptr<Index>> open_sqlite_index(const std::string& path);

/// Removes the index and what belongs to it. One that is not there is no error.
Result<void> drop_sqlite_index(const std::string& path);

}  // namespace entente::store
