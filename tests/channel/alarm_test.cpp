#include "channel/alarm.h"

#include "channel/alarm_json.h"
#include "tests/channel/forked.h"

namespace entente::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class AlarmWords : public Forked {
protected:
    [[nodiscard]] std::vector<std::string> lines_at(const Party& party) const {
        return channel::lines_of(channel::alarm_of(*party.directory, dispute_of(party)));
    }

    [[nodiscard]] std::string text_at(const Party& party) const {
        std::string text;
        for (const auto& line : lines_at(party)) text += line + "\n";
        return text;
    }

    [[nodiscard]] std::string id() const { return lane::to_hex(lane_).substr(0, 8); }
};

// Design 02-log section 4.8, the words themselves.
TEST_F(AlarmWords, SayWhatIsCertainWhatIsNotWhatWasDoneAndWhatIsToDo) {
    split(3);
    (void)channel::receive(*bravo_.context, alpha_.id(), lane_, segment(bravo_, 2));
    const auto fork = proof_of(bravo_);
    const auto root = [](const lane::Head& head) { return to_base64(view(head.root)); };
    const auto file = "evidence/" + id() + "-3-5.json";
    EXPECT_THAT(
        lines_at(bravo_),
        ElementsAre(
            "ALARM  ALPHA has signed two different histories of lane " + id() +
                " (ALPHA -> CHARLIE, this node).",
            "  Certain:      ALPHA's key signed size 3 root " + root(fork.smaller()),
            "                and size 5 root " + root(fork.larger()) +
                "; these cannot belong to one log.",
            "                The histories agree up to entry 1 and differ from entry 2 on.",
            "  Not certain:  whether it was deliberate. A restore from an old backup or a stolen "
            "key "
            "does the same.",
            "  Done:         no more receipts for this lane; what came of both versions is kept;",
            "                proof in " + file + "; not yet told: CHARLIE.",
            "  To do:        reach ALPHA by another way. Do not rely on entries 2 and later.",
            "                Anyone can check the proof: entente evidence verify " + file,
            "                Once it is clear: entente resolve " + id() + " --reason TEXT"));
}

TEST_F(AlarmWords, SayWhoWasTold) {
    split();
    show_heads(bravo_, charlie_);
    EXPECT_THAT(text_at(charlie_), HasSubstr("not yet told: BRAVO."));
    charlie_.directory->disputes().note_told(channel::evidence_name(proof_of(charlie_)),
                                             bravo_.id());
    EXPECT_THAT(text_at(charlie_), HasSubstr("; BRAVO told."));
}

TEST_F(AlarmWords, SayThatItIsNotKnownWhereTheHistoriesPart) {
    split();
    show_heads(bravo_, charlie_);
    EXPECT_THAT(text_at(charlie_), HasSubstr("From which entry on they differ is not known here."));
    EXPECT_THAT(text_at(charlie_), HasSubstr("Do not rely on the entries of this lane."));
}

TEST_F(AlarmWords, TellTheWriterThatItIsItsOwnKey) {
    split();
    show_heads(bravo_, charlie_);
    const auto file = lane::encode_evidence(proof_of(charlie_).evidence());
    ASSERT_TRUE(channel::take_evidence(*alpha_.context, charlie_.id(), file));
    EXPECT_THAT(text_at(alpha_), HasSubstr("ALARM  this node has signed"));
    EXPECT_THAT(text_at(alpha_), HasSubstr("who else has our log key"));
}

TEST_F(AlarmWords, TurnIntoANoteOnceResolved) {
    split();
    show_heads(bravo_, charlie_);
    must(channel::resolve(*charlie_.context, id(), "a restored disk", ""));
    EXPECT_THAT(text_at(charlie_), HasSubstr("NOTE  ALPHA has signed two different histories"));
    EXPECT_THAT(text_at(charlie_), HasSubstr("a restored disk"));
    EXPECT_EQ(text_at(charlie_).find("To do:"), std::string::npos);
    const auto json = channel::json_of(*charlie_.directory, dispute_of(charlie_)).text();
    EXPECT_THAT(json, HasSubstr(R"("state":"resolved")"));
    EXPECT_THAT(json, HasSubstr(R"("reason":"a restored disk")"));
}

}  // namespace
}  // namespace entente::test
