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
    /// Back to where it was, at its end.
    class Step {
    public:
        Step(const Step&) = delete;
        Step& operator=(const Step&) = delete;
        Step(Step&&) = delete;
        Step& operator=(Step&&) = delete;

        ~Step() { report_.pointer_.resize(before_); }

    private:
        friend class Report;

        Step(Report& report, auto name_or_index)
            : report_(report), before_(report.pointer_.size()) {
            json::append_step(report.pointer_, name_or_index);
        }

        Report& report_;
        std::size_t before_;
    };

    /// Stands at a member or element of where it stood, as long as the Step lives.
    [[nodiscard]] Step into(std::string_view name) { return Step(*this, name); }

    [[nodiscard]] Step into(std::size_t index) { return Step(*this, index); }

    /// The JSON pointer of where it stands.
    [[nodiscard]] const std::string& pointer() const { return pointer_; }

    /// Adds a finding here; beyond limits::put_findings_max it is dropped.
    ///
    /// rule  where it is written: "STIX 2.1 section 3.2"; a literal
    void add(Level level, std::string_view rule, std::string message, std::string remedy = {});

    void error(std::string_view rule, std::string message, std::string remedy = {}) {
        add(Level::error, rule, std::move(message), std::move(remedy));
    }

    void warn(std::string_view rule, std::string message, std::string remedy = {}) {
        add(Level::warning, rule, std::move(message), std::move(remedy));
    }

    [[nodiscard]] std::vector<Finding> take() { return std::move(findings_); }

private:
    std::string pointer_;
    std::vector<Finding> findings_;
};

}  // namespace entente::stix
