#include "cli/stix_translations.h"

#include <ranges>

#include "cli/answer.h"
#include "cli/file_source.h"
#include "stix/located.h"
#include "stix/translation.h"

namespace entente::cli {

void Translations::take(const json::Piece& piece, const json::Value& object) {
    if (text_of(object, "type") != "language-content") return;
    contents_.emplace(
        text_of(object, "object_ref"),
        Content{.text = Bytes(piece.text), .index = piece.index, .offset = piece.offset});
}

Result<std::vector<FileFinding>> Translations::compare(const std::string& file) const {
    std::vector<FileFinding> findings;
    if (contents_.empty() || file == "-") return findings;
    json::Parser parser;
    json::Parser content_parser;
    const auto look = [&](const json::Piece& piece) -> Result<void> {
        const auto object = parser.parse(piece.text);
        if (!object) return {};  // said when it was validated
        const auto [first, last] = contents_.equal_range(text_of(*object, "id"));
        for (const auto& [id, content] : std::ranges::subrange(first, last)) {
            const auto root = TRY(content_parser.parse(content.text));
            if (!stix::is_translation_of(root, *object)) continue;
            for (auto& each :
                 stix::located(stix::compare_translation(root, *object), content.text)) {
                findings.push_back({.finding = std::move(each.finding),
                                    .object = content.index,
                                    .id = text_of(root, "id"),
                                    .offset = content.offset + each.offset});
            }
        }
        return {};
    };
    const auto source = TRY(FileSource::open(file));
    json::ObjectStream stream;
    while (true) {
        const auto chunk = TRY(source.next());
        if (chunk.empty()) return findings;
        TRY_VOID(stream.feed(chunk, look));
    }
}

}  // namespace entente::cli
