#pragma once
// What the operator sets: node.toml.

#include <string>

#include "base/result.h"

namespace entente::node {

/// Every key is required but those with a default.
struct Config {
    std::string listen;           ///< "127.0.0.1:7101": address and port of the link
    std::string fence_directory;  ///< where the fence is: not in this directory's backups
    int seen_delay_s = 60;        ///< how long an advance waits for a batch of ours to ride on
};

/// Where the link listens.
struct ListenAddress {
    std::string address;
    std::uint16_t port;
};

/// errors  invalid: not TOML, an unknown or missing key, a wrong value; where is line and column
Result<Config> parse_config(std::string_view text);

/// The text that parse_config reads back, with a word on each key.
std::string to_text(const Config& config);

/// errors  invalid: not "address:port", with an IPv6 address in brackets
Result<ListenAddress> parse_listen(std::string_view text);

}  // namespace entente::node
