// Segments: what is accepted is written back as the same bytes; what verifies is complete enough to
// be a lane.
#include <cstddef>
#include <cstdint>

#include "base/check.h"
#include "lane/verify.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    namespace lane = entente::lane;
    const entente::ByteView bytes(reinterpret_cast<const char*>(data), size);
    const auto verified = lane::verify_segment({}, bytes);
    const auto segment = lane::decode_segment(bytes);
    if (!segment) {
        entente::check(!verified.has_value(), "what verifies is a segment");
        return 0;
    }
    entente::check(lane::encode_segment(*segment) == bytes, "a segment has one text");
    if (verified) {
        entente::check(verified->entries() == segment->entries, "all entries of a new lane count");
        entente::check(verified->count() == verified->ids().size(), "each entry has its id");
    }
    return 0;
}
