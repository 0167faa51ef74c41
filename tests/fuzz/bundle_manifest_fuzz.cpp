// Manifests of bundles: what is accepted is written back as the same bytes.
#include <cstddef>
#include <cstdint>

#include "base/check.h"
#include "lane/bundle_manifest.h"

namespace entente {
namespace {

void check_manifest(ByteView bytes) {
    const auto read = lane::decode_manifest(bytes);
    if (!read) return;
    check(lane::encode_note(read->note) == bytes, "a note has one text");
    const crypto::KeyPair key(Secret<32>(std::array<std::byte, 32>{}));
    check(lane::sign_manifest(read->manifest, key).note.text == read->note.text,
          "a manifest has one text");
}

}  // namespace
}  // namespace entente

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    entente::check_manifest({reinterpret_cast<const char*>(data), size});
    return 0;
}
