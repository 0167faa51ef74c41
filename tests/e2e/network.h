#pragma once
// Machines on a network of their own: network namespaces behind a bridge.

#include <string>
#include <vector>

#include "tests/e2e/pair.h"

namespace entente::test {

/// Needs root, iproute2, and a kernel that allows it; is_made tells. Gone with its owner.
class NamespaceNetwork {
public:
    explicit NamespaceNetwork(std::size_t machines);
    ~NamespaceNetwork();
    NamespaceNetwork(const NamespaceNetwork&) = delete;
    NamespaceNetwork& operator=(const NamespaceNetwork&) = delete;

    [[nodiscard]] bool is_made() const { return is_made_; }

    [[nodiscard]] Machine machine(std::size_t at) const;

    /// From now on nothing passes between these two.
    void part(std::size_t one, std::size_t other) const;

    void heal(std::size_t one, std::size_t other) const;

private:
    [[nodiscard]] std::string name(std::size_t at) const;
    [[nodiscard]] static std::string address(std::size_t at);
    void plug_in(std::size_t at);
    void make(const std::string& command);
    void route(const std::string& verb, std::size_t from, std::size_t to) const;

    std::string prefix_;
    std::size_t count_;
    bool is_made_ = true;
};

}  // namespace entente::test
