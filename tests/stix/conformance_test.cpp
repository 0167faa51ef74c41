// Every difference between our verdicts and the recorded ones has its reason in the table.
#include "tests/stix/conformance.h"

#include <cstdlib>
#include <fstream>
#include <set>

#include "tests/stix/unpack.h"
#include "tests/support/precompiled.h"

namespace entente::stix {
namespace {

/// A line of the table in docs/CONFORMANCE.md.
struct Row {
    std::string name;
    std::string recorded;
    std::string ours;
    std::string section = {};
    std::string reason = {};
};

/// Writes the rows to the file that ENTENTE_CONFORMANCE names, if it names one (tools/conformance).
void write_rows(const std::string& title, const std::vector<Row>& rows) {
    const char* path = std::getenv("ENTENTE_CONFORMANCE");
    if (!path) return;
    std::ofstream out(path, std::ios::app);
    out << "\n## " << title << "\n\n| input | recorded | ours | section | why they differ |\n"
        << "| --- | --- | --- | --- | --- |\n";
    for (const auto& row : rows) {
        out << "| " << row.name << " | " << row.recorded << " | " << row.ours << " | "
            << row.section << " | " << row.reason << " |\n";
    }
}

/// The reasons of our own findings, or of the difference itself.
void explain(Row& row, const Verdict& ours) {
    std::set<std::pair<std::string, std::string>> reasons;
    if (const auto* difference = find_difference(row.name)) {
        reasons.emplace(difference->section, difference->reason);
    }
    for (const auto& reason : ours.reasons) {
        const auto* own = find_own(reason);
        if (own && reasons.empty()) reasons.emplace(own->section, own->reason);
    }
    for (const auto& [section, reason] : reasons) {
        row.section += (row.section.empty() ? "" : ", ") + section;
        row.reason += (row.reason.empty() ? "" : "; ") + reason;
    }
}

std::string all_of(const std::vector<std::string>& reasons) {
    std::string text;
    for (const auto& reason : reasons) text += "\n  " + reason;
    return text;
}

TEST(Conformance, WithTheCasesOfTheOasisValidator) {
    ENTENTE_SHARED_OR_SKIP(path, "data/stix/oasis-stix-validator/validator-test-cases.jsonl");
    const auto cases = read_cases(path);
    std::vector<Row> rows;
    std::set<std::string_view> used;
    for (const auto& test : cases) {
        const auto ours = judge(test.input);
        const bool agree = agrees(test, comparable(ours));
        const auto* difference = find_difference(test.name);
        EXPECT_TRUE(agree || difference)
            << test.name << ": recorded " << to_text(test.recorded) << ", ours "
            << to_text(comparable(ours)) << all_of(ours.reasons);
        EXPECT_FALSE(agree && difference) << test.name << " no longer differs";
        if (difference) used.insert(difference->name);
        rows.push_back(
            {.name = test.name, .recorded = to_text(test.recorded), .ours = to_text(ours.worst)});
        if (ours.worst == test.recorded && !difference) continue;
        explain(rows.back(), ours);
        if (!rows.back().section.empty()) continue;
        rows.back().section = "2.14, 11.1";
        rows.back().reason = "a SHOULD: the case switches that check off";
    }
    EXPECT_EQ(cases.size(), 555U);
    write_rows("Cases of the OASIS validator", rows);
}

/// The number of objects with errors that the validator found, by file.
std::map<std::string, int> recorded_errors(const std::string& root) {
    std::map<std::string, int> counts;
    const auto verdicts =
        json::Document::parse(test::read_file(root + "/verdicts-oasis-validator.json"));
    if (!verdicts) return counts;
    for (const auto& [group, verdict] : verdicts->root().members()) {
        const auto files = verdict.member("files_with_invalid");
        if (!files) continue;
        for (const auto& entry : files->elements()) {
            const auto pair = entry.elements();
            const auto name = (*pair.begin()).as_string();
            const auto count = (*std::next(pair.begin())).as_integer();
            counts[std::string(name.value())] = static_cast<int>(count.value());
        }
    }
    return counts;
}

/// Reads every file of the folders; `name` is the path below `root`.
std::vector<std::string> json_files(const std::string& root) {
    std::vector<std::string> files;
    for (const auto* folder :
         {"oasis-stix2-json-schemas/examples", "oasis-stix-elevator", "oasis-cti-documentation"}) {
        for (const auto& file :
             std::filesystem::recursive_directory_iterator(root + "/" + folder)) {
            if (file.path().extension() == ".json") {
                files.push_back(file.path().string().substr(root.size() + 1));
            }
        }
    }
    std::ranges::sort(files);
    return files;
}

TEST(Conformance, WithTheFilesThatTheOasisValidatorJudged) {
    ENTENTE_SHARED_OR_SKIP(root, "data/stix");
    const auto recorded = recorded_errors(root);
    std::vector<Row> rows;
    for (const auto& name : json_files(root)) {
        const auto ours = judge(test::read_file(root + "/" + name));
        const auto found = recorded.find(name);
        const auto expected = found == recorded.end() ? 0 : found->second;
        const auto* difference = find_difference(name);
        EXPECT_EQ(expected != ours.objects_with_errors, difference != nullptr)
            << name << ": recorded " << expected << ", ours " << ours.objects_with_errors
            << all_of(ours.reasons);
        rows.push_back({.name = name,
                        .recorded = std::to_string(expected) + " objects invalid",
                        .ours = std::to_string(ours.objects_with_errors)});
        if (difference) explain(rows.back(), ours);
    }
    EXPECT_EQ(rows.size(), 62U);
    write_rows("Files", rows);
}

TEST(Conformance, WithTheLargeFilesThatTheOasisValidatorJudged) {
    ENTENTE_SHARED_OR_SKIP(root, "data/stix");
    const auto recorded = recorded_errors(root);
    std::vector<Row> rows;
    for (const auto* path : {"capec/capec-stix21.json", "mitre-attack/mobile-attack-17.1.json",
                             "mitre-attack/enterprise-attack-18.1-stix21.json"}) {
        Judge judge;
        unpack(root + "/" + path + ".gz", [&](ByteView chunk) { judge.feed(chunk); });
        const auto ours = judge.finish();
        const auto found = recorded.find(path);
        const auto expected = found == recorded.end() ? 0 : found->second;
        const auto* difference = find_difference(path);
        EXPECT_EQ(expected != ours.objects_with_errors, difference != nullptr)
            << path << ": recorded " << expected << ", ours " << ours.objects_with_errors;
        rows.push_back({.name = path,
                        .recorded = std::to_string(expected) + " objects invalid",
                        .ours = std::to_string(ours.objects_with_errors)});
        if (difference) explain(rows.back(), ours);
    }
    write_rows("Large files", rows);
}

TEST(Conformance, WithTheExampleFilesOfTheOasisValidator) {
    ENTENTE_SHARED_OR_SKIP(root, "data/stix/oasis-stix-validator/v21/test_examples");
    for (const auto& file : std::filesystem::directory_iterator(root)) {
        const auto name = file.path().filename().string();
        const auto ours = judge(test::read_file(file.path().string()));
        EXPECT_EQ(name.starts_with("invalid"), ours.worst == Shortfall::must)
            << name << all_of(ours.reasons);
    }
}

}  // namespace
}  // namespace entente::stix
