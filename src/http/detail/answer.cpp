#include "http/detail/answer.h"

#include <exception>
#include <utility>

#include "http/target.h"

namespace entente::http::detail {
namespace {

constexpr int version_supported = 11;

Result<void> check_head(const Head& head) {
    if (head.version != version_supported) {
        return fail(ErrorKind::invalid, "another version than HTTP/1.1", "request line",
                    "send HTTP/1.1");
    }
    if (!find_header(head.headers, "Host")) {
        return fail(ErrorKind::invalid, "no Host header", "header",
                    "send one (RFC 9112 section 3.2)");
    }
    return {};
}

Response method_refusal(const Router& router, const Request& request) {
    const Error error{.kind = ErrorKind::invalid,
                      .what = "this path does not know the method " + request.method,
                      .where = request.path,
                      .remedy = "use one that Allow lists"};
    auto response = problem_response(405, error);
    response.headers.push_back({"Allow", router.methods_allowed(request.path)});
    return response;
}

Result<void> fill_in(const Router& router, const Head& head, Exchange& exchange) {
    auto& request = exchange.request;
    TRY_VOID(check_head(head));
    auto target = TRY(parse_target(head.target));
    request.method = head.method;
    request.path = std::move(target.path);
    request.query = std::move(target.query);
    request.headers = head.headers;
    auto found = TRY(router.find(request.method, request.path));
    request.parameters = std::move(found.parameters);
    exchange.route = found.route;
    if (found.route == nullptr) exchange.response = method_refusal(router, request);
    return {};
}

Response call_handler(const Handler& handler, Request& request) {
    try {
        return handler(request);
    } catch (const std::exception& exception) {
        // A library's exception that its caller did not expect: this request fails, the rest of
        // the server goes on.
        return error_response({.kind = ErrorKind::fatal,
                               .what = std::string("unexpected: ") + exception.what(),
                               .where = request.path,
                               .remedy = "report this as a fault of the program"});
    }
}

Result<void> call_stream(const BodyStream& stream, ChunkWriter& writer) {
    try {
        return stream(writer);
    } catch (const std::exception& exception) {
        return fail(ErrorKind::fatal, std::string("unexpected: ") + exception.what(), "stream");
    }
}

}  // namespace

void find_route(const Router& router, const Head& head, Exchange& exchange) {
    if (const auto filled = fill_in(router, head, exchange); !filled) {
        exchange.response = refusal(filled.error(), status_of(ErrorKind::exhausted));
    }
}

void run_handler(Exchange& exchange, const std::function<void()>& on_head) {
    exchange.response = call_handler(exchange.route->handler, exchange.request);
    // The stream stays here: from on_head on, the response belongs to the network's thread.
    const auto stream = std::exchange(exchange.response.stream, {});
    const auto output = exchange.output;
    exchange.is_streamed = stream && exchange.request.method != "HEAD";
    const bool is_streamed = exchange.is_streamed;
    on_head();
    if (!is_streamed) return;
    const auto writer = make_chunk_writer(output);
    const auto written = call_stream(stream, *writer);
    if (written) {
        output->finish();
    } else {
        output->fail_with(written.error());
    }
}

Response refusal(const Error& error, int status_if_exhausted) {
    const bool is_limit = error.kind == ErrorKind::exhausted;
    return problem_response(is_limit ? status_if_exhausted : status_of(error.kind), error);
}

}  // namespace entente::http::detail
