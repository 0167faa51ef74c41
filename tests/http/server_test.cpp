#include "http/server.h"

#include <filesystem>
#include <fstream>
#include <sys/stat.h>
#include <thread>

#include "tests/http/scene.h"

namespace entente::http::test {
namespace {

using std::chrono::milliseconds;

Response echo(Request& request) {
    std::string text = request.method + " " + request.path + " [" + request.body + "]";
    for (const auto& [name, value] : request.query) text += " " + name + "=" + value;
    return text_response(std::move(text));
}

Router echo_router() {
    Router router;
    router.add("GET", "/echo/{name}", echo);
    router.add("POST", "/echo/{name}", echo, {.body_bytes_max = 100});
    router.add("GET", "/throws", [](Request&) -> Response { throw std::length_error("too long"); });
    router.add("GET", "/injects", [](Request&) {
        return Response{.status = 204, .headers = {{"Good", "1"}, {"Bad", "1\r\nEvil: 1"}}};
    });
    router.add("GET", "/empty", [](Request&) { return Response{.status = 204}; });
    return router;
}

class ServerAtSocket : public UnixScene {};

TEST_F(ServerAtSocket, AnswersByRoute) {
    serve(echo_router());
    const auto response = take(get("/echo/a?x=1%202"));
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.content_type, "text/plain");
    EXPECT_EQ(response.body, "GET /echo/a [] x=1 2");
    const auto posted = take(make_client()->send(
        {.method = "POST", .target = "/echo/b", .body = std::string(100, 'x')}));
    EXPECT_EQ(posted.body, "POST /echo/b [" + std::string(100, 'x') + "]");
}

TEST_F(ServerAtSocket, AnswersHeadWithoutABody) {
    serve(echo_router());
    const auto client = make_client();
    const auto response = take(client->send({.method = "HEAD", .target = "/echo/a"}));
    EXPECT_EQ(response.body, "");
    EXPECT_EQ(response.header("content-length"), "15");
    EXPECT_EQ(take(client->send({.target = "/empty"})).status, 204);
    EXPECT_EQ(take(client->send({.target = "/echo/a"})).status, 200);
}

TEST_F(ServerAtSocket, TellsWhatItDoesNotKnow) {
    serve(echo_router());
    const auto missing = take(get("/nothing"));
    EXPECT_EQ(missing.status, 404);
    EXPECT_EQ(error_of(missing).kind, ErrorKind::not_found);
    EXPECT_EQ(error_of(missing).where, "/nothing");
    const auto wrong = take(make_client()->send({.method = "DELETE", .target = "/echo/a"}));
    EXPECT_EQ(wrong.status, 405);
    EXPECT_EQ(wrong.header("Allow"), "GET, HEAD, POST");  // RFC 9110 section 15.5.6
}

TEST_F(ServerAtSocket, SurvivesAHandlerThatThrows) {
    serve(echo_router());
    const auto response = take(get("/throws"));
    EXPECT_EQ(response.status, 500);
    EXPECT_EQ(error_of(response).what, "unexpected: too long");
    EXPECT_EQ(take(get("/echo/a")).status, 200);
}

TEST_F(ServerAtSocket, LeavesOutAHeaderThatWouldSplitTheAnswer) {
    serve(echo_router());
    const auto response = take(get("/injects"));
    EXPECT_EQ(response.headers, (Fields{{"Good", "1"}}));
}

TEST_F(ServerAtSocket, AnswersSeveralRequestsThatCameAtOnce) {
    serve(echo_router());
    const auto heard = tell(
        "GET /echo/1 HTTP/1.1\r\nHost: h\r\n\r\n"
        "POST /echo/2 HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nhi"
        "GET /echo/3 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    EXPECT_LT(heard.find("GET /echo/1 []"), heard.find("POST /echo/2 [hi]"));
    EXPECT_TRUE(heard.ends_with("GET /echo/3 []"));
}

TEST_F(ServerAtSocket, AsksForABodyThatTheClientHoldsBack) {  // RFC 9110 section 10.1.1
    serve(echo_router());
    const auto raw = RawEnd::connect(path());
    raw.say(
        "POST /echo/a HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(raw.hear_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
    raw.say("hi");
    EXPECT_TRUE(raw.hear_until("[hi]").starts_with("HTTP/1.1 200 OK\r\n"));
}

struct Bad {
    const char* text;
    const char* status;
};

class ServerGivenBadRequests : public UnixScene, public ::testing::WithParamInterface<Bad> {};

TEST_P(ServerGivenBadRequests, RefusesThemAndGoesOn) {
    serve(echo_router());
    const auto heard = tell(GetParam().text);
    EXPECT_TRUE(heard.starts_with(std::string("HTTP/1.1 ") + GetParam().status)) << heard;
    EXPECT_NE(heard.find("Connection: close\r\n"), std::string::npos);
    EXPECT_EQ(take(get("/echo/a")).status, 200);
}

INSTANTIATE_TEST_SUITE_P(
    All, ServerGivenBadRequests,
    ::testing::Values(
        Bad{"\x16\x03\x01\x00\xa5\x01 TLS to a plain socket", "400"}, Bad{"GET\r\n\r\n", "400"},
        Bad{"GET / HTTP/9.9\r\n\r\n", "400"}, Bad{"GET / HTTP/1.1\r\nA : b\r\n\r\n", "400"},
        Bad{"POST /echo/a HTTP/1.1\r\nHost: h\r\nContent-Length: 101\r\n\r\n", "413"},
        Bad{"POST /echo/a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", "400"},
        Bad{"POST /echo/a HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
            "400"}));

TEST_F(ServerAtSocket, RefusesHeadsThatTheStandardRefuses) {  // RFC 9112 section 3.2
    serve(echo_router());
    for (const auto* head :
         {"GET /echo/a HTTP/1.1\r\n\r\n", "GET /echo/a HTTP/1.0\r\nHost: h\r\n\r\n",
          "GET echo HTTP/1.1\r\nHost: h\r\n\r\n", "GET /echo/%zz HTTP/1.1\r\nHost: h\r\n\r\n"}) {
        EXPECT_TRUE(tell(head).starts_with("HTTP/1.1 400 ")) << head;
    }
}

TEST_F(ServerAtSocket, RefusesTooLongAHead) {
    serve(echo_router(), {.header_bytes_max = 500});
    EXPECT_TRUE(tell("GET / HTTP/1.1\r\nA: " + std::string(600, 'a')).starts_with("HTTP/1.1 431 "));
}

TEST_F(ServerAtSocket, RefusesTooLargeABodyInChunks) {
    serve(echo_router());
    const auto heard =
        tell("POST /echo/a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n65\r\n" +
             std::string(101, 'x') + "\r\n");
    EXPECT_TRUE(heard.starts_with("HTTP/1.1 413 ")) << heard;
}

TEST_F(ServerAtSocket, CutsOffAClientThatNeverEndsItsHead) {
    serve(echo_router(), {.header_timeout = milliseconds(20)});
    const auto raw = RawEnd::connect(path());
    raw.say("GET /echo/a HTTP/1.1\r\nHost:");
    EXPECT_EQ(raw.hear_all(), "");
}

TEST_F(ServerAtSocket, CutsOffAClientThatNeverEndsItsBody) {
    serve(echo_router(), {.body_timeout = milliseconds(20)});
    const auto raw = RawEnd::connect(path());
    raw.say("POST /echo/a HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nh");
    EXPECT_EQ(raw.hear_all(), "");
}

TEST_F(ServerAtSocket, ClosesAConnectionThatIsIdle) {
    serve(echo_router(), {.idle_timeout = milliseconds(20)});
    const auto raw = RawEnd::connect(path());
    raw.say("GET /empty HTTP/1.1\r\nHost: h\r\n\r\n");
    EXPECT_TRUE(raw.hear_all().starts_with("HTTP/1.1 204 "));
}

TEST_F(ServerAtSocket, TurnsAwayConnectionsBeyondItsLimit) {
    serve(echo_router(), {.connections_max = 1});
    const auto inside = make_client();
    EXPECT_TRUE(inside->send({.target = "/empty"}));
    const auto turned_away = get("/empty");
    ASSERT_FALSE(turned_away);
    EXPECT_EQ(turned_away.error().kind, ErrorKind::unavailable);
    EXPECT_TRUE(inside->send({.target = "/empty"}));
}

TEST_F(ServerAtSocket, AnswersOthersWhileLongPollsWait) {
    auto router = echo_router();
    router.add("GET", "/changes", [this](Request&) {
        gate_.pass();
        return text_response("changed");
    });
    serve(std::move(router));
    auto poll = std::async(std::launch::async, [this] { return get("/changes"); });
    gate_.wait_for_arrival();
    EXPECT_EQ(take(get("/echo/a")).status, 200);
    gate_.open();
    EXPECT_EQ(take(poll.get()).body, "changed");
}

TEST_F(ServerAtSocket, QueuesRequestsBeyondItsThreads) {
    serve(echo_router(), {.worker_threads_max = 2});
    std::vector<std::future<Result<Response>>> answers;
    for (int i = 0; i < 20; ++i) {
        answers.push_back(std::async(std::launch::async, [this] { return get("/echo/a"); }));
    }
    for (auto& answer : answers) EXPECT_EQ(take(answer.get()).status, 200);
}

TEST_F(ServerAtSocket, CountsItsBytes) {
    serve(echo_router());
    const auto client = make_client();
    EXPECT_TRUE(client->send({.target = "/echo/a"}));
    server_->stop();  // it counts what it sent a moment after the client has it
    EXPECT_EQ(client->bytes().sent, server_->bytes().received);
    EXPECT_EQ(client->bytes().received, server_->bytes().sent);
    EXPECT_GT(server_->bytes().received, 0U);
}

TEST_F(ServerAtSocket, LetsOnlyItsUserIn) {
    serve(echo_router());

    struct stat status {};

    ASSERT_EQ(::stat(path().c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST_F(ServerAtSocket, TakesThePlaceOfADeadOne) {
    { const RawListener dead(path()); }  // closed, not removed, as after a crash
    ASSERT_TRUE(std::filesystem::exists(path()));
    serve(echo_router());
    EXPECT_EQ(take(get("/echo/a")).status, 200);
}

TEST_F(ServerAtSocket, LeavesALiveOneAlone) {
    serve(echo_router());
    const auto second = Server::start({.listener = UnixListener{path()}, .limits = {}}, {});
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().kind, ErrorKind::conflict);
    EXPECT_EQ(second.error().what, "another process listens at this socket");
    EXPECT_EQ(take(get("/echo/a")).status, 200);
}

TEST_F(ServerAtSocket, LeavesAFileAlone) {
    std::ofstream(path()) << "precious";
    const auto server = Server::start({.listener = UnixListener{path()}, .limits = {}}, {});
    ASSERT_FALSE(server);
    EXPECT_EQ(server.error().kind, ErrorKind::conflict);
    EXPECT_EQ(std::filesystem::file_size(path()), 8U);
}

TEST_F(ServerAtSocket, RefusesAPathThatIsTooLongOrNowhere) {
    const auto kind_at = [](std::string at) {
        return Server::start({.listener = UnixListener{std::move(at)}, .limits = {}}, {})
            .error()
            .kind;
    };
    EXPECT_EQ(kind_at(scratch_ / std::string(200, 'x')), ErrorKind::invalid);
    EXPECT_EQ(kind_at(scratch_ / "none/socket"), ErrorKind::not_found);
}

TEST_F(ServerAtSocket, RemovesItsSocketWhenItStops) {
    serve(echo_router());
    server_.reset();
    EXPECT_FALSE(std::filesystem::exists(path()));
    EXPECT_EQ(get("/echo/a").error().kind, ErrorKind::unavailable);
}

}  // namespace
}  // namespace entente::http::test
