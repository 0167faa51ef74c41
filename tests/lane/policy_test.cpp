// Who must have signed: C2SP tlog-policy.

#include "lane/policy.h"

#include "lane/checkpoint.h"
#include "tests/lane/writer.h"
#include "tests/support/precompiled.h"

namespace entente::lane {
namespace {

KnownKey log_key(const std::string& name) {
    return {.name = "example.com/" + name,
            .type = SignatureType::ed25519,
            .key = test::key_pair(name).public_key()};
}

KnownKey witness_key(const std::string& name) {
    return {.name = cosigner_name(test::party(name)),
            .type = SignatureType::cosignature_v1,
            .key = test::key_pair(name).public_key()};
}

std::string text_of(const KnownKey& key) {
    return verifier_key(key.name, key.type, key.key);
}

Head a_head() {
    const auto digest = crypto::sha256({"lane"});
    return {.lane = LaneId(digest), .size = TreeSize(7), .root = digest};
}

/// A head signed by its log, and cosigned by these.
Note cosigned(const std::vector<std::string>& names) {
    auto checkpoint = sign_checkpoint(a_head(), test::key_pair("log"));
    for (const auto& name : names) {
        add_receipt(checkpoint, cosign(a_head(), test::party(name), 5, test::key_pair(name)));
    }
    return checkpoint.note;
}

Policy policy(const std::string& rules) {
    const KnownKey log{.name = lane_origin(a_head().lane),
                       .type = SignatureType::ed25519,
                       .key = test::key_pair("log").public_key()};
    std::string text = "# who counts\n\nlog " + text_of(log) + "\n";
    for (const auto* name : {"a", "b", "c"}) {
        text += " witness\t" + std::string(name) + " " + text_of(witness_key(name)) + "  \n";
    }
    return parse_policy(text + rules).value();
}

bool is_met(const std::string& rules, const std::vector<std::string>& names) {
    return apply_policy(policy(rules), cosigned(names)).has_value();
}

TEST(VerifierKey, ReadsBackAsWritten) {
    for (const auto& key : {log_key("a"), witness_key("b")}) {
        EXPECT_EQ(parse_verifier_key(text_of(key)).value(), key);
    }
}

TEST(VerifierKey, IsRefusedAfterAnyChangedCharacter) {
    const auto text = text_of(log_key("a"));
    for (std::size_t at = 0; at < text.size(); ++at) {
        auto changed = text;
        changed[at] = changed[at] == 'x' ? 'y' : 'x';
        EXPECT_FALSE(parse_verifier_key(changed)) << changed;
        EXPECT_FALSE(parse_verifier_key(text.substr(0, at)));
    }
}

TEST(Policy, AsksForItsQuorumAndNoLess) {
    EXPECT_TRUE(is_met("quorum none\n", {}));
    EXPECT_TRUE(is_met("quorum a\n", {"a"}));
    EXPECT_FALSE(is_met("quorum a\n", {"b", "c"}));
    EXPECT_TRUE(is_met("group g any a b\nquorum g\n", {"b"}));
    EXPECT_FALSE(is_met("group g any a b\nquorum g\n", {"c"}));
    EXPECT_TRUE(is_met("group g all a b\nquorum g\n", {"a", "b"}));
    EXPECT_FALSE(is_met("group g all a b\nquorum g\n", {"a"}));
    EXPECT_TRUE(is_met("group g 2 a b c\nquorum g\n", {"a", "c"}));
    EXPECT_FALSE(is_met("group g 2 a b c\nquorum g\n", {"c"}));
    EXPECT_TRUE(is_met("group g any a b\ngroup h all g c\nquorum h\n", {"b", "c"}));
    EXPECT_FALSE(is_met("group g any a b\ngroup h all g c\nquorum h\n", {"a", "b"}));
}

// Trap 15: an opened note is content with any one known signer.
TEST(Policy, IsNotMetByWitnessesWithoutTheLog) {
    auto note = cosigned({"a"});
    note.signatures.erase(note.signatures.begin());
    EXPECT_EQ(apply_policy(policy("quorum a\n"), note).error().kind, ErrorKind::refused);
    note = cosigned({"a"});
    note.signatures.front().name = "example.com/other";
    EXPECT_EQ(apply_policy(policy("quorum a\n"), note).error().kind, ErrorKind::refused);
}

TEST(Policy, RefusesAWrongLineUnderAKnownKeyThoughItIsNotRequired) {
    auto note = cosigned({"a", "b"});
    note.signatures.back().signature.back() ^= 1;
    EXPECT_EQ(apply_policy(policy("quorum a\n"), note).error().kind, ErrorKind::refused);
}

TEST(Policy, PassesOverLinesByUnknownKeys) {
    EXPECT_TRUE(apply_policy(policy("quorum a\n"), cosigned({"a", "stranger"})));
}

TEST(Policy, IsRefusedWithTheLineThatIsWrong) {
    const auto a = text_of(witness_key("a"));
    const auto where = [](const std::string& text) {
        const auto parsed = parse_policy(text);
        return parsed ? "" : parsed.error().where;
    };
    EXPECT_EQ(where(""), "policy");
    EXPECT_EQ(where("quorum none"), "policy, line 1");
    EXPECT_EQ(where("quorum a\n"), "policy, line 1");
    EXPECT_EQ(where("quorum none\nquorum none\n"), "policy, line 2");
    EXPECT_EQ(where("witness none " + a + "\nquorum none\n"), "policy, line 1");
    EXPECT_EQ(where("witness a " + a + "\nwitness b " + a + "\n"), "policy, line 2");
    EXPECT_EQ(where("log " + a + "\n"), "policy, line 1");
    EXPECT_EQ(where("witness a " + text_of(log_key("a")) + "\n"), "policy, line 1");
    EXPECT_EQ(where("witness a " + a + "\ngroup g 2 a\n"), "policy, line 2");
    EXPECT_EQ(where("witness a " + a + "\ngroup g 0 a\n"), "policy, line 2");
    EXPECT_EQ(where("witness a " + a + "\ngroup a any a\n"), "policy, line 2");
    EXPECT_EQ(where("witness a " + a + "\ngroup g any b\n"), "policy, line 2");
    EXPECT_EQ(where("hello\n"), "policy, line 1");
}

TEST(Policy, ThatWeWriteAsksForTheLogAndAnyOneReader) {
    const auto text = write_policy(
        {log_key("log")}, {{.name = "a", .key = witness_key("a")}, {"b", witness_key("b")}});
    const auto read = parse_policy(text).value();
    EXPECT_EQ(read.logs, std::vector{log_key("log")});
    EXPECT_EQ(read.quorum, "readers");
    EXPECT_EQ(read.groups.front().threshold, 1U);
    EXPECT_EQ(read.groups.front().members, (std::vector<std::string>{"a", "b"}));
    EXPECT_EQ(parse_policy(write_policy({log_key("log")}, {})).value().quorum, "none");
}

RC_GTEST_PROP(Policy, AnyTextIsReadOrRefused, ()) {
    const auto words = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
        "log", "witness", "group", "quorum", "none", "any", "2", "a", " ", "\n", "\t", "#"));
    std::string text;
    for (const auto& word : words) text += word;
    (void)parse_policy(text);
}

}  // namespace
}  // namespace entente::lane
