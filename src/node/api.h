#pragma once
// How the command line reaches a node: through its socket if it runs, else by opening it here. The
// same requests, the same routes, the same answers.

#include <functional>
#include <memory>
#include <string>

#include "base/result.h"
#include "host/disk.h"
#include "http/client.h"

namespace entente::node {

/// One node's interface. Belongs to one thread.
class Api {
public:
    /// errors  not_found: no node in the directory; conflict: another process works on it and does
    ///         not answer; as Node::open
    static Result<std::unique_ptr<Api>> open(const host::Path& directory);

    Api() = default;
    Api(const Api&) = delete;
    Api& operator=(const Api&) = delete;
    virtual ~Api() = default;

    /// The body of a 2xx answer; any other status is its Error.
    [[nodiscard]] Result<std::string> get(const std::string& target);
    [[nodiscard]] Result<std::string> post(const std::string& target, std::string body);

    /// Uploads from `next` and gives the answer's bytes to `sink` as they come.
    [[nodiscard]] Result<void> upload(const std::string& target, const http::ChunkSource& next,
                                      const http::ChunkSink& sink);

    /// Gives the answer's bytes to `sink` as they come.
    [[nodiscard]] Result<void> download(const std::string& target, const http::ChunkSink& sink);

    /// Asks for long work; gives the answer's bytes to `sink` as they come.
    [[nodiscard]] Result<void> ask(const std::string& target, const http::ChunkSink& sink);

    [[nodiscard]] virtual bool is_running() const = 0;  ///< whether a server answers

protected:
    [[nodiscard]] virtual Result<http::Response> send(const http::OutgoingRequest& request) = 0;
    [[nodiscard]] virtual Result<http::Response> stream(const http::OutgoingRequest& request,
                                                        const http::ChunkSource& next,
                                                        const http::ChunkSink& sink) = 0;
};

}  // namespace entente::node
