#include "cli/output_file.h"

#include <cerrno>
#include <unistd.h>

#include "cli/files.h"

namespace entente::cli {
namespace {

std::unexpected<Error> is_there(const std::string& path) {
    return fail(ErrorKind::conflict, "there is a file of this name already", path,
                "name another with -o, or remove it");
}

}  // namespace

OutputFile::OutputFile(std::string path, std::FILE* file)
    : path_(std::move(path)), file_(file, &std::fclose) {}

OutputFile::~OutputFile() {
    if (file_) std::remove(part().c_str());
}

Result<void> check_is_new(const std::string& path) {
    if (::access(path.c_str(), F_OK) == 0) return is_there(path);
    return {};
}

Result<OutputFile> OutputFile::create(const std::string& path) {
    TRY_VOID(check_is_new(path));
    auto* file = std::fopen((path + ".part").c_str(), "wb");
    if (file == nullptr) return cannot("cannot write", path, errno);
    return OutputFile(path, file);
}

Result<void> OutputFile::write(ByteView bytes) {
    if (std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) == bytes.size()) return {};
    return cannot("cannot write", path_, errno);
}

Result<void> OutputFile::finish() {
    const bool is_written = std::fflush(file_.get()) == 0 && ::fsync(::fileno(file_.get())) == 0;
    if (!is_written) return cannot("cannot write", path_, errno);
    // A link, not a rename: it never takes the place of another file.
    if (::link(part().c_str(), path_.c_str()) != 0) {
        return errno == EEXIST ? is_there(path_) : cannot("cannot write", path_, errno);
    }
    std::remove(part().c_str());
    file_.reset();
    return {};
}

}  // namespace entente::cli
