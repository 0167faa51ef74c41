#include "tests/e2e/network.h"

#include <gtest/gtest.h>
#include <sstream>
#include <unistd.h>

#include "tests/support/process.h"

namespace entente::test {
namespace {

constexpr int port = 7'443;  // each machine has all of its ports to itself

Finished ip(const std::string& command) {
    std::vector<std::string> words = {"/usr/bin/env", "ip"};
    std::istringstream text(command);
    for (std::string word; text >> word;) words.push_back(word);
    return run(words);
}

}  // namespace

NamespaceNetwork::NamespaceNetwork(std::size_t machines)
    : prefix_("entente-" + std::to_string(::getpid())), count_(machines) {
    make("netns add " + prefix_);
    make("-n " + prefix_ + " link add bridge type bridge");
    make("-n " + prefix_ + " link set bridge up");
    for (std::size_t at = 0; at < count_; ++at) plug_in(at);
}

NamespaceNetwork::~NamespaceNetwork() {
    for (std::size_t at = 0; at < count_; ++at) (void)ip("netns del " + name(at));
    (void)ip("netns del " + prefix_);
}

std::string NamespaceNetwork::name(std::size_t at) const {
    return prefix_ + "-" + std::to_string(at);
}

std::string NamespaceNetwork::address(std::size_t at) {
    return "10.77.0." + std::to_string(at + 1);
}

void NamespaceNetwork::make(const std::string& command) {
    is_made_ = is_made_ && ip(command).exit_code == 0;
}

void NamespaceNetwork::plug_in(std::size_t at) {
    const auto in_it = "-n " + name(at) + " ";
    const auto cable = "cable" + std::to_string(at);
    make("netns add " + name(at));
    make(in_it + "link add eth0 type veth peer name " + cable + " netns " + prefix_);
    make("-n " + prefix_ + " link set " + cable + " master bridge up");
    make(in_it + "addr add " + address(at) + "/24 dev eth0");
    make(in_it + "link set eth0 up");
    make(in_it + "link set lo up");
}

Machine NamespaceNetwork::machine(std::size_t at) const {
    return {.address = address(at),
            .port = port,
            .enter = {"/usr/bin/env", "ip", "netns", "exec", name(at)}};
}

void NamespaceNetwork::route(const std::string& verb, std::size_t from, std::size_t to) const {
    const auto changed = ip("-n " + name(from) + " route " + verb + " blackhole " + address(to));
    EXPECT_EQ(changed.exit_code, 0) << changed.error;
}

void NamespaceNetwork::part(std::size_t one, std::size_t other) const {
    route("add", one, other);
    route("add", other, one);
}

void NamespaceNetwork::heal(std::size_t one, std::size_t other) const {
    route("del", one, other);
    route("del", other, one);
}

}  // namespace entente::test
