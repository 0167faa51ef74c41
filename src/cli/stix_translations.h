#pragma once
// The second look at a file: translations beside what they translate.

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "cli/stix_findings.h"
#include "json/stream.h"
#include "json/value.h"

namespace entente::cli {

/// The language-content objects of a file, kept until all of it was read.
class Translations {
public:
    /// Keeps the piece if it is a language-content.
    void take(const json::Piece& piece, const json::Value& object);

    /// Reads the file again if there are any, and compares each with the objects it is about.
    /// Nothing for standard input, which cannot be read again.
    ///
    /// errors  as FileSource; invalid: the file is no longer what it was
    [[nodiscard]] Result<std::vector<FileFinding>> compare(const std::string& file) const;

private:
    struct Content {
        Bytes text;
        std::uint64_t index;
        std::uint64_t offset;
    };

    using Contents = std::unordered_multimap<std::string, Content>;  // by object_ref

    Contents contents_;
};

}  // namespace entente::cli
