#pragma once
// Bundles that were made and wait to be fetched, each once.

#include <deque>
#include <memory>
#include <string>
#include <utility>

#include "courier/export_bundle.h"
#include "host/guarded.h"

namespace entente::courier {

/// Safe to use from any thread. Holds a few: the oldest goes when one more comes, its file with it.
class Outbox {
public:
    /// Keeps a bundle; its ticket.
    std::string put(std::unique_ptr<Exported> bundle);

    /// errors  not_found: no such ticket, or it was fetched
    Result<std::unique_ptr<Exported>> take(std::string_view ticket);

private:
    using Waiting = std::pair<std::string, std::unique_ptr<Exported>>;

    host::Guarded<std::deque<Waiting>> waiting_;
};

}  // namespace entente::courier
