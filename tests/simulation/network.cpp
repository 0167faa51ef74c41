#include "tests/simulation/network.h"

#include "http/target.h"
#include "peer/paths.h"

namespace entente::simulation {
namespace {

std::unexpected<Error> no_answer(const Node& server) {
    return fail(ErrorKind::unavailable, "no answer", server.name());
}

http::Response without_heads(const http::OutgoingRequest& request) {
    if (request.method == "POST") return {.status = 204};
    return {.status = 200, .content_type = std::string(peer::notes_type), .body = {}};
}

}  // namespace

Result<http::Response> ask_routes(Node& server, const crypto::Digest& caller_key,
                                  const http::OutgoingRequest& outgoing) {
    const auto target = TRY(http::parse_target(outgoing.target));
    auto match = TRY(server.router.find(outgoing.method, target.path));
    if (match.route == nullptr) {
        return fail(ErrorKind::invalid, "this path does not know the method", target.path);
    }
    if (outgoing.body.size() > match.route->options.body_bytes_max) {
        return http::problem_response(413, {.kind = ErrorKind::exhausted,
                                            .what = "too large",
                                            .where = target.path,
                                            .remedy = {}});
    }
    http::Request request{.method = outgoing.method,
                          .path = target.path,
                          .parameters = std::move(match.parameters),
                          .query = target.query,
                          .headers = outgoing.headers,
                          .body = outgoing.body,
                          .client_key = caller_key};
    return match.route->handler(request);
}

/// Whom the server takes the caller for.
crypto::Digest Network::key_of(const Node& caller, const Node& server,
                               const http::OutgoingRequest& request) const {
    const bool is_mixed_up = faults_.mixes_up_callers && request.method == "GET" &&
                             request.target == peer::heads_path && dice_.chance(30);
    if (!is_mixed_up) return caller.tls_key();
    for (const auto& other : server.directory->parties()) {
        if (other.card.id != caller.id() && other.card.id != server.id()) {
            return other.card.tls.front();
        }
    }
    return caller.tls_key();
}

Result<http::Response> Network::deliver(Node& caller, Node& server,
                                        const http::OutgoingRequest& request) {
    if (!server.is_up()) return no_answer(server);
    auto response = TRY(ask_routes(server, key_of(caller, server, request), request));
    if (server.disk.is_off()) return no_answer(server);
    witness_({.from = server, .to = caller, .request = request, .answer = &response});
    return response;
}

Result<http::Response> Network::send(Node& caller, Node& server,
                                     const http::OutgoingRequest& request) {
    if (!caller.is_up() || !is_connected(caller, server)) return no_answer(server);
    if (faults_.hides_heads && request.target == peer::heads_path) return without_heads(request);
    if (faults_.hides_evidence && request.target == peer::evidence_path) {
        return http::Response{.status = 404};  // as a node that knows no evidence
    }
    witness_({.from = caller, .to = server, .request = request, .answer = nullptr});
    if (dice_.chance(faults_.lost_requests)) return no_answer(server);
    if (dice_.chance(faults_.delayed)) {
        late_.push_back({.caller = &caller, .server = &server, .request = request});
        return no_answer(server);
    }
    auto response = deliver(caller, server, request);
    if (dice_.chance(faults_.doubled)) response = deliver(caller, server, request);
    if (dice_.chance(faults_.lost_answers)) return no_answer(server);
    return response;
}

void Network::deliver_late() {
    auto late = std::exchange(late_, {});
    for (const auto& one : late) (void)deliver(*one.caller, *one.server, one.request);
}

}  // namespace entente::simulation
