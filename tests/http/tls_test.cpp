#include "http/detail/tls.h"

#include <atomic>

#include "base/encoding.h"
#include "tests/http/scene.h"

namespace entente::http::test {
namespace {

using std::chrono::milliseconds;

/// ALPHA listens; BRAVO may connect as soon as `is_known_`.
class TlsScene : public ::testing::Test {
protected:
    void SetUp() override { start(0); }

    void start(std::uint16_t port) { server_ = take(try_start(port)); }

    Result<std::unique_ptr<Server>> try_start(std::uint16_t port) {
        Router router;
        router.add("GET", "/who", [](Request& request) {
            return text_response(to_hex(view(request.client_key.value())));
        });
        router.add("POST", "/size", [](Request& request) {
            return text_response(std::to_string(request.body.size()));
        });
        const auto accept = [this](const crypto::Digest& key) {
            ++handshakes_;
            return is_known_ && key == key_of(bravo_);
        };
        return Server::start({.listener = TlsListener{.address = "127.0.0.1",
                                                      .port = port,
                                                      .identity = alpha_,
                                                      .accept_client = accept},
                              .limits = {}},
                             std::move(router));
    }

    [[nodiscard]] std::unique_ptr<Client> make_client(const crypto::TlsIdentity& identity,
                                                      std::vector<crypto::Digest> keys) const {
        return take(Client::make(
            {.target = TlsTarget{.endpoint = {.host = "127.0.0.1", .port = server_->port()},
                                 .identity = identity,
                                 .server_keys = std::move(keys)}}));
    }

    [[nodiscard]] std::unique_ptr<Client> bravo() const {
        return make_client(bravo_, {key_of(bravo_), key_of(alpha_)});
    }

    const crypto::TlsIdentity alpha_ = make_identity("ALPHA");
    const crypto::TlsIdentity bravo_ = make_identity("BRAVO");
    std::atomic<bool> is_known_ = true;
    std::atomic<int> handshakes_ = 0;
    std::unique_ptr<Server> server_;
};

TEST_F(TlsScene, TellsTheHandlerWhoAsks) {
    EXPECT_EQ(take(bravo()->send({.target = "/who"})).body, to_hex(view(key_of(bravo_))));
}

TEST_F(TlsScene, KeepsTheConnection) {
    const auto client = bravo();
    for (int i = 0; i < 3; ++i) EXPECT_TRUE(client->send({.target = "/who"}));
    EXPECT_EQ(handshakes_, 1);
}

TEST_F(TlsScene, CarriesALargeBody) {
    const OutgoingRequest post{
        .method = "POST", .target = "/size", .body = std::string(1'000'000, 'x')};
    EXPECT_EQ(take(bravo()->send(post)).body, "1000000");
}

TEST_F(TlsScene, RefusesAKeyThatItDoesNotKnow) {
    const auto stranger = make_client(make_identity("STRANGER"), {key_of(alpha_)});
    const auto response = stranger->send({.target = "/who"});
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().kind, ErrorKind::refused);
    EXPECT_EQ(response.error().what, "the peer refused our certificate: has it added our card?");
}

TEST_F(TlsScene, TakesAKeyFromTheMomentThatItIsKnown) {
    is_known_ = false;
    const auto client = bravo();
    EXPECT_EQ(client->send({.target = "/who"}).error().kind, ErrorKind::refused);
    is_known_ = true;
    EXPECT_TRUE(client->send({.target = "/who"}));
    is_known_ = false;
    EXPECT_EQ(bravo()->send({.target = "/who"}).error().kind, ErrorKind::refused);
}

TEST_F(TlsScene, RefusesALargeRequestOfAStrangerInTheSameWords) {
    is_known_ = false;
    const OutgoingRequest post{
        .method = "POST", .target = "/size", .body = std::string(1'000'000, 'x')};
    const auto response = bravo()->send(post);
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().kind, ErrorKind::refused) << line_of(response);
}

TEST_F(TlsScene, IsRefusedWhenItShowsAnotherKeyThanItsCard) {
    const auto response = make_client(bravo_, {key_of(bravo_)})->send({.target = "/who"});
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().kind, ErrorKind::refused);
    EXPECT_EQ(response.error().what, "the peer's certificate is not the one in its card");
}

TEST_F(TlsScene, SaysWhichPortIsTaken) {
    const auto second = try_start(server_->port());
    ASSERT_FALSE(second);
    const auto address = "127.0.0.1:" + std::to_string(server_->port());
    EXPECT_EQ(second.error().kind, ErrorKind::conflict);
    EXPECT_EQ(second.error().what, "another program listens at " + address);
    EXPECT_EQ(second.error().where, address);
}

TEST_F(TlsScene, SaysThatNobodyListens) {
    const auto client = bravo();
    server_.reset();
    const auto response = client->send({.target = "/who"});
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().kind, ErrorKind::unavailable);
    EXPECT_EQ(response.error().what, "cannot connect: Connection refused");
}

TEST_F(TlsScene, StartsAgainAtTheSamePort) {
    const auto client = bravo();
    const auto port = server_->port();
    EXPECT_TRUE(client->send({.target = "/who"}));
    server_.reset();
    start(port);
    EXPECT_TRUE(client->send({.target = "/who"}));
}

TEST_F(TlsScene, GivesUpOnAServerThatIsSilent) {
    const auto silent = take(detail::listen_tcp("127.0.0.1", 0));
    const auto client = take(Client::make(
        {.target = TlsTarget{.endpoint = {.host = "127.0.0.1", .port = detail::port_of(silent)},
                             .identity = bravo_,
                             .server_keys = {}},
         .connect_timeout = milliseconds(20)}));
    EXPECT_EQ(client->send({.target = "/"}).error().what, "timeout: no answer in time");
}

TEST_F(TlsScene, RefusesAnIdentityThatIsNone) {
    auto mixed = alpha_;
    mixed.certificate_pem = bravo_.certificate_pem;
    for (const auto& identity : {crypto::TlsIdentity{}, mixed}) {
        const auto client = Client::make({.target = TlsTarget{{"127.0.0.1", 1}, identity, {}}});
        ASSERT_FALSE(client);
        EXPECT_EQ(client.error().kind, ErrorKind::invalid);
    }
}

TEST(TlsListening, RefusesWhatIsNoAddressOfThisMachine) {
    for (const auto* address : {"", "localhost:1", "256.0.0.1", "192.0.2.1"}) {  // RFC 5737
        EXPECT_EQ(detail::listen_tcp(address, 0).error().kind, ErrorKind::invalid) << address;
    }
    EXPECT_TRUE(detail::listen_tcp("127.0.0.1", 0));
}

}  // namespace
}  // namespace entente::http::test
