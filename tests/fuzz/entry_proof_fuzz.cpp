// Proofs of entries: what is read is written back as the same bytes.
#include <cstddef>
#include <cstdint>

#include "base/check.h"
#include "lane/entry_proof.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    namespace lane = entente::lane;
    const entente::ByteView bytes(reinterpret_cast<const char*>(data), size);
    const auto proof = lane::decode_entry_proof(bytes);
    if (!proof) return 0;
    entente::check(lane::encode_entry_proof(*proof) == bytes, "a proof has one text");
    const auto proven = lane::verify_entry_proof(*proof, bytes, bytes, {});
    entente::check(!proven, "an empty policy proves nothing");
    return 0;
}
