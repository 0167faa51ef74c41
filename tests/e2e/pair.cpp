#include "tests/e2e/pair.h"

#include <arpa/inet.h>
#include <csignal>
#include <filesystem>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

#include "json/value.h"
#include "tests/support/shared_data.h"

namespace entente::test {
namespace {

constexpr auto patience = std::chrono::seconds(100);
constexpr auto look_again = std::chrono::milliseconds(20);

std::string channel_state(const TestNode& node) {
    return node.run({"channel", "list"}).out;
}

}  // namespace

int free_port() {
    const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    EXPECT_EQ(::bind(listener, generic, size), 0);
    EXPECT_EQ(::getsockname(listener, generic, &size), 0);
    ::close(listener);
    return ntohs(address.sin_port);
}

bool comes_to_hold(const std::function<bool()>& holds) {
    const auto end = std::chrono::steady_clock::now() + patience;
    while (!holds()) {
        if (std::chrono::steady_clock::now() > end) return false;
        std::this_thread::sleep_for(look_again);
    }
    return true;
}

TestNode::TestNode(const Scratch& scratch, std::string name, Machine machine)
    : name_(std::move(name)),
      directory_(scratch / name_),
      log_(scratch / (name_ + ".log")),
      machine_(std::move(machine)) {
    const auto made = test::run({entente_program(), "init", directory_, "--name", name_, "--listen",
                                 machine_.address + ":" + std::to_string(machine_.port)});
    EXPECT_EQ(made.exit_code, 0) << made.error;
}

Finished TestNode::run(std::vector<std::string> command, const std::string& input) const {
    command.insert(command.begin(), entente_program());
    command.insert(command.end(), {"--node", directory_});
    return test::run(command, input);
}

std::string TestNode::must(std::vector<std::string> command, const std::string& input) const {
    const auto finished = run(std::move(command), input);
    EXPECT_EQ(finished.exit_code, 0) << finished.error << finished.out << log();
    return finished.out;
}

void TestNode::start() {
    std::filesystem::remove(log_);
    auto command = machine_.enter;
    command.insert(command.end(), {entente_program(), "serve", "--node", directory_});
    server_.emplace(command, log_);
    EXPECT_TRUE(comes_to_hold([&] { return log().find("listens at") != std::string::npos; }))
        << log();
}

int TestNode::stop() {
    server_->signal(SIGTERM);
    const int code = server_->wait();
    server_.reset();
    return code;
}

void TestNode::kill() {
    server_->signal(SIGKILL);
    server_->wait();
    server_.reset();
}

std::string TestNode::log() const {
    return read_file(log_);
}

bool TestNode::has_on_disk(std::string_view bytes) const {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(directory_)) {
        if (entry.is_regular_file() && read_file(entry.path()).contains(bytes)) return true;
    }
    return false;
}

std::string TestNode::fingerprint() const {
    const auto status = run({"status", "--json"});
    const auto document = json::Document::parse(status.out);
    if (!document) return {};
    for (const auto& channel : document->root().member("channels")->elements()) {
        return std::string(channel.member("fingerprint")->as_string().value_or(""));
    }
    return {};
}

Pair::Pair(const std::filesystem::path& parent)
    : scratch(parent), alpha(scratch, "ALPHA"), bravo(scratch, "BRAVO") {
    alpha.must({"peer", "card", "-o", scratch / "alpha.card"});
    bravo.must({"peer", "card", "-o", scratch / "bravo.card"});
    alpha.must({"peer", "add", scratch / "bravo.card"});
    bravo.must({"peer", "add", scratch / "alpha.card"});
}

void Pair::found() {
    alpha.start();
    bravo.start();
    alpha.must({"channel", "new", "Test", "--with", "BRAVO"});
    EXPECT_TRUE(comes_to_hold([&] {
        return channel_state(bravo).find("[invited]") != std::string::npos;
    })) << alpha.log()
        << bravo.log();
    bravo.must({"channel", "join", "Test"});
    EXPECT_TRUE(comes_to_hold([&] {
        return channel_state(alpha).find("[founded]") != std::string::npos && are_equal();
    })) << alpha.log()
        << bravo.log();
}

bool Pair::are_equal() const {
    const auto ours = alpha.fingerprint();
    return !ours.empty() && ours == bravo.fingerprint();
}

std::string object_id(int seed, int object) {
    const auto digits = [](int value, std::size_t width) {
        const auto text = std::to_string(value);
        return std::string(width - text.size(), '0') + text;
    };
    return "identity--" + digits(seed, 8) + "-0000-4000-8000-" + digits(object, 12);
}

std::string note(const std::string& content) {
    const std::string author = "identity--5a1c9d7e-7a55-4b8e-9d1f-0c2b6f3e8a02";
    const std::string time = "2021-08-24T12:30:00.000Z";
    return R"({"type":"note","spec_version":"2.1","id":")" + std::string(note_id) +
           R"(","created_by_ref":")" + author + R"(","created":")" + time + R"(","modified":")" +
           time + R"(","content":")" + content + R"(","object_refs":[")" + author + R"("]})";
}

std::string bundle(int count, int seed) {
    std::string text =
        R"({"type":"bundle","id":"bundle--00000000-0000-4000-8000-000000000000","objects":[)";
    for (int i = 0; i < count; ++i) {
        if (i > 0) text += ',';
        text += R"({"type":"identity","spec_version":"2.1","id":")" + object_id(seed, i) +
                R"(","created":"2021-09-08T00:00:00.000Z","modified":"2021-09-08T00:00:00.000Z",)" +
                R"("name":"Organisation )" + std::to_string(i) +
                R"(","identity_class":"organization"})";
    }
    return text + "]}";
}

}  // namespace entente::test
