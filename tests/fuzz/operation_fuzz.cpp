// Operations: what is known is written back as the same bytes.
#include <cstddef>
#include <cstdint>

#include "base/check.h"
#include "lane/operation.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    namespace lane = entente::lane;
    const entente::ByteView bytes(reinterpret_cast<const char*>(data), size);
    const auto operation = lane::decode_operation(bytes);
    if (!operation) return 0;
    if (const auto* opening = std::get_if<lane::LaneOpening>(&*operation)) {
        entente::check(lane::encode_operation(*opening) == bytes, "an opening has one text");
    }
    if (const auto* seen = std::get_if<lane::Seen>(&*operation)) {
        entente::check(lane::encode_operation(*seen) == bytes, "a seen has one text");
    }
    if (const auto* notice = std::get_if<lane::EvidenceNotice>(&*operation)) {
        entente::check(lane::encode_operation(*notice) == bytes, "a notice has one text");
    }
    return 0;
}
