// Evidence: what is read is written back as the same bytes, and nobody else's key makes it count.
#include <cstddef>
#include <cstdint>

#include "base/check.h"
#include "lane/evidence.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    namespace lane = entente::lane;
    const entente::ByteView bytes(reinterpret_cast<const char*>(data), size);
    const auto evidence = lane::decode_evidence(bytes);
    if (!evidence) return 0;
    entente::check(lane::encode_evidence(*evidence) == bytes, "evidence has one text");
    const lane::CosignKeys no_keys =
        [](const lane::PartyId&,
           entente::ByteView) -> entente::Result<std::vector<entente::crypto::PublicKey>> {
        return std::vector<entente::crypto::PublicKey>();
    };
    const auto proven = lane::verify_evidence(*evidence, no_keys);
    if (!proven) return 0;
    entente::check(proven->smaller().size <= proven->larger().size, "heads are in order");
    entente::check(proven->smaller() != proven->larger(), "a contradiction has two sides");
    entente::check(proven->opening()->writer == proven->accused(), "the writer is accused");
    return 0;
}
