#include "cli/files.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>

#include "http/target.h"

namespace entente::cli {
namespace {

using OpenFile = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

int leave_open(std::FILE* /*stream*/) {
    return 0;
}

Result<void> write_bytes(const std::string& path, ByteView bytes) {
    OpenFile file(std::fopen(path.c_str(), "wb"), &std::fclose);
    if (!file) return cannot("cannot write", path, errno);
    const auto written = std::fwrite(bytes.data(), 1, bytes.size(), file.get());
    if (written != bytes.size() || std::fclose(file.release()) != 0) {
        return cannot("cannot write", path, errno);
    }
    return {};
}

}  // namespace

std::unexpected<Error> cannot(const char* what, const std::string& path, int error) {
    std::array<char, 128> text{};
    const char* reason = strerror_r(error, text.data(), text.size());
    const auto kind = error == ENOENT   ? ErrorKind::not_found
                      : error == EACCES ? ErrorKind::refused
                                        : ErrorKind::exhausted;
    return fail(kind, std::string(what) + ": " + reason, path, "check the path");
}

Result<Bytes> read_input(const std::string& path, std::size_t bytes_max) {
    const bool is_standard = path == "-";
    const OpenFile file = is_standard ? OpenFile(stdin, &leave_open)
                                      : OpenFile(std::fopen(path.c_str(), "rb"), &std::fclose);
    if (!file) return cannot("cannot open", path, errno);
    Bytes bytes;
    std::array<char, 65'536> chunk{};
    while (const auto got = std::fread(chunk.data(), 1, chunk.size(), file.get())) {
        bytes.append(chunk.data(), got);
        if (bytes.size() > bytes_max) {
            return fail(ErrorKind::exhausted, "larger than " + std::to_string(bytes_max) + " bytes",
                        path, "this is not such a file");
        }
    }
    if (std::ferror(file.get()) != 0) return cannot("cannot read", path, errno);
    return bytes;
}

Result<void> write_output(const std::string& path, ByteView bytes) {
    namespace fs = std::filesystem;
    std::error_code error;
    const auto status = fs::status(path, error);
    const bool is_there = fs::exists(status);
    // A pipe or a device has no older content; a link stays one.
    if (is_there && !fs::is_regular_file(status)) return write_bytes(path, bytes);
    const auto target = is_there ? fs::canonical(path, error).string() : path;
    const auto fresh = target + ".new";
    auto written = write_bytes(fresh, bytes);
    if (written && is_there) fs::permissions(fresh, status.permissions(), error);
    if (written) fs::rename(fresh, target, error);
    if (written && !error) return {};
    std::remove(fresh.c_str());
    return written ? cannot("cannot write", path, error.value()) : written;
}

std::string escaped(std::string_view text) {
    return http::percent_encode(text);
}

}  // namespace entente::cli
