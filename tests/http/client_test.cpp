#include "http/client.h"

#include <thread>

#include "tests/http/scene.h"

namespace entente::http::test {
namespace {

using std::chrono::milliseconds;

constexpr std::string_view empty_answer = "HTTP/1.1 204 No Content\r\n\r\n";

class ClientAtSocket : public UnixScene {
protected:
    /// What a client makes of `answer`.
    Result<Response> hear(std::string_view answer, std::size_t response_bytes_max = 1'000) {
        const RawListener listener(path());
        auto server = std::async(std::launch::async, [&] {
            const auto end = listener.accept();
            static_cast<void>(end.hear_until("\r\n\r\n"));
            end.say(answer);
        });
        const auto client = take(
            Client::make({.target = UnixTarget{path()}, .response_bytes_max = response_bytes_max}));
        auto response = client->send({.target = "/"});
        server.get();
        return response;
    }
};

TEST_F(ClientAtSocket, SaysThatNobodyListens) {
    const auto response = get("/");
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().kind, ErrorKind::unavailable);
    EXPECT_EQ(response.error().remedy, "start the node first");
}

TEST_F(ClientAtSocket, TakesInterimAnswersForWhatTheyAre) {  // RFC 9110 section 15.2
    const auto response =
        take(hear("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nA: b\r\n\r\n"
                  "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.body, "ok");
}

TEST_F(ClientAtSocket, SaysThatTheAnswerIsNotHttp) {
    const auto response = hear("SSH-2.0-OpenSSH_9.2p1\r\n");
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().kind, ErrorKind::invalid);
    EXPECT_TRUE(response.error().what.starts_with("the answer is not HTTP/1.1"));
}

TEST_F(ClientAtSocket, SaysThatTheConnectionWasClosedEarly) {
    for (const auto* answer : {"", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhalf",
                               "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n",
                               "HTTP/1.1 200 OK\r\n\r\nno length"}) {
        const auto response = hear(answer);
        ASSERT_FALSE(response) << answer;
        EXPECT_EQ(response.error().kind, ErrorKind::unavailable);
        EXPECT_EQ(response.error().what, "the connection was closed early");
    }
}

TEST_F(ClientAtSocket, SaysThatTheAnswerIsTooLarge) {
    const auto response = hear("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", 4);
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().kind, ErrorKind::exhausted);
    EXPECT_EQ(response.error().what, "the answer is larger than 4 bytes");
}

TEST_F(ClientAtSocket, SaysThatThereWasNoAnswerInTime) {
    const RawListener listener(path());
    const auto response = make_client()->send({.target = "/", .timeout = milliseconds(20)});
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().kind, ErrorKind::unavailable);
    EXPECT_EQ(response.error().what, "timeout: no answer in time");
}

TEST_F(ClientAtSocket, RefusesToSendWhatWouldSplitARequest) {
    serve({});
    for (const auto* target : {"", "no slash", "/a b", "/a\r\nX: y", "/\x80"}) {
        EXPECT_EQ(get(target).error().kind, ErrorKind::invalid) << target;
    }
    const auto client = make_client();
    EXPECT_FALSE(client->send({.target = "/", .headers = {{"A", "b\r\nX: y"}}}));
    EXPECT_FALSE(client->send({.target = "/", .headers = {{"A:", "b"}}}));
    EXPECT_FALSE(client->send({.method = "GET /x", .target = "/"}));
    EXPECT_FALSE(client->send({.target = "/", .content_type = "a\nb"}));
}

TEST_F(ClientAtSocket, ConnectsAgainWhenTheServerWasStartedAnew) {
    Router router;
    router.add("GET", "/", [](Request&) { return text_response("here"); });
    serve(router);
    const auto client = make_client();
    EXPECT_EQ(take(client->send({.target = "/"})).body, "here");
    server_.reset();
    serve(router);
    EXPECT_EQ(take(client->send({.target = "/"})).body, "here");
}

/// A server that answers a first request and closes when it has the second one.
class ClientOfAClosingServer : public ClientAtSocket {
protected:
    Result<Response> second_answer(bool is_repeatable) {
        const RawListener listener(path());
        const auto client = make_client();
        auto server = std::async(std::launch::async, [&] {
            {
                const auto end = listener.accept();
                static_cast<void>(end.hear_until("\r\n\r\n"));
                end.say(empty_answer);
                static_cast<void>(end.hear_until("\r\n\r\n"));
            }
            if (!is_repeatable) return;
            const auto again = listener.accept();
            static_cast<void>(again.hear_until("\r\n\r\n"));
            again.say(empty_answer);
        });
        EXPECT_TRUE(client->send({.target = "/"}));
        auto second = client->send({.target = "/", .is_repeatable = is_repeatable});
        server.get();
        return second;
    }
};

TEST_F(ClientOfAClosingServer, RepeatsARequestOnce) {
    EXPECT_EQ(take(second_answer(true)).status, 204);
}

TEST_F(ClientOfAClosingServer, DoesNotRepeatWhatMustNotBe) {
    EXPECT_EQ(second_answer(false).error().what, "the connection was closed early");
}

class CancelledClient : public UnixScene {};

TEST_F(CancelledClient, ReturnsFromARequestThatWaits) {
    Router router;
    router.add("GET", "/wait", [&](Request&) {
        gate_.pass();
        return Response{};
    });
    serve(std::move(router));
    const auto client = make_client();
    auto answer = std::async(std::launch::async, [&] {
        return client->send({.target = "/wait", .timeout = std::chrono::hours(1)});
    });
    gate_.wait_for_arrival();
    client->cancel();
    EXPECT_EQ(answer.get().error().what, "cancelled");
    gate_.open();
}

TEST_F(CancelledClient, StaysCancelled) {
    serve({});
    const auto client = make_client();
    EXPECT_TRUE(client->send({.target = "/"}));
    client->cancel();
    client->cancel();
    const auto response = client->send({.target = "/"});
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().kind, ErrorKind::unavailable);
    EXPECT_EQ(response.error().what, "cancelled");
}

}  // namespace
}  // namespace entente::http::test
