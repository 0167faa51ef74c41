#pragma once
// Heads and chunks as they go out, on both sides. Pure.

#include <string>
#include <string_view>

#include "base/bytes.h"
#include "http/client.h"
#include "http/message.h"

namespace entente::http::detail {

/// Status line and headers, with the empty line. A header with characters that would end it early
/// is left out: it would split the response.
std::string response_head(const Response& response, bool is_streamed, bool is_kept_alive);

/// Request line and headers, with the empty line.
///
/// host         for the Host header
/// is_streamed  the body follows in chunks
/// errors       invalid: characters that would end a line early and begin another request
Result<std::string> request_head(const OutgoingRequest& request, std::string_view host,
                                 bool is_streamed);

/// `bytes` as one chunk; none: the last one.
///
/// source  RFC 9112 section 7.1
std::string as_chunk(ByteView bytes);

}  // namespace entente::http::detail
