#pragma once
// Our verdicts beside those that the OASIS validator gave, recorded, on the same input.

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "json/canonical.h"
#include "json/stream.h"
#include "stix/bundle.h"
#include "stix/bundle_check.h"
#include "stix/parse.h"
#include "stix/validate.h"
#include "tests/stix/conformance_differences.h"
#include "tests/support/shared_data.h"

namespace entente::stix {

/// How far an input falls short: of nothing, of a SHOULD, of a MUST.
enum class Shortfall { none, should, must };

inline const char* to_text(Shortfall shortfall) {
    switch (shortfall) {
        case Shortfall::none:
            return "valid";
        case Shortfall::should:
            return "SHOULD";
        case Shortfall::must:
            return "MUST";
    }
    return "MUST";
}

/// What we say of a text: the worst of its objects, how many of them have errors, and why.
struct Verdict {
    Shortfall worst = Shortfall::none;
    int objects = 0;
    int objects_with_errors = 0;
    std::vector<std::string> reasons = {};

    void add(Shortfall shortfall, std::string reason) {
        worst = std::max(worst, shortfall);
        reasons.push_back(std::move(reason));
    }
};

inline Shortfall shortfall_of(Level level) {
    return level == Level::error ? Shortfall::must : Shortfall::should;
}

inline void judge_finding(const Finding& finding, Verdict& verdict) {
    verdict.add(shortfall_of(finding.level), std::string(stix::to_text(finding.level)) + " " +
                                                 finding.pointer + ": " + finding.message + " (" +
                                                 std::string(finding.rule) + ")");
}

/// Validates one object of `text`, and adds what is said of it.
inline void judge_object(ByteView text, Verdict& verdict) {
    ++verdict.objects;
    const auto document = json::Document::parse(text);
    if (!document) {
        ++verdict.objects_with_errors;
        return verdict.add(Shortfall::must, to_line(document.error()));
    }
    bool has_error = false;
    for (const auto& finding : validate(document->root(), Strictness::strict)) {
        has_error = has_error || finding.level == Level::error;
        judge_finding(finding, verdict);
    }
    if (has_error) ++verdict.objects_with_errors;
}

/// Validates objects, lists of them, and bundles with what is in them, in pieces of any size.
class Judge {
public:
    void feed(ByteView chunk) {
        if (has_failed_) return;
        keep(stream_.feed(chunk, [this](const json::Piece& piece) { return take(piece); }));
    }

    Verdict finish() {
        if (!has_failed_) keep(stream_.finish());
        for (const auto& finding : whole_.finish()) judge_finding(finding, verdict_);
        return std::move(verdict_);
    }

private:
    Result<void> take(const json::Piece& piece) {
        if (piece.kind != json::Piece::Kind::bundle) {
            judge_object(piece.text, verdict_);
            const auto object = json::Document::parse(piece.text);
            if (object) whole_.take(piece.index, object->root());
            return {};
        }
        if (const auto bundle = json::Document::parse(piece.text)) {
            whole_.take_bundle(bundle->root());
        }
        keep(check_bundle(piece.text));
        return {};
    }

    void keep(const Result<void>& result) {
        if (result) return;
        has_failed_ = true;
        verdict_.add(Shortfall::must, to_line(result.error()));
    }

    Verdict verdict_;
    BundleCheck whole_{Strictness::strict};
    json::ObjectStream stream_;
    bool has_failed_ = false;
};

inline Verdict judge(ByteView text) {
    Judge judge;
    judge.feed(text);
    return judge.finish();
}

/// One case of the validator's own tests.
struct RecordedCase {
    std::string name;    ///< "tool.test_invalid_uuid #1"
    std::string input;   ///< JSON
    Shortfall recorded;  ///< what it said
    bool switches_off;   ///< whether the case disables some of its warnings
};

inline std::string text_in(const json::Value& object, std::string_view name) {
    const auto member = object.member(name);
    return member ? std::string(member->as_string().value_or("")) : std::string();
}

/// A message with a number is about a SHOULD; what its strict_* options add is no rule of STIX.
inline Shortfall shortfall_of_message(std::string_view message) {
    if (message.find("is not one of those defined in the spec") != message.npos) {
        return Shortfall::none;
    }
    const auto brace = message.find('{');
    const bool has_number = brace != message.npos && brace + 4 < message.size() &&
                            message[brace + 4] == '}' &&
                            std::ranges::all_of(message.substr(brace + 1, 3),
                                                [](char c) { return c >= '0' && c <= '9'; });
    return has_number ? Shortfall::should : Shortfall::must;
}

/// The case in a line of validator-test-cases.jsonl; none if it is one of STIX 2.0.
inline std::optional<RecordedCase> read_case(const std::string& line,
                                             std::map<std::string, int>& counts) {
    const auto document = json::Document::parse(line, 64);
    if (!document) return std::nullopt;
    const auto root = document->root();
    const auto test = text_in(root, "test");
    const auto options = *root.member("options");
    if (text_in(options, "version") == "2.0" || test.find("/v20/") != test.npos) {
        return std::nullopt;
    }
    const auto folder = test.rfind('/') + 1;
    const auto file = test.substr(folder, test.find("_tests.py") - folder);
    auto name = file + "." + test.substr(test.rfind(':') + 1);
    name += " #" + std::to_string(++counts[name]);
    const auto input = *root.member("input");
    auto text = input.is_string() ? std::string(input.as_string().value())
                                  : json::canonical(input).value_or("");
    auto recorded = Shortfall::none;
    for (const auto& message : root.member("errors")->elements()) {
        recorded = std::max(recorded, shortfall_of_message(message.as_string().value_or("")));
    }
    return RecordedCase{.name = std::move(name),
                        .input = std::move(text),
                        .recorded = recorded,
                        .switches_off = options.member("disabled").has_value()};
}

inline std::vector<RecordedCase> read_cases(const std::string& path) {
    std::vector<RecordedCase> cases;
    std::map<std::string, int> counts;
    std::istringstream lines(test::read_file(path));
    for (std::string line; std::getline(lines, line);) {
        if (auto found = read_case(line, counts)) cases.push_back(std::move(*found));
    }
    return cases;
}

/// The own finding that `reason` is; none if it is not in the table.
inline const OwnFinding* find_own(std::string_view reason) {
    const auto is_in = [&](const OwnFinding& own) { return reason.find(own.part) != reason.npos; };
    const auto* found = std::ranges::find_if(own_findings, is_in);
    return found == std::end(own_findings) ? nullptr : found;
}

/// What is left of our verdict without what the validator does not look at.
inline Shortfall comparable(const Verdict& ours) {
    auto worst = Shortfall::none;
    for (const auto& reason : ours.reasons) {
        if (find_own(reason)) continue;
        const bool is_should = reason.starts_with("warning ") || reason.starts_with("info ");
        worst = std::max(worst, is_should ? Shortfall::should : Shortfall::must);
    }
    return worst;
}

/// Whether both say the same: where the case switches warnings off, we may have some.
inline bool agrees(const RecordedCase& recorded, Shortfall ours) {
    if (recorded.recorded == ours) return true;
    return recorded.switches_off && recorded.recorded == Shortfall::none &&
           ours == Shortfall::should;
}

inline const Difference* find_difference(std::string_view name) {
    const auto* found = std::ranges::find(differences, name, &Difference::name);
    return found == std::end(differences) ? nullptr : found;
}

}  // namespace entente::stix
