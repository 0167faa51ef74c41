#pragma once
// A writer that signs two histories of its lane, with its real key, sealer and store: it opens a
// copy of its directory, fence and all, and writes something else.

#include "channel/evidence.h"
#include "tests/channel/party.h"

namespace entente::test {

/// Three parties on one channel; ALPHA has told nobody of anything but its lane's opening.
class Forked : public ::testing::Test {
protected:
    Forked() {
        alpha_.put(channel_, {object_text(1)});
        carry(alpha_, bravo_, lane_);
        carry(alpha_, charlie_, lane_);
    }

    static void copy(const Party& party, const std::string& from, const std::string& to) {
        std::filesystem::copy(party.scratch / from, party.scratch / to,
                              std::filesystem::copy_options::recursive);
    }

    /// From here on ALPHA has two histories: `node`, which is open, and `other`.
    void fork() {
        alpha_.open("node", "fence");  // closes, so that the copy is whole
        copy(alpha_, "node", "other");
        copy(alpha_, "fence", "other.fence");
    }

    /// ALPHA puts `objects` on one of its histories and shows that to one reader.
    void tell(const std::string& history, Party& reader, const std::vector<std::string>& objects) {
        write(history, objects);
        carry(alpha_, reader, lane_);
    }

    void write(const std::string& history, const std::vector<std::string>& objects) {
        alpha_.open(history, history == "node" ? "fence" : history + ".fence");
        alpha_.put(channel_, objects);
    }

    /// BRAVO holds three entries, and CHARLIE more, with another third.
    void split(int on_charlie = 2) {
        fork();
        tell("node", bravo_, {object_text(2)});
        std::vector<std::string> objects;
        for (int i = 0; i < on_charlie; ++i) objects.push_back(object_text(10 + i));
        tell("other", charlie_, objects);
    }

    /// What `from` shows to `to` of the lanes that both may know.
    static channel::HeadsCompared show_heads(const Party& from, Party& to) {
        const auto heads = must(channel::heads_for(*from.context, to.id()));
        return must(channel::compare_heads(*to.context, from.id(), heads));
    }

    [[nodiscard]] bool is_frozen(const Party& party) const {
        return party.directory->disputes().is_frozen(lane_);
    }

    [[nodiscard]] channel::Dispute dispute_of(const Party& party) const {
        return party.directory->disputes().of(lane_).value();
    }

    /// The evidence that froze the lane.
    [[nodiscard]] lane::ProvenEvidence proof_of(const Party& party) const {
        const auto dispute = dispute_of(party);
        return *dispute.fork();
    }

    /// Everything of the lane that ALPHA has from `from` on, as it sends it.
    [[nodiscard]] Bytes segment(const Party& reader, std::uint64_t from) {
        return must(channel::serve_segment(*alpha_.context, reader.id(), lane_,
                                           lane::EntryIndex(from)))
            .value();
    }

    Party alpha_{"ALPHA"};
    Party bravo_{"BRAVO"};
    Party charlie_{"CHARLIE"};
    lane::ChannelId channel_ = found({&alpha_, &bravo_, &charlie_});
    lane::LaneId lane_ = alpha_.lane_of(channel_, alpha_).id;
};

}  // namespace entente::test
