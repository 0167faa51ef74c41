#include "courier/outbox.h"

#include "tests/courier/post.h"

namespace entente::test {
namespace {

class Outbox : public Pair {
protected:
    std::string put() {
        return outbox_.put(must(courier::export_bundle(
            *alpha_.context, bravo_.id(), courier::Contents::unreceipted, no_progress)));
    }

    courier::Outbox outbox_;
};

TEST_F(Outbox, GivesEachBundleOnce) {
    const auto ticket = put();
    const auto other = put();
    EXPECT_EQ(must(outbox_.take(ticket))->manifest().sequence, 1U);
    EXPECT_EQ(outbox_.take(ticket).error().kind, ErrorKind::not_found);
    EXPECT_EQ(must(outbox_.take(other))->manifest().sequence, 2U);
}

TEST_F(Outbox, HoldsAFewAndLeavesNoFileBehind) {
    const auto first = put();
    for (int i = 0; i < 4; ++i) put();
    EXPECT_EQ(outbox_.take(first).error().kind, ErrorKind::not_found);
    using std::filesystem::directory_iterator;
    const auto files = directory_iterator(alpha_.scratch / "spool");
    EXPECT_EQ(std::distance(begin(files), end(files)), 4);
}

}  // namespace
}  // namespace entente::test
