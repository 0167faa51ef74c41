#pragma once
// The secret keys of a node. Made once, kept by node/, lent to whoever signs.

#include "age/keys.h"
#include "crypto/ed25519.h"
#include "crypto/tls_identity.h"

namespace entente::channel {

/// Each signs one kind of thing only (design 02-log section 3.3).
struct Keys {
    crypto::KeyPair root;       ///< cards and charters
    crypto::KeyPair next_root;  ///< nothing yet: its hash in the card is the pre-rotation
    crypto::KeyPair log;        ///< checkpoints
    crypto::KeyPair cosign;     ///< receipts
    crypto::KeyPair bundle;     ///< manifests of bundles
    age::Identity age;          ///< opens bundles to us
    crypto::TlsIdentity tls;    ///< the link
};

}  // namespace entente::channel
