#pragma once
// Requests and responses as handlers and callers see them, and errors as responses. Pure.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "crypto/sha256.h"

namespace entente::http {

/// A header line, or one name=value of a query.
struct Field {
    std::string name;
    std::string value;

    friend bool operator==(const Field&, const Field&) = default;
};

using Fields = std::vector<Field>;

/// The first value of the header `name`, in whatever case it was written; borrowed.
///
/// source  RFC 9110 section 5.1: names of headers are case-insensitive
std::optional<std::string_view> find_header(const Fields& headers, std::string_view name);

/// The first value of exactly `name`; borrowed. For queries and path parameters.
std::optional<std::string_view> find_exact(const Fields& fields, std::string_view name);

/// The body of a request as it arrives, for routes that ask for it. Belongs to the handler's
/// thread; may be kept by the function that streams the response.
class BodyReader {
public:
    BodyReader() = default;
    BodyReader(const BodyReader&) = delete;
    BodyReader& operator=(const BodyReader&) = delete;
    virtual ~BodyReader() = default;

    /// Waits for the next bytes; empty at the end.
    ///
    /// errors  unavailable: the client went away or is too slow; exhausted: beyond the route's
    ///         limit; invalid: the chunks are malformed
    [[nodiscard]] virtual Result<Bytes> next() = 0;
};

/// Where a handler writes a response piece by piece. Belongs to the handler's thread.
class ChunkWriter {
public:
    ChunkWriter() = default;
    ChunkWriter(const ChunkWriter&) = delete;
    ChunkWriter& operator=(const ChunkWriter&) = delete;
    virtual ~ChunkWriter() = default;

    /// Sends `bytes` on at once; waits while the client is behind.
    ///
    /// errors  unavailable: the client went away or is too slow
    [[nodiscard]] virtual Result<void> write(ByteView bytes) = 0;
};

/// What a client asks.
struct Request {
    std::string method;      ///< "GET"; a HEAD arrives as HEAD at the route for GET
    std::string path;        ///< as sent, without the query: "/entente/v1/hello"
    Fields parameters = {};  ///< what stood in the route's {braces}, percent-decoded
    Fields query = {};       ///< percent-decoded, '+' as a space
    Fields headers = {};
    std::string body = {};                          ///< whole, unless the route streams
    std::shared_ptr<BodyReader> body_reader = {};   ///< only if the route streams
    std::optional<crypto::Digest> client_key = {};  ///< SPKI digest of the certificate; TLS only

    /// The value of a parameter of the route's pattern, or empty: routes name what they have.
    [[nodiscard]] std::string_view parameter(std::string_view name) const;

    /// The first value of `name` in the query.
    [[nodiscard]] std::optional<std::string_view> query_value(std::string_view name) const;

    /// The first value of the header `name`, in any case.
    [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const;
};

/// Writes the body of a response. An error cuts the connection, so that the client can tell a
/// broken answer from a whole one.
using BodyStream = std::function<Result<void>(ChunkWriter&)>;

/// What a server answers.
struct Response {
    int status = 200;
    std::string content_type = {};  ///< no such header if empty
    std::string body = {};
    Fields headers = {};     ///< beside Content-Type, Content-Length, Connection
    BodyStream stream = {};  ///< if set, runs after the handler, and `body` is not sent

    /// The first value of the header `name`, in any case.
    [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const;

    [[nodiscard]] bool is_success() const { return status >= 200 && status < 300; }
};

/// A response of JSON text.
Response json_response(int status, std::string text);

/// The status that an error of `kind` gives.
int status_of(ErrorKind kind);

/// The kind that a status of 400 or more stands for: status_of read back, but unavailable for 500
/// and all that is not known above it, invalid below.
ErrorKind kind_of(int status);

/// `error` as problem details with a status of its own: 413, 431.
///
/// source  RFC 9457 section 3
Response problem_response(int status, const Error& error);

/// `error` as problem details with the status of its kind, and with its place, remedy and kind as
/// members of our own.
///
/// source  RFC 9457 section 3
Response error_response(const Error& error);

/// The Error that a response of 400 or more tells of: error_response read back. For any other
/// body the status stands alone. Never fatal: a server that lost its state says nothing of ours.
Error error_of(const Response& response);

}  // namespace entente::http
