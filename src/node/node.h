#pragma once
// One organisation's node: makes every part and hands it to the next. The only place that wires.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "channel/context.h"
#include "node/config.h"
#include "node/layout.h"
#include "store/own_matters.h"

namespace entente::node {

/// What `init` is told.
struct NewNode {
    host::Path directory;
    std::string name;
    std::string listen = "127.0.0.1:7101";
    std::vector<std::string> endpoints;  ///< none: "https://" and what it listens at
    host::Path fence_directory;          ///< empty: beside the directory
};

/// Makes a node: keys, card, configuration. Whether it worked or not, nothing that was there is
/// changed.
///
/// errors  conflict: the directory has a node already, or is not empty; invalid: a bad name,
/// address
///         or endpoint
Result<channel::SignedCard> create_node(host::Disk& disk, const Clock& clock, Random& random,
                                        const NewNode& options);

/// An open node, its store locked. Not for two processes at once.
class Node {
public:
    /// What an operator should know though the node opens.
    using Warn = std::function<void(const std::string&)>;

    /// warn    may be empty: see store::EmbeddedOptions
    /// errors  not_found: no node in the directory; conflict: another process has it open; corrupt:
    ///         what was kept no longer fits together
    static Result<std::unique_ptr<Node>> open(const host::Path& directory, const Warn& warn = {});

    /// The same, but waits a little while another command has the node open.
    static Result<std::unique_ptr<Node>> open_patiently(const host::Path& directory,
                                                        const Warn& warn);

    Node(const Node&) = delete;
    Node& operator=(const Node&) = delete;
    ~Node();

    [[nodiscard]] channel::Context& context() { return *context_; }

    [[nodiscard]] const Config& config() const { return config_; }

    [[nodiscard]] const Layout& layout() const { return layout_; }

private:
    Node();

    Layout layout_;
    Config config_;
    std::unique_ptr<host::Disk> disk_;
    std::unique_ptr<Clock> clock_;
    std::unique_ptr<Random> random_;
    std::unique_ptr<channel::Keys> keys_;
    std::unique_ptr<store::OwnMatters> matters_;
    std::unique_ptr<channel::Directory> directory_;
    std::unique_ptr<store::Store> store_;
    channel::Announcer announcer_;
    std::unique_ptr<channel::Context> context_;
};

/// Makes every index again from the record.
///
/// errors  conflict: the node is open; as Node::open
Result<void> rebuild(const host::Path& directory,
                     const std::function<void(std::uint64_t entries_done)>& progress);

/// Refuses keys that are not those of the node whose matters these are.
///
/// errors  corrupt: another node's keys, or another node's node.db
Result<void> check_owner(const store::OwnMatters& matters, const lane::PartyId& self,
                         const host::Path& directory);

/// Reads the configuration of the node in a directory.
///
/// errors  not_found: there is no node
Result<Config> read_config(host::Disk& disk, const Layout& layout);

}  // namespace entente::node
