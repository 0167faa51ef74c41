#include "server/api/api.h"

#include "http/client.h"
#include "http/server.h"
#include "json/value.h"
#include "json/write.h"
#include "lane/entry_proof.h"
#include "tests/channel/party.h"

namespace entente::test {
namespace {

using ::testing::HasSubstr;

/// ALPHA's interface at its socket, with two objects on a channel with BRAVO.
class Api : public Pair {
protected:
    void SetUp() override {
        alpha_.put(channel_, {object_text(1, "first"), object_text(2, "second")});
        http::Router router;
        server::api::add_routes(router, parts_);
        server_ = must(http::Server::start({.listener = http::UnixListener{path_}, .limits = {}},
                                           std::move(router)));
        client_ = must(http::Client::make({.target = http::UnixTarget{path_}}));
    }

    [[nodiscard]] http::Response ask(const std::string& method, const std::string& target,
                                     const std::string& body = {}) const {
        return must(client_->send({.method = method, .target = "/api/v1" + target, .body = body}));
    }

    /// The answer's document; its status is as expected.
    [[nodiscard]] json::Document answer(int status, const http::Response& response) const {
        EXPECT_EQ(response.status, status) << response.body;
        return must(json::Document::parse(response.body));
    }

    std::string path_ = alpha_.scratch / "socket";
    int changes_ = 0;
    server::api::Parts parts_{
        .context = *alpha_.context,
        .links =
            [] {
                return std::vector<server::api::LinkStatus>{{.peer = "BRAVO",
                                                             .endpoint = "https://bravo:1",
                                                             .state = "connected",
                                                             .last_error = {}}};
            },
        .peers_changed = [this] { ++changes_; }};
    std::unique_ptr<http::Server> server_;
    std::unique_ptr<http::Client> client_;
};

std::string text_of(const json::Value& value, const char* name) {
    return std::string(value.member(name)->as_string().value());
}

std::size_t count_of(const json::Value& value, const char* name) {
    std::size_t count = 0;
    for ([[maybe_unused]] const auto& item : value.member(name)->elements()) ++count;
    return count;
}

TEST_F(Api, SaysHowTheNodeIs) {
    const auto status = answer(200, ask("GET", "/status"));
    EXPECT_EQ(text_of(status.root(), "name"), "ALPHA");
    EXPECT_EQ(text_of(status.root(), "writing_stopped"), "");
    EXPECT_EQ(count_of(status.root(), "channels"), 1U);
    EXPECT_EQ(count_of(status.root(), "links"), 1U);
}

TEST_F(Api, GivesTheCardAndThePeers) {
    const auto card = answer(200, ask("GET", "/card"));
    EXPECT_EQ(must(channel::decode_card(text_of(card.root(), "card"))).card, alpha_.card.card);
    EXPECT_EQ(count_of(answer(200, ask("GET", "/peers")).root(), "peers"), 2U);
}

TEST_F(Api, TakesACardAndTellsTheLinks) {
    const Party charlie("CHARLIE");
    const auto added = answer(201, ask("POST", "/peers", lane::encode_note(charlie.card.note)));
    EXPECT_EQ(text_of(added.root(), "name"), "CHARLIE");
    EXPECT_EQ(changes_, 1);
    const auto proposed =
        answer(201, ask("POST", "/channels", R"({"subject":"New","with":["CHARLIE"]})"));
    EXPECT_EQ(text_of(proposed.root(), "state"), "waiting for the others");
    EXPECT_EQ(changes_, 2);
    EXPECT_EQ(count_of(answer(200, ask("GET", "/channels")).root(), "channels"), 2U);
}

TEST_F(Api, JoinsAChannelFromItsCharter) {
    const auto charter =
        must(channel::propose_channel(*bravo_.context, "From a file", {alpha_.card}));
    const auto joined = answer(200, ask("POST", "/channel/join", lane::encode_note(charter.note)));
    EXPECT_EQ(text_of(joined.root(), "state"), "founded");
    const auto again = answer(200, ask("GET", "/channel?channel=From%20a%20file"));
    EXPECT_EQ(text_of(again.root(), "id"), lane::to_hex(charter.channel()));
}

TEST_F(Api, ListsObjectsPageByPage) {
    std::vector<std::string> names;
    std::int64_t cursor = 0;
    do {
        const auto page =
            answer(200, ask("GET", "/objects?limit=1&cursor=" + std::to_string(cursor)));
        EXPECT_LE(count_of(page.root(), "objects"), 1U);
        for (const auto& object : page.root().member("objects")->elements()) {
            names.push_back(text_of(object, "name"));
        }
        const auto next = page.root().member("next")->as_integer().value();
        ASSERT_TRUE(next == 0 || next > cursor);
        cursor = next;
    } while (cursor > 0);
    EXPECT_EQ(names, (std::vector<std::string>{"first", "second"}));
    EXPECT_EQ(count_of(answer(200, ask("GET", "/objects?type=report")).root(), "objects"), 0U);
}

TEST_F(Api, ShowsAnObjectAndTheLog) {
    const auto shown =
        answer(200, ask("GET", "/objects/identity--00000000-0000-4000-8000-000000000001"));
    EXPECT_EQ(count_of(shown.root(), "versions"), 1U);
    const auto log = answer(200, ask("GET", "/log?party=ALPHA"));
    ASSERT_EQ(count_of(log.root(), "lanes"), 1U);
    EXPECT_EQ(count_of(*log.root().member("lanes")->elements().begin(), "entries"), 3U);
}

TEST_F(Api, PutsObjectsAndReports) {
    const auto put = ask("POST", "/objects", object_text(3));
    EXPECT_EQ(put.status, 200) << put.body;
    EXPECT_THAT(put.body, HasSubstr("\"event\":\"done\""));
    EXPECT_THAT(put.body, HasSubstr("\"sealed\":1"));
}

TEST_F(Api, ReportsWhatItCannotPutWithItsPlace) {
    const auto broken = ask("POST", "/objects", object_text(3) + "{\"type\":");
    EXPECT_THAT(broken.body, HasSubstr("\"event\":\"error\""));
    EXPECT_THAT(broken.body, HasSubstr("byte"));
    const auto wrong = ask("POST", "/objects", object_text(3) + R"({"type":"identity"})");
    EXPECT_THAT(wrong.body, HasSubstr("\"refused\":1"));
    EXPECT_THAT(wrong.body, HasSubstr("\"sealed\":0"));
    EXPECT_THAT(wrong.body, HasSubstr("object 1, byte"));
    EXPECT_EQ(count_of(answer(200, ask("GET", "/objects")).root(), "objects"), 2U);
}

TEST_F(Api, RefusesWithAStatusAndAProblemThatSaysWhy) {
    struct Row {
        const char* method;
        const char* target;
        const char* body;
        int status;
    };

    const std::vector<Row> rows = {
        {"GET", "/nothing", "", 404},
        {"GET", "/objects?limit=x", "", 400},
        {"GET", "/objects?cursor=-1", "", 400},
        {"GET", "/objects?channel=Nowhere", "", 404},
        {"GET", "/objects/%zz", "", 400},
        {"GET", "/objects/identity--00000000-0000-4000-8000-999999999999", "", 404},
        {"GET", "/log?from=x", "", 400},
        {"GET", "/log?limit=1.5", "", 400},
        {"GET", "/log?party=NOBODY", "", 404},
        {"GET", "/channel?channel=Nowhere", "", 404},
        {"GET", "/comparison?question=question--nothing", "", 404},
        {"POST", "/objects?channel=Nowhere", "{}", 404},
        {"POST", "/channels", "", 400},
        {"POST", "/channels", "once upon a time", 400},
        {"POST", "/channels", "[]", 400},
        {"POST", "/channels", R"({"subject":"S"})", 400},
        {"POST", "/channels", R"({"subject":1,"with":["BRAVO"]})", 400},
        {"POST", "/channels", R"({"subject":"S","with":[]})", 400},
        {"POST", "/channels", R"({"subject":"S","with":[1]})", 400},
        {"POST", "/channels", R"({"subject":"S","with":["NOBODY"]})", 404},
        {"POST", "/channels", R"({"subject":"Afghanistan 2021","with":["BRAVO"]})", 409},
        {"POST", "/channel/join", "once upon a time", 400},
        {"POST", "/channel/join?channel=Nowhere", "", 404},
        {"POST", "/peers", "", 400},
        {"POST", "/peers", "once upon a time", 400},
        {"POST", "/assessments", "{", 400},
        {"POST", "/assessments", "{}", 400}};
    for (const auto& row : rows) {
        const auto refused = ask(row.method, row.target, row.body);
        EXPECT_EQ(refused.status, row.status)
            << row.method << ' ' << row.target << ' ' << row.body << '\n'
            << refused.body;
        EXPECT_EQ(refused.content_type, "application/problem+json") << row.target;
        EXPECT_FALSE(http::error_of(refused).what.empty()) << row.target;
    }
    EXPECT_EQ(ask("GET", "/status").status, 200);
}

TEST_F(Api, ListsDisputesAndResolvesNoneThatIsNotThere) {
    EXPECT_EQ(ask("GET", "/evidence").body, R"({"disputes":[]})");
    EXPECT_EQ(count_of(answer(200, ask("GET", "/status")).root(), "disputes"), 0U);
    const auto lane = lane::to_hex(lane_);
    EXPECT_EQ(ask("POST", "/resolve", R"({"lane":")" + lane + R"(","reason":"why"})").status, 404);
    EXPECT_EQ(ask("POST", "/resolve", R"({"lane":")" + lane + R"("})").status, 400);
    EXPECT_EQ(ask("POST", "/resolve", R"({"lane":1,"reason":"why"})").status, 400);
    EXPECT_EQ(ask("POST", "/resolve", "").status, 400);
}

TEST_F(Api, TakesBackWhatWasPutAndTellsWhoConfirmedIt) {
    EXPECT_EQ(ask("GET", "/recalls").body, R"({"recalls":[]})");
    alpha_.put(channel_, {object_text(7)});
    const auto id = "identity--00000000-0000-4000-8000-000000000007";
    const auto request = [&](std::string_view action, std::string_view reason) {
        json::Object object;
        object.add("action", action);
        object.add("reason", reason);
        object.add("what", id);
        return object.text();
    };
    EXPECT_EQ(ask("POST", "/recalls", request("burn", "why")).status, 400);
    EXPECT_EQ(ask("POST", "/recalls", request("erase", "")).status, 400);
    EXPECT_EQ(ask("POST", "/recalls", "").status, 400);
    EXPECT_EQ(
        count_of(answer(200, ask("POST", "/recalls", request("erase", "why"))).root(), "entries"),
        1U);
    EXPECT_EQ(ask("POST", "/recalls", request("erase", "why")).status, 404) << "it is gone";
    EXPECT_EQ(ask("GET", std::string("/objects/") + id).status, 404);
    EXPECT_EQ(count_of(answer(200, ask("GET", "/recalls")).root(), "recalls"), 1U);
    EXPECT_THAT(ask("GET", "/recalls").body, HasSubstr(R"("answer":"not yet told")"));
    EXPECT_THAT(ask("GET", "/log").body, HasSubstr(R"("type":"erased")"));
}

TEST_F(Api, ProvesAnEntryOnceSomebodyHoldsItAndTellsTheKeysOfALane) {
    alpha_.put(channel_, {object_text(7)});
    const std::string target = "/proofs/identity--00000000-0000-4000-8000-000000000007";
    EXPECT_EQ(ask("GET", target).status, 503) << "no reader has given a receipt yet";
    exchange(alpha_, bravo_);
    const auto proof = answer(200, ask("GET", target));
    const auto member = [&](std::string_view name) {
        return proof.root().member(name)->as_string().value();
    };
    const auto decoded = must(lane::decode_entry_proof(member("proof")));
    const auto policy = must(lane::parse_policy(member("policy")));
    EXPECT_TRUE(lane::verify_entry_proof(decoded, member("header"), member("body"), policy));
    EXPECT_EQ(ask("GET", "/proofs/" + std::string(member("entry"))).status, 200);
    EXPECT_EQ(ask("GET", "/proofs/identity--99").status, 404);
    const auto keys = ask("GET", "/lanes/" + std::string(member("lane")).substr(0, 8) + "/keys");
    EXPECT_EQ(count_of(answer(200, keys).root(), "keys"), 2U);
    EXPECT_EQ(ask("GET", "/lanes/0000/keys").status, 404);
}

TEST_F(Api, RefusesOtherMethodsAndNamesThoseThereAre) {
    for (const auto* target : {"/status", "/card", "/peers", "/channels", "/channel", "/objects",
                               "/objects/x", "/log", "/assessments", "/comparison"}) {
        const auto refused = ask("DELETE", target);
        EXPECT_EQ(refused.status, 405) << target;
    }
}

TEST_F(Api, AsksWhichChannelWhereThereAreSeveral) {
    must(channel::propose_channel(*alpha_.context, "Another", {bravo_.card}));
    const auto refused = ask("GET", "/objects");
    EXPECT_EQ(refused.status, 404);
    EXPECT_THAT(http::error_of(refused).what, HasSubstr("which one"));
    EXPECT_EQ(ask("GET", "/objects?channel=Another").status, 200);
}

RC_GTEST_FIXTURE_PROP(Api, AnswersAnyBodyWithAProblemOrASuccess, ()) {
    const auto body = *rc::gen::arbitrary<std::string>();
    for (const auto* target : {"/channels", "/channel/join", "/peers", "/assessments"}) {
        const auto status = ask("POST", target, body).status;
        RC_ASSERT(status < 500);
    }
}

}  // namespace
}  // namespace entente::test
