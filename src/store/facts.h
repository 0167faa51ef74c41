#pragma once
// What an index needs to know of a body. The store cannot read bodies; it is told how.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/time.h"
#include "lane/checkpoint.h"
#include "lane/header.h"

namespace entente::store {

/// The keys under which an entry can be found again.
struct EntryFacts {
    std::string object_id;           ///< STIX id, or empty: an operation, or what cannot be read
    std::string type;                ///< STIX type, or "op:<name>"
    std::optional<Instant> version;  ///< STIX modified, else created, else nothing
    /// STIX ids that the object names, each once; of an operation, the id of the entry that it
    /// names
    std::vector<std::string> references;
    std::vector<lane::Head> seen;  ///< heads, if this is a `seen`
};

/// The type of an entry whose body is erased.
inline constexpr std::string_view erased_type = "erased";

/// Reads the facts of a body. Never fails: a body that cannot be read has no facts but its type,
/// "unreadable". Must give the same for the same bytes for ever, or a rebuilt index would differ.
/// Called from the index's thread and from readers', one at a time.
using Describe = std::function<EntryFacts(lane::BodyKind kind, ByteView body)>;

}  // namespace entente::store
