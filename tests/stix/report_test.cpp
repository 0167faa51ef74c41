#include "stix/report.h"

#include "tests/support/precompiled.h"

namespace entente::stix {
namespace {

TEST(Report, KnowsWhereItStands) {
    Report report(Strictness::strict);
    {
        const auto step = report.into("granular_markings");
        const auto inner = report.into(std::size_t{3});
        report.error("rule", "first", "mend it");
        const auto innermost = report.into("a/b~c");
        report.warn("rule", "second");
    }
    report.add(Level::info, "rule", "third");
    const auto findings = report.take();
    ASSERT_EQ(findings.size(), 3U);
    EXPECT_EQ(findings[0],
              (Finding{Level::error, "/granular_markings/3", "rule", "first", "mend it"}));
    EXPECT_EQ(findings[1].pointer, "/granular_markings/3/a~1b~0c");  // RFC 6901 section 3
    EXPECT_EQ(findings[2].pointer, "");
    EXPECT_STREQ(to_text(findings[1].level), "warning");
}

TEST(Report, KeepsWhatIsAskedFor) {
    const auto levels_of = [](Strictness strictness) {
        Report report(strictness);
        report.error("rule", "first");
        report.warn("rule", "second");
        report.suggest("rule", "third");
        return report.take().size();
    };
    EXPECT_EQ(levels_of(Strictness::lenient), 1U);
    EXPECT_EQ(levels_of(Strictness::usual), 2U);
    EXPECT_EQ(levels_of(Strictness::strict), 3U);
}

TEST(Report, KeepsNoMoreThanAnybodyReads) {
    Report report;
    for (std::size_t i = 0; i < 2 * limits::put_findings_max; ++i) report.error("rule", "again");
    EXPECT_EQ(report.take().size(), limits::put_findings_max);
}

}  // namespace
}  // namespace entente::stix
