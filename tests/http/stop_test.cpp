#include <thread>

#include "tests/http/scene.h"

namespace entente::http::test {
namespace {

using std::chrono::milliseconds;

class StoppingServer : public UnixScene {
protected:
    /// Serves a route that waits at the gate.
    void serve_gate(ServerLimits limits = {}) {
        Router router;
        router.add("GET", "/wait", [this](Request&) {
            gate_.pass();
            return text_response("finished");
        });
        router.add("GET", "/empty", [](Request&) { return Response{.status = 204}; });
        serve(std::move(router), limits);
    }

    /// Returns when nobody can connect any more.
    void wait_until_closed() const {
        while (detail::connect_unix(path())) std::this_thread::yield();
    }
};

TEST_F(StoppingServer, LetsARunningRequestFinish) {
    serve_gate();
    auto answer = std::async(std::launch::async, [this] { return get("/wait"); });
    gate_.wait_for_arrival();
    auto stopped = std::async(std::launch::async, [this] { server_->stop(); });
    wait_until_closed();
    gate_.open();
    const auto response = take(answer.get());
    EXPECT_EQ(response.body, "finished");
    EXPECT_EQ(response.header("Connection"), "close");
    stopped.get();
}

TEST_F(StoppingServer, ClosesIdleConnectionsAtOnce) {
    serve_gate({.stop_timeout = std::chrono::hours(1)});
    const auto idle = make_client();
    EXPECT_TRUE(idle->send({.target = "/empty"}));
    const auto silent = RawEnd::connect(path());
    server_->stop();
    EXPECT_EQ(silent.hear_all(), "");
}

TEST_F(StoppingServer, CutsARequestThatTakesTooLongAndWaitsForItsHandler) {
    serve_gate({.stop_timeout = milliseconds(1)});
    auto answer = std::async(std::launch::async, [this] { return get("/wait"); });
    gate_.wait_for_arrival();
    auto stopped = std::async(std::launch::async, [this] { server_->stop(); });
    EXPECT_EQ(answer.get().error().kind, ErrorKind::unavailable);
    gate_.open();
    stopped.get();
}

TEST_F(StoppingServer, EndsStreamsInBothDirections) {
    std::promise<Error> write_error;
    std::promise<Error> read_error;
    std::promise<void> has_half;
    Router router;
    router.add("GET", "/endless", [&](Request&) {
        return Response{.stream = [&](ChunkWriter& writer) -> Result<void> {
            Result<void> written;
            while (written) written = writer.write(std::string(10'000, 'x'));
            write_error.set_value(written.error());
            return written;
        }};
    });
    router.add("POST", "/sink",
               [&](Request& request) {
                   auto bytes = request.body_reader->next();
                   has_half.set_value();
                   while (bytes && !bytes->empty()) bytes = request.body_reader->next();
                   read_error.set_value(bytes.error());
                   return error_response(bytes.error());
               },
               {.is_streamed = true});
    serve(std::move(router), {.stop_timeout = milliseconds(1)});
    const auto reader = RawEnd::connect(path());
    reader.say("GET /endless HTTP/1.1\r\nHost: h\r\n\r\n");
    EXPECT_EQ(reader.hear(12), "HTTP/1.1 200");
    const auto writer = RawEnd::connect(path());
    writer.say("POST /sink HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nhalf");
    has_half.get_future().wait();
    server_->stop();
    EXPECT_EQ(write_error.get_future().get().kind, ErrorKind::unavailable);
    EXPECT_EQ(read_error.get_future().get().kind, ErrorKind::unavailable);
}

TEST_F(StoppingServer, MayBeToldTwice) {
    serve_gate();
    server_->stop();
    server_->stop();
}

}  // namespace
}  // namespace entente::http::test
