#pragma once
// The organisation's own matters in node.db: SQLite, WAL, synchronous=FULL.

#include <memory>
#include <string>

#include "store/own_matters.h"

namespace entente::store {

/// errors  not_found: no such directory; corrupt: not such a database
Result<std::unique_ptr<OwnMatters>> open_sqlite_matters(const std::string& path);

}  // namespace entente::store
