#include "node/api.h"

#include <chrono>
#include <thread>

#include "http/target.h"
#include "node/node.h"
#include "server/api/api.h"

namespace entente::node {
namespace {

constexpr std::chrono::seconds lock_patience{10};
constexpr std::chrono::milliseconds look_again{20};
constexpr std::chrono::minutes request_timeout{10};  // a put of a large file waits for its checks

/// A server of this node, over its socket.
class RemoteApi final : public Api {
public:
    explicit RemoteApi(std::unique_ptr<http::Client> client) : client_(std::move(client)) {}

    [[nodiscard]] bool is_running() const override { return true; }

protected:
    [[nodiscard]] Result<http::Response> send(const http::OutgoingRequest& request) override {
        return client_->send(request);
    }

    [[nodiscard]] Result<http::Response> stream(const http::OutgoingRequest& request,
                                                const http::ChunkSource& next,
                                                const http::ChunkSink& sink) override {
        return client_->send_streaming(request, next, sink);
    }

private:
    std::unique_ptr<http::Client> client_;
};

class SourceReader final : public http::BodyReader {
public:
    explicit SourceReader(const http::ChunkSource& next) : next_(next) {}

    [[nodiscard]] Result<Bytes> next() override { return next_(); }

private:
    const http::ChunkSource& next_;
};

class SinkWriter final : public http::ChunkWriter {
public:
    explicit SinkWriter(const http::ChunkSink& sink) : sink_(sink) {}

    [[nodiscard]] Result<void> write(ByteView bytes) override {
        sink_(bytes);
        return {};
    }

private:
    const http::ChunkSink& sink_;
};

/// The node itself, opened in this process: what a server would answer, without the sockets.
class LocalApi final : public Api {
public:
    explicit LocalApi(std::unique_ptr<Node> node)
        : node_(std::move(node)),
          parts_{.context = node_->context(),
                 .links = [] { return NoLinks(); },
                 .peers_changed = [] {}} {
        server::api::add_routes(router_, parts_);
    }

    [[nodiscard]] bool is_running() const override { return false; }

protected:
    [[nodiscard]] Result<http::Response> send(const http::OutgoingRequest& asked) override {
        return answer(asked, nullptr);
    }

    [[nodiscard]] Result<http::Response> stream(const http::OutgoingRequest& asked,
                                                const http::ChunkSource& next,
                                                const http::ChunkSink& sink) override {
        auto response = TRY(answer(asked, std::make_shared<SourceReader>(next)));
        if (!response.stream) {
            sink(response.body);
            return response;
        }
        SinkWriter writer(sink);
        TRY_VOID(response.stream(writer));
        return response;
    }

private:
    using NoLinks = std::vector<server::api::LinkStatus>;

    Result<http::Response> answer(const http::OutgoingRequest& asked,
                                  std::shared_ptr<http::BodyReader> body) {
        auto target = TRY(http::parse_target(asked.target));
        auto match = TRY(router_.find(asked.method, target.path));
        if (match.route == nullptr) {
            return fail(ErrorKind::invalid, "this path has no such method", asked.target);
        }
        http::Request request{.method = asked.method,
                              .path = std::move(target.path),
                              .parameters = std::move(match.parameters),
                              .query = std::move(target.query),
                              .headers = asked.headers,
                              .body = asked.body,
                              .body_reader = std::move(body),
                              .client_key = std::nullopt};
        return match.route->handler(request);
    }

    std::unique_ptr<Node> node_;
    server::api::Parts parts_;
    http::Router router_;
};

Result<http::Response> checked(Result<http::Response> response) {
    if (response && response->status >= 400) return std::unexpected(http::error_of(*response));
    return response;
}

}  // namespace

Result<std::unique_ptr<Api>> Api::open(const host::Path& directory) {
    const auto disk = host::make_system_disk();
    const Layout layout{directory};
    TRY_VOID(read_config(*disk, layout));
    const auto end = std::chrono::steady_clock::now() + lock_patience;
    while (true) {
        if (disk->exists(layout.socket())) {
            auto client = TRY(http::Client::make({.target = http::UnixTarget{layout.socket()}}));
            const auto alive = client->send({.target = "/api/v1/card"});
            if (alive) return std::make_unique<RemoteApi>(std::move(client));
        }
        auto node = Node::open(directory);
        if (node) return std::make_unique<LocalApi>(*std::move(node));
        const bool is_taken = node.error().kind == ErrorKind::conflict;
        if (!is_taken || std::chrono::steady_clock::now() > end) {
            return std::unexpected(std::move(node).error());
        }
        // Another command has it for a moment, or a server is about to answer.
        std::this_thread::sleep_for(look_again);
    }
}

Result<std::string> Api::get(const std::string& target) {
    auto response = TRY(checked(send({.target = target, .timeout = request_timeout})));
    return std::move(response.body);
}

Result<std::string> Api::post(const std::string& target, std::string body) {
    auto response = TRY(checked(send({.method = "POST",
                                      .target = target,
                                      .body = std::move(body),
                                      .timeout = request_timeout,
                                      .is_repeatable = false})));
    return std::move(response.body);
}

Result<void> Api::upload(const std::string& target, const http::ChunkSource& next,
                         const http::ChunkSink& sink) {
    TRY_VOID(checked(stream(
        {.method = "POST", .target = target, .timeout = request_timeout, .is_repeatable = false},
        next, sink)));
    return {};
}

Result<void> Api::download(const std::string& target, const http::ChunkSink& sink) {
    TRY_VOID(checked(stream({.target = target, .timeout = request_timeout}, {}, sink)));
    return {};
}

Result<void> Api::ask(const std::string& target, const http::ChunkSink& sink) {
    TRY_VOID(checked(stream(
        {.method = "POST", .target = target, .timeout = request_timeout, .is_repeatable = false},
        {}, sink)));
    return {};
}

}  // namespace entente::node
