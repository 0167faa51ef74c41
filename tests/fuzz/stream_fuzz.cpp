// The cutter of bundles: what it says must not depend on how the bytes come.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

#include "base/check.h"
#include "json/stream.h"

namespace {

using entente::ByteView;
namespace json = entente::json;

/// Everything that a stream says about the text, in one string.
std::string said(ByteView text, std::size_t chunk_bytes) {
    std::string all;
    json::ObjectStream stream(256);
    const auto take = [&](const json::Piece& piece) -> entente::Result<void> {
        const bool is_object = piece.kind == json::Piece::Kind::object;
        all += (is_object ? "object " : "bundle ") + std::to_string(piece.index) + " " +
               std::to_string(piece.offset) + " " + std::string(piece.text) + "\n";
        entente::check(piece.text.starts_with('{'), "pieces are objects");
        return {};
    };
    for (std::size_t at = 0; at < text.size(); at += chunk_bytes) {
        const auto fed = stream.feed(text.substr(at, chunk_bytes), take);
        // How much too large an object is, and whether it is too deep as well, depends on the
        // chunk.
        if (!fed && fed.error().kind == entente::ErrorKind::exhausted) return "too large";
        if (!fed) return all + entente::to_line(fed.error());
    }
    const auto finished = stream.finish();
    return finished ? all : all + entente::to_line(finished.error());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const ByteView text(reinterpret_cast<const char*>(data) + 1, size - 1);
    const auto whole = said(text, std::max<std::size_t>(text.size(), 1));
    const auto cut = said(text, std::size_t{data[0]} % 31 + 1);
    const bool is_too_large = whole == "too large" || cut == "too large";
    entente::check(is_too_large || whole == cut, "the chunks make no difference");
    return 0;
}
