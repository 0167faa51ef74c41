#pragma once
// The node's secret keys as files, each readable by its owner alone.
//
//   keys/root keys/next_root keys/log keys/cosign      "entente/v1 key <name>\n<base64 seed>\n"
//   keys/tls.key keys/tls.crt                          PEM

#include "base/random.h"
#include "channel/keys.h"
#include "host/disk.h"

namespace entente::node {

/// Makes new keys and writes them.
///
/// errors  conflict: there are keys already; exhausted, refused: the disk's
Result<channel::Keys> create_keys(host::Disk& disk, const host::Path& directory, Instant now,
                                  Random& random);

/// errors  not_found: one is missing; corrupt: one is not a key; refused: not readable
Result<channel::Keys> load_keys(host::Disk& disk, const host::Path& directory);

}  // namespace entente::node
