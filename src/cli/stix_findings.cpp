#include "cli/stix_findings.h"

#include <fmt/format.h>
#include <set>

#include "json/write.h"

namespace entente::cli {
namespace {

// One file with everything wrong must not fill the memory; the counts go on.
constexpr std::size_t file_findings_max = 10'000;

json::Object finding_object(const FileFinding& found) {
    json::Object object;
    object.add("id", found.id);
    object.add("level", stix::to_text(found.finding.level));
    object.add("message", found.finding.message);
    object.add("object", found.object);
    object.add("offset", found.offset);
    object.add("pointer", found.finding.pointer);
    object.add("remedy", found.finding.remedy);
    object.add("rule", found.finding.rule);
    return object;
}

/// SARIF section 3.27.10: what we call an info is a "note" there.
std::string_view sarif_level(stix::Level level) {
    return level == stix::Level::info ? "note" : stix::to_text(level);
}

json::Object sarif_result(const std::string& file, const FileFinding& found) {
    json::Object region;
    region.add("byteLength", 0);
    region.add("byteOffset", found.offset);
    json::Object artifact;
    artifact.add("uri", file);
    json::Object physical;
    physical.add("artifactLocation", artifact);
    physical.add("region", region);
    json::Object location;
    location.add("physicalLocation", physical);
    json::Array locations;
    locations.add(location);
    json::Object message;
    message.add("text", found.finding.pointer + ": " + found.finding.message +
                            (found.finding.remedy.empty() ? "" : "; " + found.finding.remedy));
    json::Object result;
    result.add("level", sarif_level(found.finding.level));
    result.add("locations", locations);
    result.add("message", message);
    result.add("ruleId", found.finding.rule);
    return result;
}

json::Object sarif_tool(const std::vector<FileVerdict>& verdicts) {
    std::set<std::string> ids;
    for (const auto& verdict : verdicts) {
        for (const auto& found : verdict.findings) ids.emplace(found.finding.rule);
    }
    json::Array rules;
    for (const auto& id : ids) {
        json::Object rule;
        rule.add("id", id);
        rules.add(rule);
    }
    json::Object driver;
    driver.add("name", "entente");
    driver.add("rules", rules);
    json::Object tool;
    tool.add("driver", driver);
    return tool;
}

}  // namespace

void FileVerdict::add(FileFinding found) {
    switch (found.finding.level) {
        case stix::Level::error:
            ++errors;
            break;
        case stix::Level::warning:
            ++warnings;
            break;
        case stix::Level::info:
            ++infos;
            break;
    }
    if (findings.size() < file_findings_max) findings.push_back(std::move(found));
}

std::string to_line(const std::string& file, const FileFinding& found) {
    const auto& finding = found.finding;
    return fmt::format("{}, byte {}: {}: {}{}: {}{} ({})", file, found.offset,
                       stix::to_text(finding.level), found.id, finding.pointer, finding.message,
                       finding.remedy.empty() ? "" : "; " + finding.remedy, finding.rule);
}

std::string to_json(const std::vector<FileVerdict>& verdicts) {
    json::Array files;
    for (const auto& verdict : verdicts) {
        json::Array findings;
        for (const auto& found : verdict.findings) findings.add(finding_object(found));
        json::Object file;
        file.add("errors", verdict.errors);
        file.add("file", verdict.file);
        file.add("findings", findings);
        file.add("infos", verdict.infos);
        file.add("objects", verdict.objects);
        file.add("warnings", verdict.warnings);
        files.add(file);
    }
    json::Object all;
    all.add("files", files);
    return all.text();
}

std::string to_sarif(const std::vector<FileVerdict>& verdicts) {
    json::Array results;
    for (const auto& verdict : verdicts) {
        for (const auto& found : verdict.findings) results.add(sarif_result(verdict.file, found));
    }
    json::Object run;
    run.add("results", results);
    run.add("tool", sarif_tool(verdicts));
    json::Array runs;
    runs.add(run);
    json::Object log;
    log.add("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    log.add("runs", runs);
    log.add("version", "2.1.0");
    return log.text();
}

}  // namespace entente::cli
