#include <algorithm>
#include <atomic>

#include "crypto/sha256.h"
#include "tests/http/scene.h"

namespace entente::http::test {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t chunk_bytes = 50'000;
constexpr std::size_t chunks = 400;  // 20 MB
// A pipe of 256 KiB, the socket's buffers and a few chunks on the way.
constexpr std::size_t lead_max = 2'000'000;

std::string chunk_of(std::size_t number) {
    return std::string(chunk_bytes, static_cast<char>('a' + number % 26));
}

/// An upload that counts what was asked of it.
class Source {
public:
    ChunkSource chunks_up_to(std::size_t count) {
        return [this, count]() -> Result<Bytes> {
            if (made_ == count) return Bytes{};
            return chunk_of(made_++);
        };
    }

    [[nodiscard]] std::size_t bytes() const { return made_ * chunk_bytes; }

private:
    std::atomic<std::size_t> made_ = 0;
};

std::string whole(std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += chunk_of(i);
    return text;
}

/// The body in small steps: how many bytes came, and how far ahead the sender was at most.
struct Swallowed {
    std::string bytes;
    std::size_t lead_most = 0;
};

class Streaming : public UnixScene {
protected:
    Swallowed swallow(BodyReader& reader) const {
        Swallowed swallowed;
        for (;;) {
            const auto next = take(reader.next());
            if (next.empty()) return swallowed;
            swallowed.bytes += next;
            // Work, so that a sender without bounds would run ahead.
            static_cast<void>(crypto::sha256({next}));
            const auto made = source_.bytes();
            swallowed.lead_most = std::max(swallowed.lead_most, made - swallowed.bytes.size());
        }
    }

    Source source_;
};

constexpr RouteOptions streamed{.body_bytes_max = 100'000'000, .is_streamed = true};

TEST_F(Streaming, TakesALargeBodyInBoundedMemory) {
    Swallowed swallowed;
    Router router;
    router.add(
        "POST", "/put",
        [&](Request& request) {
            swallowed = swallow(*request.body_reader);
            return text_response("taken");
        },
        streamed);
    serve(std::move(router));
    const auto response = take(make_client()->send_streaming({.method = "POST", .target = "/put"},
                                                             source_.chunks_up_to(chunks), {}));
    EXPECT_EQ(response.body, "taken");
    EXPECT_TRUE(swallowed.bytes == whole(chunks));
    EXPECT_LT(swallowed.lead_most, lead_max);
    server_->stop();  // before what its handler refers to goes
}

TEST_F(Streaming, GivesALargeBodyInBoundedMemory) {
    std::atomic<std::size_t> written = 0;
    std::size_t lead_most = 0;
    Router router;
    router.add("GET", "/get", [&](Request&) {
        return Response{.stream = [&](ChunkWriter& writer) -> Result<void> {
            for (std::size_t i = 0; i < chunks; ++i) {
                TRY_VOID(writer.write(chunk_of(i)));
                written += chunk_bytes;
            }
            return {};
        }};
    });
    serve(std::move(router));
    std::string heard;
    const auto response =
        take(make_client()->send_streaming({.target = "/get"}, {}, [&](ByteView bytes) {
            heard += bytes;
            static_cast<void>(crypto::sha256({bytes}));
            const std::size_t made = written;
            if (made > heard.size()) lead_most = std::max(lead_most, made - heard.size());
        }));
    EXPECT_EQ(response.status, 200);
    EXPECT_TRUE(heard == whole(chunks));
    EXPECT_LT(lead_most, lead_max);
    server_->stop();  // before what its handler refers to goes
}

TEST_F(Streaming, GoesBothWaysAtOnce) {
    Router router;
    router.add(
        "POST", "/put",
        [](Request& request) {
            return Response{.stream = [reader = request.body_reader](ChunkWriter& writer) {
                Result<void> written;
                for (auto next = reader->next(); written && next && !next->empty();) {
                    written = writer.write(*next);
                    next = reader->next();
                }
                return written;
            }};
        },
        streamed);
    serve(std::move(router));
    std::string heard;
    const auto client = make_client();
    // Each chunk is made only when the one before it came back.
    std::size_t made = 0;
    const auto source = [&]() -> Result<Bytes> {
        return made == 3 ? "" : "line " + std::to_string(++made);
    };
    ASSERT_TRUE(client->send_streaming({.method = "POST", .target = "/put"}, source,
                                       [&](ByteView bytes) { heard += bytes; }));
    EXPECT_EQ(heard, "line 1line 2line 3");
    heard.clear();
    ASSERT_TRUE(client->send_streaming({.method = "POST", .target = "/put"},
                                       source_.chunks_up_to(chunks),
                                       [&](ByteView bytes) { heard += bytes; }));
    EXPECT_TRUE(heard == whole(chunks));
}

TEST_F(Streaming, SendsEachPieceOnAtOnce) {
    Router router;
    router.add("GET", "/progress", [&](Request&) {
        return Response{.stream = [&](ChunkWriter& writer) -> Result<void> {
            TRY_VOID(writer.write("first\n"));
            gate_.pass();
            return writer.write("second\n");
        }};
    });
    serve(std::move(router));
    std::vector<std::string> lines;
    const auto response =
        make_client()->send_streaming({.target = "/progress"}, {}, [&](ByteView bytes) {
            // The second line is written only after the first was heard.
            if (lines.empty()) gate_.open();
            lines.emplace_back(bytes);
        });
    ASSERT_TRUE(response) << line_of(response);
    EXPECT_EQ(lines, (std::vector<std::string>{"first\n", "second\n"}));
    server_->stop();  // before what its handler refers to goes
}

TEST_F(Streaming, RefusesABodyBeyondTheRoutesLimit) {
    Router router;
    router.add("POST", "/put",
               [](Request& request) {
                   auto next = request.body_reader->next();
                   while (next && !next->empty()) next = request.body_reader->next();
                   return next ? text_response("whole") : error_response(next.error());
               },
               {.body_bytes_max = 100'000, .is_streamed = true});
    serve(std::move(router));
    const auto client = make_client();
    const OutgoingRequest post{.method = "POST", .target = "/put"};
    const auto response = take(client->send_streaming(post, source_.chunks_up_to(chunks), {}));
    EXPECT_EQ(error_of(response).kind, ErrorKind::exhausted);
    EXPECT_EQ(error_of(response).what, "the body is too large");
    const auto small = take(client->send_streaming(
        post,
        [sent = false]() mutable -> Result<Bytes> { return std::exchange(sent, true) ? "" : "x"; },
        {}));
    EXPECT_EQ(small.body, "whole");
}

TEST_F(Streaming, AnswersBeforeTheEndOfAnUploadThatItDoesNotWant) {
    Router router;
    router.add(
        "POST", "/put",
        [](Request&) {
            return error_response(
                {.kind = ErrorKind::refused, .what = "no", .where = "", .remedy = ""});
        },
        streamed);
    serve(std::move(router));
    const auto response = take(make_client()->send_streaming({.method = "POST", .target = "/put"},
                                                             source_.chunks_up_to(chunks), {}));
    EXPECT_EQ(response.status, 403);
    EXPECT_EQ(error_of(response).what, "no");
    EXPECT_LT(source_.bytes(), chunks * chunk_bytes);
}

TEST_F(Streaming, KeepsTheBodyOfAnErrorForTheCaller) {
    serve({});
    bool was_called = false;
    const auto response = take(make_client()->send_streaming({.target = "/none"}, {},
                                                             [&](ByteView) { was_called = true; }));
    EXPECT_EQ(error_of(response).kind, ErrorKind::not_found);
    EXPECT_FALSE(was_called);
}

TEST_F(Streaming, CutsAnAnswerThatBreaksOff) {
    Router router;
    router.add("GET", "/breaks", [](Request&) {
        return Response{.stream = [](ChunkWriter& writer) -> Result<void> {
            TRY_VOID(writer.write("half"));
            return fail(ErrorKind::corrupt, "damaged", "lane");
        }};
    });
    serve(std::move(router));
    const auto response = get("/breaks");
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().what, "the connection was closed early");
}

TEST_F(Streaming, TellsTheHandlerThatTheClientWentAway) {
    std::promise<Error> told;
    Router router;
    router.add(
        "POST", "/put",
        [&](Request& request) {
            auto next = request.body_reader->next();
            while (next && !next->empty()) next = request.body_reader->next();
            told.set_value(next ? Error{} : next.error());
            return Response{};
        },
        streamed);
    serve(std::move(router));
    {
        const auto raw = RawEnd::connect(path());
        raw.say("POST /put HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nhalf");
    }
    EXPECT_EQ(told.get_future().get().kind, ErrorKind::unavailable);
    server_->stop();  // before what its handler refers to goes
}

TEST_F(Streaming, CutsOffAClientThatDoesNotRead) {
    std::promise<Error> told;
    Router router;
    router.add("GET", "/get", [&](Request&) {
        return Response{.stream = [&](ChunkWriter& writer) {
            Result<void> written;
            while (written) written = writer.write(chunk_of(0));
            told.set_value(written.error());
            return written;
        }};
    });
    serve(std::move(router), {.write_timeout = milliseconds(20)});
    const auto raw = RawEnd::connect(path());
    raw.say("GET /get HTTP/1.1\r\nHost: h\r\n\r\n");
    EXPECT_EQ(told.get_future().get().kind, ErrorKind::unavailable);
    server_->stop();  // before what its handler refers to goes
}

TEST_F(Streaming, PassesOnTheErrorOfASource) {
    Router router;
    router.add(
        "POST", "/put",
        [](Request& request) {
            while (const auto next = request.body_reader->next()) {
                if (next->empty()) break;
            }
            return Response{};
        },
        streamed);
    serve(std::move(router));
    const auto response = make_client()->send_streaming(
        {.method = "POST", .target = "/put"},
        [] { return Result<Bytes>(fail(ErrorKind::corrupt, "unreadable", "file")); }, {});
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().what, "unreadable");
}

}  // namespace
}  // namespace entente::http::test
