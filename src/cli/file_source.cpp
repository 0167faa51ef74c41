#include "cli/file_source.h"

#include <cerrno>

namespace entente::cli {
namespace {

constexpr std::size_t chunk_bytes = 262'144;

void close(std::FILE* file) {
    if (file != stdin) std::fclose(file);
}

}  // namespace

FileSource::FileSource(std::string path, std::FILE* file)
    : path_(std::move(path)), file_(file, &close) {}

Result<FileSource> FileSource::open(const std::string& path) {
    if (path == "-") return FileSource(path, stdin);
    auto* file = std::fopen(path.c_str(), "rb");
    if (file != nullptr) return FileSource(path, file);
    return fail(errno == ENOENT ? ErrorKind::not_found : ErrorKind::refused,
                errno == ENOENT ? "there is no such file" : "the file cannot be opened", path,
                "check the path");
}

Result<Bytes> FileSource::next() const {
    Bytes chunk(chunk_bytes, '\0');
    const auto got = std::fread(chunk.data(), 1, chunk.size(), file_.get());
    if (std::ferror(file_.get()) != 0) {
        return fail(ErrorKind::invalid, "the file cannot be read (is it a directory?)", path_);
    }
    chunk.resize(got);
    return chunk;
}

}  // namespace entente::cli
