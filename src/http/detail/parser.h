#pragma once
// HTTP/1.1 messages from bytes, for both sides. Pure: what it is fed is all that it sees.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "base/bytes.h"
#include "base/result.h"
#include "http/message.h"

namespace entente::http::detail {

/// What stands before the body.
struct Head {
    std::string method;  ///< of a request
    std::string target;  ///< of a request
    int status = 0;      ///< of a response
    int version = 0;     ///< 11 for HTTP/1.1
    Fields headers;
};

/// One message. Keeps at most what it was fed and did not understand yet.
class Parser {
public:
    Parser() = default;
    Parser(const Parser&) = delete;
    Parser& operator=(const Parser&) = delete;
    virtual ~Parser() = default;

    /// Takes the next bytes. Until the head was complete, the body waits for the next feed.
    ///
    /// errors  invalid: not HTTP; exhausted: the head, or what frames a chunk, is too long
    /// source  RFC 9112
    virtual Result<void> feed(ByteView bytes) = 0;

    [[nodiscard]] virtual bool is_head_done() const = 0;
    [[nodiscard]] virtual bool is_done() const = 0;

    /// Whether the connection may carry another message after this one.
    [[nodiscard]] virtual bool is_kept_alive() const = 0;

    /// Content-Length, or 0 if there is none. Only after the head.
    [[nodiscard]] virtual std::uint64_t body_bytes_announced() const = 0;

    [[nodiscard]] virtual const Head& head() const = 0;

    /// The body decoded since the last call.
    virtual Bytes take_body() = 0;

    /// What was fed beyond the end of the message.
    virtual Bytes take_rest() = 0;
};

std::unique_ptr<Parser> make_request_parser(std::size_t header_bytes_max);

/// is_answer_to_head  the response has no body, whatever its headers say
std::unique_ptr<Parser> make_response_parser(std::size_t header_bytes_max, bool is_answer_to_head);

}  // namespace entente::http::detail
