#pragma once
// Answers that come line by line, each a JSON object with an "event", while long work is done:
//
//   {"event":"done", ...}                                       the report, last
//   {"event":"error","kind":…,"remedy":…,"what":…,"where":…}    instead of the report
//   {"event": …}                                                what the route says of its progress

#include <functional>

#include "http/message.h"
#include "json/write.h"

namespace entente::server::api {

/// An Error as members of an object.
json::Object error_object(const Error& error);

/// One line of the answer: `object` with its event.
Result<void> write_line(http::ChunkWriter& lines, std::string_view event, json::Object object);

/// An answer in lines that `work` writes; its Error becomes the last of them.
http::Response lines_response(std::function<Result<void>(http::ChunkWriter&)> work);

}  // namespace entente::server::api
