#pragma once
// A file that is written piece by piece and gets its name when it is whole.

#include <cstdio>
#include <memory>
#include <string>

#include "base/bytes.h"
#include "base/result.h"

namespace entente::cli {

/// errors  conflict: there is a file of this name
Result<void> check_is_new(const std::string& path);

/// Belongs to one thread. What is not finished is removed.
class OutputFile {
public:
    /// errors  conflict: there is a file already; not_found, refused: the folder
    static Result<OutputFile> create(const std::string& path);

    OutputFile(OutputFile&&) = default;
    OutputFile& operator=(OutputFile&&) = delete;
    ~OutputFile();

    /// errors  exhausted: no room
    Result<void> write(ByteView bytes);

    /// Brings it to the device, and gives it its name.
    ///
    /// errors  exhausted; conflict: somebody made a file of that name meanwhile
    Result<void> finish();

private:
    OutputFile(std::string path, std::FILE* file);

    [[nodiscard]] std::string part() const { return path_ + ".part"; }

    std::string path_;
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_;
};

}  // namespace entente::cli
