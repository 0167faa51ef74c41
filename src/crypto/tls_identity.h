#pragma once
// A node's TLS key and self-signed certificate, and what a peer pins of it. Thin over OpenSSL.

#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"
#include "crypto/sha256.h"

namespace entente::crypto {

/// A P-256 key and the certificate over it, both as PEM. The key is secret.
struct TlsIdentity {
    std::string private_key_pem;
    std::string certificate_pem;
};

/// Makes a key and a self-signed certificate for `common_name`, valid from a day before now, for
/// ten years: peers pin the key, not the dates (design 02-log section 3.3).
///
/// errors  invalid: the name is empty or above 64 bytes, which RFC 5280 allows none to be; fatal:
///         OpenSSL could not
Result<TlsIdentity> make_tls_identity(std::string_view common_name, Instant now);

/// SHA-256 of the SubjectPublicKeyInfo of the first certificate in `certificate_pem`: what party
/// cards list under "tls".
///
/// errors  invalid: not a PEM certificate
Result<Digest> spki_digest(std::string_view certificate_pem);

}  // namespace entente::crypto
