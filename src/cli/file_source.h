#pragma once
// A user's file, read piece by piece, however large it is.

#include <cstdio>
#include <memory>
#include <string>

#include "base/bytes.h"
#include "base/result.h"

namespace entente::cli {

/// Belongs to one thread.
class FileSource {
public:
    /// path    "-" is standard input
    /// errors  not_found; refused: it cannot be opened
    static Result<FileSource> open(const std::string& path);

    /// The next piece; empty at the end.
    ///
    /// errors  invalid: it cannot be read
    [[nodiscard]] Result<Bytes> next() const;

private:
    FileSource(std::string path, std::FILE* file);

    std::string path_;
    std::unique_ptr<std::FILE, void (*)(std::FILE*)> file_;
};

}  // namespace entente::cli
