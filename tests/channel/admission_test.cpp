#include "channel/admission.h"

#include <thread>

#include "base/limits.h"
#include "tests/channel/party.h"

namespace entente::test {
namespace {

using channel::Admission;
using channel::Verdict;

constexpr std::string_view tlp_red =
    R"(,"object_marking_refs":["marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1"])";

release::Audience bravo() {
    return {.parties = {std::string(64, 'b')}};
}

/// The verdicts on all of them, offered in that order.
std::vector<Verdict> verdicts_on(const std::vector<std::string>& objects) {
    std::vector<Verdict> verdicts;
    Admission admission(bravo(), [&](Verdict verdict) -> Result<void> {
        verdicts.push_back(std::move(verdict));
        return {};
    });
    for (std::size_t i = 0; i < objects.size(); ++i) {
        EXPECT_TRUE(admission.offer(objects[i], "object " + std::to_string(i)));
    }
    EXPECT_TRUE(admission.finish());
    return verdicts;
}

Verdict verdict_on(const std::string& object) {
    auto verdicts = verdicts_on({object});
    EXPECT_EQ(verdicts.size(), 1U);
    return std::move(verdicts.front());
}

bool are_same(const Result<channel::Admittance>& one, const Result<channel::Admittance>& other) {
    if (!one || !other) return !one && !other && one.error() == other.error();
    return one->objects == other->objects && one->changes == other->changes;
}

TEST(Admission, TellsIdVersionAndCanonicalFormOfWhatIsLetOut) {
    const auto verdict = verdict_on(object_text(1));
    EXPECT_EQ(verdict.where, "object 0");
    ASSERT_TRUE(verdict.admitted) << line_of(verdict.admitted);
    EXPECT_EQ(verdict.admitted->objects.front().id,
              "identity--00000000-0000-4000-8000-000000000001");
    EXPECT_EQ(verdict.admitted->objects.front().version, kabul);
    EXPECT_EQ(verdict.admitted->objects.front().canonical,
              R"({"created":"2021-08-24T12:30:00.000Z",)"
              R"("id":"identity--00000000-0000-4000-8000-000000000001","identity_class":"group",)"
              R"("modified":"2021-08-24T12:30:00.000Z","name":"as ever","spec_version":"2.1",)"
              R"("type":"identity"})");
}

// STIX 2.1 section 3.6: an observable has no versions.
TEST(Admission, TellsNoVersionOfWhatHasNone) {
    const auto verdict = verdict_on(
        R"({"type":"ipv4-addr","spec_version":"2.1",)"
        R"("id":"ipv4-addr--ff26c055-6336-5bc5-b98d-13d6226742dd","value":"198.51.100.3"})");
    ASSERT_TRUE(verdict.admitted) << line_of(verdict.admitted);
    EXPECT_FALSE(verdict.admitted->objects.front().version);
}

TEST(Admission, RefusesWhatIsInvalid) {
    for (const auto* object : {"", "{", "{}", "[]", R"({"type":"identity"})"}) {
        EXPECT_EQ(kind_of(verdict_on(object).admitted), ErrorKind::invalid) << object;
    }
}

constexpr std::string_view observed_20 =
    R"({"type":"observed-data","id":"observed-data--b67d30ff-02ac-498a-92f9-32f845f448cf",)"
    R"("created":"2021-08-24T12:30:00.000Z","modified":"2021-08-24T12:30:00.000Z",)"
    R"("first_observed":"2021-08-23T00:00:00Z","last_observed":"2021-08-23T00:00:00Z",)"
    R"("number_observed":1,"objects":{"0":{"type":"process","pid":7}}})";

TEST(Admission, MakesStix21OfStix20AndTellsTheChanges) {
    const auto verdict = verdict_on(std::string(observed_20));
    ASSERT_TRUE(verdict.admitted) << line_of(verdict.admitted);
    EXPECT_FALSE(verdict.admitted->changes.empty());
    ASSERT_EQ(verdict.admitted->objects.size(), 2U);
    EXPECT_EQ(verdict.admitted->objects[0].id,
              "observed-data--b67d30ff-02ac-498a-92f9-32f845f448cf");
    EXPECT_TRUE(verdict.admitted->objects[1].id.starts_with("process--"));
}

// Design 05-vocabularies: TLP 1 is read and never written.
TEST(Admission, MakesTlp2OfTlp1) {
    const auto verdict = verdict_on(object_text(
        1, "x",
        R"(,"object_marking_refs":["marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da"])"));
    ASSERT_TRUE(verdict.admitted) << line_of(verdict.admitted);
    EXPECT_EQ(verdict.admitted->changes,
              (std::vector<stix::Change>{
                  {.pointer = "/object_marking_refs", .what = "now TLP:GREEN of TLP 2.0"}}));
    EXPECT_THAT(verdict.admitted->objects.front().canonical,
                testing::HasSubstr("marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb"));
}

TEST(Admission, MakesTheSameOfTheSameStix20) {  // the id of a process follows from nothing
    EXPECT_TRUE(are_same(verdict_on(std::string(observed_20)).admitted,
                         verdict_on(std::string(observed_20)).admitted));
}

TEST(Admission, RefusesAllOfWhatBecameSeveralIfItRefusesOne) {
    const auto marked =
        std::string(observed_20.substr(0, observed_20.size() - 1)) + std::string(tlp_red) + "}";
    EXPECT_EQ(kind_of(verdict_on(marked).admitted), ErrorKind::refused);
}

// TLP 2.0: RED is for the eyes of individual recipients only, and a channel has organisations.
TEST(Admission, RefusesWhatTheGateRefuses) {
    EXPECT_EQ(kind_of(verdict_on(object_text(1, "secret", tlp_red)).admitted), ErrorKind::refused);
}

// Design 02-log section 3.1: a body has at most 16 MiB.
TEST(Admission, RefusesWhatIsLargerThanABody) {
    const auto object_of = [](std::size_t bytes) {
        return object_text(1, std::string(bytes - object_text(1, "").size(), 'x'));
    };
    const auto largest = verdict_on(object_of(limits::body_bytes_max));
    ASSERT_TRUE(largest.admitted) << line_of(largest.admitted);
    EXPECT_EQ(largest.admitted->objects.front().canonical.size(), limits::body_bytes_max);
    EXPECT_EQ(kind_of(verdict_on(object_of(limits::body_bytes_max + 1)).admitted),
              ErrorKind::exhausted);
}

/// Good and bad ones, small ones and such that one alone is what a thread gets.
std::string arbitrary_object() {
    const auto number = *rc::gen::inRange(0, 1'000);
    const auto bytes = *rc::gen::weightedElement<std::size_t>(
        {{10, 0}, {10, 1'000}, {5, 300'000}, {2, 1'100'000}});
    const std::string text(bytes, 'x');
    switch (*rc::gen::inRange(0, 6)) {
        case 0:
            return text;
        case 1:
            return R"({"type":"identity","name":")" + text + R"("})";
        case 2:
            return object_text(number, text, tlp_red);
        default:
            return object_text(number, text);
    }
}

RC_GTEST_PROP(Admission, JudgesInTheOrderOfOfferingAsOneByOne, ()) {
    const auto count = *rc::gen::inRange<std::size_t>(0, 30);
    std::vector<std::string> objects;
    while (objects.size() < count) objects.push_back(arbitrary_object());
    const auto together = verdicts_on(objects);
    RC_ASSERT(together.size() == count);
    for (std::size_t i = 0; i < count; ++i) {
        RC_ASSERT(together[i].where == "object " + std::to_string(i));
        RC_ASSERT(are_same(together[i].admitted, verdict_on(objects[i]).admitted));
    }
}

TEST(Admission, JudgesOnTheThreadThatOffers) {
    const auto here = std::this_thread::get_id();
    int verdicts = 0;
    Admission admission(bravo(), [&](const Verdict&) -> Result<void> {
        EXPECT_EQ(std::this_thread::get_id(), here);
        ++verdicts;
        return {};
    });
    for (int i = 0; i < 8; ++i) {
        ASSERT_TRUE(admission.offer(object_text(i, std::string(1'100'000, 'x')), "here"));
    }
    EXPECT_GT(verdicts, 0);  // not all at the end: that would be all in memory
    ASSERT_TRUE(admission.finish());
    EXPECT_EQ(verdicts, 8);
}

TEST(Admission, StopsWhenTheVerdictsAreNotTaken) {
    int taken = 0;
    Admission admission(bravo(), [&](const Verdict&) -> Result<void> {
        if (++taken < 3) return {};
        return fail(ErrorKind::exhausted, "no room", "the spool");
    });
    for (int i = 0; i < 5; ++i) ASSERT_TRUE(admission.offer(object_text(i), "here"));
    const auto finished = admission.finish();
    ASSERT_FALSE(finished);
    EXPECT_EQ(finished.error().kind, ErrorKind::exhausted);
    EXPECT_EQ(taken, 3);
}

}  // namespace
}  // namespace entente::test
