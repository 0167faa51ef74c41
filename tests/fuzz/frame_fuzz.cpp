// A frame of a lane file: what is accepted is encoded again as it was, and its records never lead
// out of it.

#include <cstdint>
#include <cstdlib>

#include "store/embedded/frame.h"
#include "store/embedded/held_lane.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const entente::ByteView input(reinterpret_cast<const char*>(bytes), size);
    const auto frame = entente::store::decode_payload(input);
    if (!frame) return 0;
    const auto again = entente::store::encode_frame(*frame);
    if (again.substr(entente::store::frame_head_bytes) != input) std::abort();
    const auto reading = entente::store::read_records(*frame, 0);
    if (reading && reading->place.record_bytes.size() != frame->count) std::abort();
    return 0;
}
