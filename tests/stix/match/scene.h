#pragma once
// Observations for tests: made from a few words, matched by a pattern in one call.

#include <deque>
#include <gtest/gtest.h>
#include <string>
#include <string_view>
#include <vector>

#include "json/value.h"
#include "stix/match/match.h"
#include "stix/pattern/parse.h"

namespace entente::stix::match {

/// A compiled pattern; a test that asks for one that is none, fails.
inline CompiledPattern compiled(std::string_view text) {
    auto tree = pattern::parse(text);
    EXPECT_TRUE(tree) << text << '\n' << to_line(tree.error());
    auto pattern = compile(std::move(*tree));
    EXPECT_TRUE(pattern) << text << '\n' << to_line(pattern.error());
    return std::move(*pattern);
}

/// Observations and the documents that they are borrowed from.
class Scene {
public:
    /// An observed-data object of the deprecated form: `objects` as JSON. Seconds of one minute.
    Scene& saw(std::string_view objects, int first, int last, int count = 1) {
        const auto time = [](int second) {
            return "\"2021-08-24T12:30:" + std::string(second < 10 ? "0" : "") +
                   std::to_string(second) + "Z\"";
        };
        return saw_json(R"({"type":"observed-data","first_observed":)" + time(first) +
                        R"(,"last_observed":)" + time(last) + R"(,"number_observed":)" +
                        std::to_string(count) + R"(,"objects":)" + std::string(objects) + "}");
    }

    /// One object, at one second.
    Scene& saw_object(std::string_view object, int second = 0) {
        return saw(R"({"0":)" + std::string(object) + "}", second, second);
    }

    /// A person of that name: {"type":"person","name":...}.
    Scene& saw_person(std::string_view name, int second, int count = 1) {
        return saw(R"({"0":{"type":"person","name":")" + std::string(name) + R"("}})", second,
                   second, count);
    }

    Scene& saw_json(std::string_view text) {
        auto document = json::Document::parse(text);
        EXPECT_TRUE(document) << text;
        documents_.push_back(std::move(*document));
        auto observation = read_observation(documents_.back().root(), {});
        EXPECT_TRUE(observation) << text << '\n' << to_line(observation.error());
        observations_.push_back(std::move(*observation));
        return *this;
    }

    [[nodiscard]] Outcome outcome(std::string_view pattern, const SearchLimits& limits = {}) const {
        return match(compiled(pattern), observations_, limits);
    }

    [[nodiscard]] bool matches(std::string_view pattern) const {
        const auto found = outcome(pattern);
        EXPECT_TRUE(found.is_complete) << pattern;
        return found.is_match();
    }

    [[nodiscard]] const std::vector<Observation>& observations() const { return observations_; }

private:
    std::deque<json::Document> documents_;
    std::vector<Observation> observations_;
};

}  // namespace entente::stix::match
