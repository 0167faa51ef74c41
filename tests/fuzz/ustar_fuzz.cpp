// Archives: what is accepted is written back as the same bytes, but for zero bytes at the end.
#include <cstddef>
#include <cstdint>

#include "archive/ustar.h"
#include "base/check.h"

namespace entente {
namespace {

void check_archive(ByteView bytes) {
    Bytes again;
    std::string name;
    Bytes content;
    archive::UstarReader reader({.begin = [&](const auto& begun, auto) -> Result<void> {
                                     name = begun;
                                     content.clear();
                                     return {};
                                 },
                                 .content = [&](ByteView piece) -> Result<void> {
                                     content += piece;
                                     return {};
                                 },
                                 .end = [&]() -> Result<void> {
                                     again += archive::ustar_member(name, content);
                                     return {};
                                 }});
    const auto half = bytes.size() / 2;
    if (!reader.add(bytes.substr(0, half)) || !reader.add(bytes.substr(half)) || !reader.finish()) {
        return;
    }
    again += archive::ustar_end();
    check(bytes.starts_with(again), "an archive has one form");
}

}  // namespace
}  // namespace entente

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    entente::check_archive({reinterpret_cast<const char*>(data), size});
    return 0;
}
