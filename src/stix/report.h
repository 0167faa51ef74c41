#pragma once
// Collects findings on a walk through an object. Pure.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/limits.h"
#include "json/pointer.h"
#include "stix/finding.h"

namespace entente::stix {

/// The findings so far, and where the walk stands.
class Report {
public:
    explicit Report(Strictness strictness = Strictness::usual) : strictness_(strictness) {}

    /// Back to where it was, at its end. The way is kept on the stack of the callers: a pointer is
    /// only written when there is something to say.
    class Step {
    public:
        Step(const Step&) = delete;
        Step& operator=(const Step&) = delete;
        Step(Step&&) = delete;
        Step& operator=(Step&&) = delete;

        ~Step() { report_.last_ = before_; }

    private:
        friend class Report;

        Step(Report& report, std::string_view name)
            : report_(report), before_(report.last_), name_(name) {
            report.last_ = this;
        }

        Step(Report& report, std::size_t index)
            : report_(report), before_(report.last_), index_(index), is_index_(true) {
            report.last_ = this;
        }

        Report& report_;
        const Step* before_;
        std::string_view name_ = {};
        std::size_t index_ = 0;
        bool is_index_ = false;
    };

    /// Stands at a member or element of where it stood, as long as the Step and `name` live.
    [[nodiscard]] Step into(std::string_view name) { return {*this, name}; }

    [[nodiscard]] Step into(std::size_t index) { return {*this, index}; }

    /// The JSON pointer of where it stands.
    ///
    /// cost  O(depth)
    [[nodiscard]] std::string pointer() const;

    /// Whether findings of that level are asked for.
    [[nodiscard]] bool wants(Level level) const { return stix::wants(strictness_, level); }

    /// Adds a finding here, if its level is asked for; beyond limits::put_findings_max it is
    /// dropped.
    ///
    /// rule  where it is written: "STIX 2.1 section 3.2"; a literal
    void add(Level level, std::string_view rule, std::string message, std::string remedy = {});

    void error(std::string_view rule, std::string message, std::string remedy = {}) {
        add(Level::error, rule, std::move(message), std::move(remedy));
    }

    void warn(std::string_view rule, std::string message, std::string remedy = {}) {
        add(Level::warning, rule, std::move(message), std::move(remedy));
    }

    void suggest(std::string_view rule, std::string_view message, std::string_view remedy = {}) {
        if (!wants(Level::info)) return;
        add(Level::info, rule, std::string(message), std::string(remedy));
    }

    [[nodiscard]] const std::vector<Finding>& findings() const { return findings_; }

    /// Forgets what was found, and keeps the memory.
    void clear() { findings_.clear(); }

    [[nodiscard]] std::vector<Finding> take() { return std::move(findings_); }

private:
    static void append_steps(std::string& pointer, const Step* last);

    Strictness strictness_;
    const Step* last_ = nullptr;
    std::vector<Finding> findings_;
};

}  // namespace entente::stix
