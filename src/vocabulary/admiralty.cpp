#include "vocabulary/admiralty.h"

#include <algorithm>
#include <array>

namespace entente::vocabulary {
namespace {

constexpr std::array reliabilities = {
    Grade{.mark = 'A', .meaning = "completely reliable source", .is_judged = true},
    Grade{.mark = 'B', .meaning = "usually reliable source", .is_judged = true},
    Grade{.mark = 'C', .meaning = "fairly reliable source", .is_judged = true},
    Grade{.mark = 'D', .meaning = "not usually reliable source", .is_judged = true},
    Grade{.mark = 'E', .meaning = "unreliable source", .is_judged = true},
    Grade{.mark = 'F', .meaning = "source whose reliability cannot be judged", .is_judged = false},
};

constexpr std::array credibilities = {
    Grade{.mark = '1', .meaning = "confirmed by other sources", .is_judged = true},
    Grade{.mark = '2', .meaning = "probably true", .is_judged = true},
    Grade{.mark = '3', .meaning = "possibly true", .is_judged = true},
    Grade{.mark = '4', .meaning = "doubtful", .is_judged = true},
    Grade{.mark = '5', .meaning = "improbable", .is_judged = true},
    Grade{.mark = '6', .meaning = "truth cannot be judged", .is_judged = false},
};

// Of 1 to 5.
constexpr std::array stix_values = {90, 70, 50, 30, 10};

const Grade* find(std::span<const Grade> grades, char mark) {
    const auto at = std::ranges::find(grades, mark, &Grade::mark);
    return at == grades.end() ? nullptr : &*at;
}

std::string_view meaning(std::span<const Grade> grades, char mark) {
    const auto* grade = find(grades, mark);
    return grade ? grade->meaning : "no such grade";
}

}  // namespace

std::span<const Grade> source_reliabilities() {
    return reliabilities;
}

std::span<const Grade> information_credibilities() {
    return credibilities;
}

Result<Grading> parse_grading(std::string_view text) {
    if (text.size() == 2) {
        const char letter =
            text[0] >= 'a' && text[0] <= 'z' ? static_cast<char>(text[0] - 32) : text[0];
        const Grading grading{.reliability = letter, .credibility = text[1]};
        if (find(reliabilities, letter) && find(credibilities, text[1])) return grading;
    }
    return fail(ErrorKind::invalid, "no Admiralty grading", std::string(text.substr(0, 40)),
                "write a letter A to F for the source and a digit 1 to 6 for what it says: B2");
}

std::string to_text(const Grading& grading) {
    return {grading.reliability, grading.credibility};
}

std::string explain(const Grading& grading) {
    return to_text(grading) + ": " + std::string(meaning(reliabilities, grading.reliability)) +
           ", " + std::string(meaning(credibilities, grading.credibility));
}

std::optional<int> stix_confidence(char credibility) {
    if (credibility < '1' || credibility > '5') return std::nullopt;
    return stix_values[static_cast<std::size_t>(credibility - '1')];
}

}  // namespace entente::vocabulary
