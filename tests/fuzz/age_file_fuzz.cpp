// Age files from strangers: the same is found in one piece and byte by byte, and nothing is handed
// on that was not sealed for us.
#include <cstddef>
#include <cstdint>
#include <span>

#include "age/decrypt.h"
#include "base/check.h"

namespace {

namespace age = entente::age;

const age::Identity& identity() {
    static const auto one = age::parse_identity(
        "AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0");
    return *one;
}

entente::Result<age::FileKey> find_key(const age::Header& header) {
    return age::unwrap(header, std::span(&identity(), 1));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const entente::ByteView file(reinterpret_cast<const char*>(data), size);
    const auto whole = age::decrypt(file, find_key);
    entente::Bytes plain;
    const auto take = [&](entente::ByteView piece) -> entente::Result<void> {
        plain += piece;
        return {};
    };
    age::Decryption decryption(find_key);
    auto done = entente::Result<void>();
    for (std::size_t i = 0; i < size && done; ++i) done = decryption.add(file.substr(i, 1), take);
    if (done) done = decryption.finish(take);
    entente::check(done.has_value() == whole.has_value(), "pieces make no difference");
    entente::check(!whole || *whole == plain, "what comes out is the same");
    return 0;
}
