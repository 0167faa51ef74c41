#pragma once
// A node's directory, made as `entente init` makes it, with a channel of two and what was put
// there.

#include <fstream>

#include "node/node.h"
#include "tests/channel/party.h"
#include "tests/support/shared_data.h"

namespace entente::test {

inline node::NewNode new_node(const host::Path& directory, const std::string& name) {
    node::NewNode options;
    options.directory = directory;
    options.name = name;
    return options;
}

inline Result<channel::SignedCard> try_make_node(const node::NewNode& options) {
    const auto disk = host::make_system_disk();
    const SetClock clock;
    host::SystemRandom random;
    return node::create_node(*disk, clock, random, options);
}

inline channel::SignedCard make_node(const host::Path& directory, const std::string& name) {
    return must(try_make_node(new_node(directory, name)));
}

inline void write_file(const std::string& path, std::string_view text) {
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file << text;
    EXPECT_TRUE(file.flush()) << path;
}

/// The directory of ALPHA's node.
class MadeNode : public ::testing::Test {
protected:
    [[nodiscard]] auto open() const { return node::Node::open(directory_); }

    /// Whether it is refused: the error, for the test to look at.
    [[nodiscard]] Error refusal() const {
        const auto node = open();
        EXPECT_FALSE(node);
        return node ? Error{.kind = {}, .what = {}, .where = {}, .remedy = {}} : node.error();
    }

    Scratch scratch_;
    host::Path directory_ = scratch_ / "alpha";
    channel::SignedCard card_ = make_node(directory_, "ALPHA");
};

/// Founds a channel between the node and BRAVO, puts three objects there and gets BRAVO's receipts.
inline lane::ChannelId fill(channel::Context& alpha, const channel::SignedCard& card,
                            Party& bravo) {
    EXPECT_TRUE(alpha.directory.add_card(bravo.card));
    EXPECT_TRUE(bravo.directory->add_card(card));
    auto charter = must(channel::propose_channel(alpha, "Afghanistan 2021", {bravo.card}));
    EXPECT_TRUE(bravo.directory->merge_charter(charter));
    charter = must(channel::join_channel(*bravo.context, charter));
    EXPECT_TRUE(alpha.directory.merge_charter(charter));
    EXPECT_TRUE(channel::open_missing_lanes(alpha));
    EXPECT_TRUE(channel::open_missing_lanes(*bravo.context));
    const auto publication = must(channel::Publication::begin(alpha, charter.channel()));
    for (int i = 1; i <= 3; ++i) EXPECT_TRUE(publication->offer(object_text(i), "here"));
    EXPECT_TRUE(publication->finish(false, [](auto, auto) {}));
    bravo.put(charter.channel(), {object_text(4)});
    const auto carry_all = [](channel::Context& from, channel::Context& to) {
        for (const auto& lane : must(channel::lanes_readable_by(from, to.self()))) {
            const auto held = channel::held_size(to, lane.id);
            const auto segment = must(
                channel::serve_segment(from, to.self(), lane.id, lane::EntryIndex(held.value())));
            if (!segment) continue;
            EXPECT_TRUE(channel::receive(to, from.self(), lane.id, *segment));
        }
    };
    carry_all(alpha, *bravo.context);
    carry_all(*bravo.context, alpha);
    const auto heads = must(channel::heads_for(*bravo.context, alpha.self()));
    EXPECT_TRUE(channel::compare_heads(alpha, bravo.id(), heads));
    return charter.channel();
}

}  // namespace entente::test
