// Notes and checkpoints: what is accepted is written back as the same bytes.
#include <cstddef>
#include <cstdint>

#include "base/check.h"
#include "lane/checkpoint.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    namespace lane = entente::lane;
    const entente::ByteView bytes(reinterpret_cast<const char*>(data), size);
    const auto note = lane::decode_note(bytes);
    if (!note) {
        entente::check(!lane::decode_checkpoint(bytes).has_value(), "a checkpoint is a note");
        return 0;
    }
    entente::check(lane::encode_note(*note) == bytes, "a note has one text");
    if (const auto checkpoint = lane::decode_checkpoint(bytes)) {
        const auto text = lane::checkpoint_text(checkpoint->head);
        entente::check(text == checkpoint->note.text, "a head has one text");
    }
    return 0;
}
