#pragma once
// Where everything is in a node's directory. Pure.
//
//   node.toml       what the operator sets; written last, so it marks a finished `init`
//   keys/           the secret keys, each in a file that only the owner may read
//   record/         the lanes: the one thing that cannot be made again
//   derived/        indices of the record; `entente rebuild` makes them again
//   node.db         the organisation's own matters: peers, charters
//   evidence/       proof that others signed two histories, as files to hand on (also in node.db)
//   spool/          what is too large to hold in memory while it is checked
//   lock            held by the one process that has the node open
//   api.sock        where a running node answers its own people

#include <string>

#include "host/disk.h"

namespace entente::node {

struct Layout {
    host::Path directory;

    [[nodiscard]] host::Path config() const { return directory + "/node.toml"; }

    [[nodiscard]] host::Path keys() const { return directory + "/keys"; }

    [[nodiscard]] host::Path matters() const { return directory + "/node.db"; }

    [[nodiscard]] host::Path lock() const { return directory + "/lock"; }

    [[nodiscard]] host::Path spool() const { return directory + "/spool"; }

    [[nodiscard]] host::Path evidence() const { return directory + "/evidence"; }

    [[nodiscard]] host::Path socket() const { return directory + "/api.sock"; }

    /// Beside the directory, so that a backup of the directory leaves it out.
    [[nodiscard]] host::Path default_fence() const { return directory + ".fence"; }
};

}  // namespace entente::node
