#include "cli/stix_file.h"

#include <fmt/format.h>

#include "cli/files.h"

namespace entente::cli {
namespace {

std::vector<json::Value> objects_of(const json::Value& root) {
    const auto list = root.is_array() ? root : root.member("objects").value_or(root);
    const auto type = root.member("type");
    const bool is_bundle = type && type->as_string().value_or(std::string_view()) == "bundle";
    if (!root.is_array() && !is_bundle) return {root};
    if (!list.is_array()) return {};  // a bundle without objects
    return {list.elements().begin(), list.elements().end()};
}

}  // namespace

Error in_file(Error error, const std::string& path) {
    error.where = error.where.empty() ? path : path + ", " + error.where;
    return error;
}

Result<StixFile> read_stix(const std::string& path, Terminal& terminal) {
    terminal.progress("reading " + path);
    const auto bytes = TRY(read_input(path, stix_file_bytes_max));
    auto document = json::Document::parse(bytes);
    if (!document) return std::unexpected(in_file(std::move(document).error(), path));
    auto objects = objects_of(document->root());
    terminal.progress(fmt::format("{}: {} objects", path, objects.size()));
    return StixFile{.document = *std::move(document), .objects = std::move(objects)};
}

}  // namespace entente::cli
