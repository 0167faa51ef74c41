#include "server/api/lines.h"

namespace entente::server::api {
namespace {

constexpr std::string_view lines_type = "application/x-ndjson";

}  // namespace

json::Object error_object(const Error& error) {
    json::Object object;
    object.add("kind", to_text(error.kind));
    object.add("remedy", error.remedy);
    object.add("what", error.what);
    object.add("where", error.where);
    return object;
}

Result<void> write_line(http::ChunkWriter& lines, std::string_view event, json::Object object) {
    object.add("event", event);
    return lines.write(object.text() + "\n");
}

http::Response lines_response(std::function<Result<void>(http::ChunkWriter&)> work) {
    return {.status = 200,
            .content_type = std::string(lines_type),
            .stream = [work = std::move(work)](http::ChunkWriter& lines) -> Result<void> {
                const auto done = work(lines);
                if (done) return {};
                return write_line(lines, "error", error_object(done.error()));
            }};
}

}  // namespace entente::server::api
