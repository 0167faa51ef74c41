#pragma once
// SHA-256 (FIPS 180-4), thin over OpenSSL. Safe to call from any thread.

#include <array>
#include <cstddef>
#include <initializer_list>
#include <memory>

#include "base/bytes.h"

namespace entente::crypto {

using Digest = std::array<std::byte, 32>;

/// SHA-256 of the parts, one after the other.
Digest sha256(std::initializer_list<ByteView> parts);

/// SHA-256 of what comes piece by piece. Belongs to one thread.
class Sha256 {
public:
    Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;
    ~Sha256();

    void add(ByteView bytes);

    /// Nothing may be added behind it.
    Digest finish();

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace entente::crypto
