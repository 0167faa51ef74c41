#include "stix/match/regex.h"

#include <algorithm>
#include <re2/re2.h>
#include <string>
#include <utility>

#include "stix/match/limits.h"

namespace entente::stix::match {
namespace {

constexpr std::string_view end_of_text = "(?:\\n?\\z)";

/// Whether flags like (?m) or (?im: stand somewhere: then '$' is left as it is.
bool sets_multi_line(std::string_view expression) {
    for (auto at = expression.find("(?"); at != std::string_view::npos;
         at = expression.find("(?", at + 2)) {
        const auto flags = expression.substr(at + 2);
        if (flags.substr(0, flags.find_first_of(":)<=!>")).find('m') != std::string_view::npos) {
            return true;
        }
    }
    return false;
}

/// Writes in RE2's syntax what PCRE means. Everything else is left to RE2, refusals too.
class Translator {
public:
    explicit Translator(std::string_view expression)
        : rest_(expression), is_multi_line_(sets_multi_line(expression)) {}

    std::string run() {
        while (!rest_.empty()) step();
        return std::move(out_);
    }

private:
    void copy(std::size_t bytes) {
        out_ += rest_.substr(0, bytes);
        rest_.remove_prefix(std::min(bytes, rest_.size()));
    }

    void step() {
        if (rest_.starts_with("\\Q")) {
            copy(std::min(rest_.find("\\E"), rest_.size()));
        } else if (rest_.starts_with("\\_")) {
            rest_.remove_prefix(1);
            copy(1);
        } else if (rest_.starts_with("\\Z") && !is_in_class_) {
            replace(2, end_of_text);
        } else if (rest_[0] == '\\') {
            copy(2);
        } else if (is_in_class_ && rest_.starts_with("[:")) {
            copy(std::min(rest_.find(":]"), rest_.size() - 2) + 2);
        } else if (is_in_class_) {
            is_in_class_ = rest_[0] != ']';
            copy(1);
        } else if (rest_[0] == '[') {
            open_class();
        } else if (rest_[0] == '$' && !is_multi_line_) {
            replace(1, end_of_text);
        } else if (rest_.starts_with("(?<") && !rest_.starts_with("(?<=") &&
                   !rest_.starts_with("(?<!")) {
            replace(3, "(?P<");
        } else {
            copy(1);
        }
    }

    void replace(std::size_t bytes, std::string_view text) {
        rest_.remove_prefix(bytes);
        out_ += text;
    }

    /// A bracket that comes first in a class, perhaps behind '^', is a member of it.
    void open_class() {
        is_in_class_ = true;
        copy(rest_.starts_with("[^") ? 2 : 1);
        if (rest_.starts_with(']')) copy(1);
    }

    std::string_view rest_;
    std::string out_;
    bool is_multi_line_;
    bool is_in_class_ = false;
};

}  // namespace

struct Regex::Machine {
    Machine(std::string_view expression, const re2::RE2::Options& options)
        : re2(re2::StringPiece(expression.data(), expression.size()), options) {}

    re2::RE2 re2;
};

Regex::Regex(std::unique_ptr<Machine> machine) : machine_(std::move(machine)) {}

Regex::Regex(Regex&&) noexcept = default;
Regex& Regex::operator=(Regex&&) noexcept = default;
Regex::~Regex() = default;

Result<Regex> Regex::compile(std::string_view expression, TextUnit unit) {
    re2::RE2::Options options;
    options.set_log_errors(false);
    options.set_dot_nl(true);
    options.set_max_mem(regex_bytes_max);
    if (unit == TextUnit::octet) options.set_encoding(re2::RE2::Options::EncodingLatin1);
    auto machine = std::make_unique<Machine>(Translator(expression).run(), options);
    if (!machine->re2.ok()) {
        return fail(ErrorKind::invalid,
                    "a regular expression that cannot be run: " + machine->re2.error(), "MATCHES",
                    "write it without look-around, back-references and possessive quantifiers "
                    "(STIX 2.1 section 9.6.1; the RE2 syntax)");
    }
    return Regex(std::move(machine));
}

bool Regex::search(std::string_view text) const {
    return machine_->re2.Match(re2::StringPiece(text.data(), text.size()), 0, text.size(),
                               re2::RE2::UNANCHORED, nullptr, 0);
}

}  // namespace entente::stix::match
