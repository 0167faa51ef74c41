// A split view, found by the readers (design 02-log section 4.8, attack 3): over real TLS, with a
// writer that signs two histories.
#include "channel/evidence.h"

#include "base/limits.h"
#include "json/value.h"
#include "peer/exchange.h"
#include "tests/channel/forked.h"
#include "tests/peer/scene.h"

namespace entente::test {
namespace {

/// BRAVO holds the smaller branch, CHARLIE the larger.
class SplitView : public Forked {
protected:
    SplitView() { split(); }

    [[nodiscard]] Bytes file() const {
        return lane::encode_evidence(proof_of(charlie_).evidence());
    }

    static http::Response post(http::Client& client, const std::string& body) {
        return must(client.send(
            {.method = "POST", .target = std::string(peer::evidence_path), .body = body}));
    }

    /// One exchange that `from` begins; whatever it says of the lane that does not fit.
    static void run(Party& from, Party& to) {
        const Serving serving(to);
        const auto client = serving.dialled_by(from);
        (void)peer::Exchange(*from.context, to.id(), *client).run();
    }

    void expect_both_frozen() {
        ASSERT_TRUE(is_frozen(bravo_));
        ASSERT_TRUE(is_frozen(charlie_));
        EXPECT_EQ(lane::encode_evidence(proof_of(bravo_).evidence()), file());
    }

    void expect_equal() {
        EXPECT_EQ(must(channel::shared_fingerprint(*bravo_.context, charlie_.id())),
                  must(channel::shared_fingerprint(*charlie_.context, bravo_.id())));
    }
};

// Invariant I7: one heads exchange between honest members is enough, whoever dials.
TEST_F(SplitView, IsExposedWhenTheHolderOfTheSmallerBranchDials) {
    run(bravo_, charlie_);
    expect_both_frozen();
    EXPECT_EQ(dispute_of(bravo_).differs_from, lane::EntryIndex(2));
    EXPECT_EQ(proof_of(charlie_).evidence().common->size, lane::TreeSize(2));
}

TEST_F(SplitView, IsExposedWhenTheHolderOfTheLargerBranchDials) {
    run(charlie_, bravo_);
    expect_both_frozen();
    EXPECT_EQ(dispute_of(charlie_).differs_from, lane::EntryIndex(2));
}

TEST_F(SplitView, LetsTheOtherLanesThrough) {
    bravo_.put(channel_, {object_text(50)});
    charlie_.put(channel_, {object_text(51)});
    run(bravo_, charlie_);
    run(bravo_, charlie_);
    expect_equal();
    EXPECT_TRUE(charlie_.lane_of(channel_, bravo_).frontier.size().value() > 1);
    EXPECT_TRUE(bravo_.lane_of(channel_, charlie_).frontier.size().value() > 1);
}

// A connection that stands is not greeted again: the head that does not fit is shown all the same.
TEST_F(Forked, IsExposedOnAStandingConnection) {
    const Serving serving(charlie_);
    const auto client = serving.dialled_by(bravo_);
    peer::Exchange exchange(*bravo_.context, charlie_.id(), *client);
    must(exchange.run());
    split();
    EXPECT_FALSE(exchange.run());
    EXPECT_TRUE(is_frozen(bravo_));
    EXPECT_TRUE(is_frozen(charlie_));
    EXPECT_TRUE(exchange.run());
}

TEST_F(SplitView, IsToldToTheWriterToo) {
    run(bravo_, charlie_);
    alpha_.open("node", "fence");
    run(charlie_, alpha_);
    EXPECT_TRUE(is_frozen(alpha_));
    EXPECT_FALSE(channel::Publication::begin(*alpha_.context, channel_));
}

TEST_F(SplitView, IsServedAndTakenOnceItIsProved) {
    run(bravo_, charlie_);
    const Serving serving(charlie_);
    const auto client = serving.dialled_by(bravo_);
    const auto response = must(client->send({.target = std::string(peer::evidence_path)}));
    EXPECT_EQ(response.status, 200);
    const auto document = must(json::Document::parse(response.body));
    const auto files = document.root().member("evidence")->elements();
    ASSERT_EQ(files.size(), 1U);
    EXPECT_EQ((*files.begin()).as_string().value(), file());
    EXPECT_EQ(post(*client, file()).status, 204);  // a repeat changes nothing
    EXPECT_EQ(dispute_of(charlie_).evidence.size(), 1U);
}

// Design 02-log section 3.11: limits before allocation, a proof before it counts, the same 404.
TEST_F(SplitView, EvidenceIsRefusedFromStrangersAndIfItProvesNothing) {
    show_heads(bravo_, charlie_);
    Party mallory("MALLORY");
    found({&bravo_, &mallory}, "Another");
    const Serving serving(bravo_);
    const auto stranger = serving.dialled_by(mallory);
    const auto member = serving.dialled_by(charlie_);
    auto unknown = must(lane::decode_evidence(file()));
    unknown.lane = lane::LaneId(crypto::sha256({"no lane"}));
    const auto refused = post(*stranger, file());
    EXPECT_EQ(refused.status, 404);
    const auto none = post(*member, lane::encode_evidence(unknown));
    EXPECT_EQ(none.status, 404);
    EXPECT_EQ(http::error_of(refused).what, http::error_of(none).what);
    EXPECT_EQ(must(stranger->send({.target = std::string(peer::evidence_path)})).body,
              R"({"evidence":[]})");
    auto forged = must(lane::decode_evidence(file()));
    forged.prefix_root = crypto::sha256({"another"});
    EXPECT_GE(post(*member, lane::encode_evidence(forged)).status, 400);
    EXPECT_GE(post(*member, "{}").status, 400);
    EXPECT_EQ(post(*member, std::string(limits::evidence_bytes_max + 1, ' ')).status, 413);
    EXPECT_FALSE(is_frozen(bravo_));
}

}  // namespace
}  // namespace entente::test
