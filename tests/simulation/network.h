#pragma once
// The network between the nodes of a simulation: carries a request of the real exchange into the
// other node's real routes, or loses it, doubles it, or brings it later.

#include <functional>
#include <set>
#include <vector>

#include "http/client.h"
#include "tests/simulation/node.h"

namespace entente::simulation {

/// In percent of all requests.
struct NetworkFaults {
    unsigned lost_requests = 0;
    unsigned lost_answers = 0;
    unsigned doubled = 0;
    unsigned delayed = 0;
    bool hides_heads = false;       ///< for a test of the tests: nobody's heads arrive
    bool hides_evidence = false;    ///< and no evidence
    bool mixes_up_callers = false;  ///< who asks for heads may get those for another
};

/// What leaves a node: a request, or the answer to one.
struct Message {
    Node& from;
    Node& to;
    const http::OutgoingRequest& request;
    const http::Response* answer;  ///< nothing: the request itself
};

class Network {
public:
    /// Sees every message when it leaves, before it can be lost.
    using Witness = std::function<void(const Message&)>;

    Network(Dice& dice, Witness witness) : dice_(dice), witness_(std::move(witness)) {}

    void set_faults(const NetworkFaults& faults) { faults_ = faults; }

    /// Names that cannot reach the other names.
    void part(std::set<std::string> island) { island_ = std::move(island); }

    void heal() { island_.clear(); }

    [[nodiscard]] bool is_connected(const Node& one, const Node& other) const {
        return island_.contains(one.name()) == island_.contains(other.name());
    }

    /// errors  unavailable: it did not arrive, or the answer did not
    Result<http::Response> send(Node& caller, Node& server, const http::OutgoingRequest& request);

    /// Brings what is still on its way.
    void deliver_late();

private:
    struct Late {
        Node* caller;
        Node* server;
        http::OutgoingRequest request;
    };

    [[nodiscard]] crypto::Digest key_of(const Node& caller, const Node& server,
                                        const http::OutgoingRequest& request) const;
    Result<http::Response> deliver(Node& caller, Node& server,
                                   const http::OutgoingRequest& request);

    Dice& dice_;
    Witness witness_;
    NetworkFaults faults_;
    std::set<std::string> island_;
    std::vector<Late> late_;
};

/// One node's connection to another.
class Connection final : public http::Client {
public:
    Connection(Network& network, Node& caller, Node& server)
        : network_(network), caller_(caller), server_(server) {}

    [[nodiscard]] Result<http::Response> send(const http::OutgoingRequest& request) override {
        return network_.send(caller_, server_, request);
    }

    [[nodiscard]] Result<http::Response> send_streaming(const http::OutgoingRequest& request,
                                                        const http::ChunkSource& /*next_chunk*/,
                                                        const http::ChunkSink& /*sink*/) override {
        return send(request);  // peers stream nothing
    }

    void cancel() override {}

    [[nodiscard]] http::ByteCounts bytes() const override { return {}; }

private:
    Network& network_;
    Node& caller_;
    Node& server_;
};

/// Runs the route that `request` asks for, as a server does that knows the caller by its key.
///
/// errors  invalid, not_found: as Router::find
Result<http::Response> ask_routes(Node& server, const crypto::Digest& caller_key,
                                  const http::OutgoingRequest& request);

}  // namespace entente::simulation
