#pragma once
// The node's secret keys as files, each readable by its owner alone.
//
//   keys/{root,next_root,log,cosign,bundle}   "entente/v1 key <name>\n<base64 seed>\n"
//   keys/age                                  an identity as `age -d -i` takes it
//   keys/{tls.key,tls.crt}                    PEM

#include "base/random.h"
#include "channel/keys.h"
#include "host/disk.h"

namespace entente::node {

/// Makes new keys and writes them.
///
/// errors  conflict: there are keys already; exhausted, refused: the disk's
Result<channel::Keys> create_keys(host::Disk& disk, const host::Path& directory, Instant now,
                                  Random& random);

/// What opens bundles to the node.
///
/// errors  as load_keys
Result<age::Identity> load_age_identity(host::Disk& disk, const host::Path& directory);

/// errors  not_found: one is missing; corrupt: one is not a key; refused: not readable
Result<channel::Keys> load_keys(host::Disk& disk, const host::Path& directory);

}  // namespace entente::node
