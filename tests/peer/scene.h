#pragma once
// Parties that serve their peers over real TLS on this machine.

#include "http/client.h"
#include "http/server.h"
#include "peer/paths.h"
#include "peer/service.h"
#include "tests/channel/party.h"

namespace entente::test {

inline std::string endpoint_of(std::uint16_t port) {
    return "https://127.0.0.1:" + std::to_string(port);
}

/// A party's server, as node/serve.cpp starts it.
class Serving {
public:
    explicit Serving(Party& party, std::uint16_t port = 0) : party_(party) {
        http::Router router;
        peer::add_routes(router, *party.context, contacts_);
        server_ = must(http::Server::start(
            {.listener = http::TlsListener{.port = port,
                                           .identity = party.keys.tls,
                                           .accept_client =
                                               [&party](const crypto::Digest& spki) {
                                                   return party.directory->party_of_tls_key(spki)
                                                       .has_value();
                                               }},
             .limits = {}},
            std::move(router)));
    }

    Serving(const Serving&) = delete;
    Serving& operator=(const Serving&) = delete;

    ~Serving() { server_->stop(); }

    [[nodiscard]] std::uint16_t port() const { return server_->port(); }

    [[nodiscard]] std::string endpoint() const { return endpoint_of(port()); }

    /// `caller`'s connection to this server.
    [[nodiscard]] std::unique_ptr<http::Client> dialled_by(const Party& caller) const {
        return must(http::Client::make(
            {.target = http::TlsTarget{.endpoint = must(http::parse_endpoint(endpoint())),
                                       .identity = caller.keys.tls,
                                       .server_keys = party_.card.card.tls}}));
    }

    [[nodiscard]] peer::Contacts& contacts() { return contacts_; }

private:
    Party& party_;
    peer::Contacts contacts_;
    std::unique_ptr<http::Server> server_;
};

/// ALPHA and BRAVO on one channel; BRAVO serves and ALPHA dials.
class LinkedPair : public Pair {
protected:
    [[nodiscard]] http::Response get(const std::string& target) const {
        return must(client_->send({.target = target}));
    }

    [[nodiscard]] http::Response post(const std::string& target, std::string body) const {
        return must(client_->send({.method = "POST", .target = target, .body = std::move(body)}));
    }

    lane::LaneId bravo_lane_ = bravo_.lane_of(channel_, bravo_).id;
    Serving serving_{bravo_};
    std::unique_ptr<http::Client> client_ = serving_.dialled_by(alpha_);
};

}  // namespace entente::test
