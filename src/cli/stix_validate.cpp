#include <algorithm>
#include <filesystem>
#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/file_source.h"
#include "cli/stix_findings.h"
#include "cli/stix_translations.h"
#include "json/stream.h"
#include "stix/bundle_check.h"
#include "stix/located.h"
#include "stix/validate.h"

namespace entente::cli {
namespace {

constexpr std::uint64_t objects_per_progress = 1'000;

stix::Strictness strictness_of(Said said) {
    switch (said) {
        case Said::errors:
            return stix::Strictness::lenient;
        case Said::warnings:
            return stix::Strictness::usual;
        case Said::all:
            return stix::Strictness::strict;
    }
    return stix::Strictness::usual;
}

/// A file by itself, or the .json files in a directory and those below it, by name.
Result<std::vector<std::string>> files_of(const std::string& path) {
    std::error_code error;
    if (path == "-" || !std::filesystem::is_directory(path, error)) return std::vector{path};
    std::vector<std::string> files;
    for (auto at = std::filesystem::recursive_directory_iterator(path, error);
         !error && at != std::filesystem::recursive_directory_iterator(); at.increment(error)) {
        if (at->path().extension() == ".json") files.push_back(at->path().string());
    }
    if (error) return fail(ErrorKind::refused, error.message(), path, "check the path");
    std::ranges::sort(files);
    return files;
}

/// Checks one file, piece by piece, never holding it.
class FileCheck {
public:
    FileCheck(const StixValidate& command, std::string file, Terminal& terminal)
        : strictness_(strictness_of(command.said)),
          validator_(strictness_),
          bundle_(strictness_, command.has_references ? stix::OpenReferences::are_reported
                                                      : stix::OpenReferences::pass),
          terminal_(terminal) {
        verdict_.file = std::move(file);
    }

    Result<FileVerdict> run() && {
        const auto source = TRY(FileSource::open(verdict_.file));
        json::ObjectStream stream;
        const auto read = [&]() -> Result<void> {
            while (true) {
                const auto chunk = TRY(source.next());
                if (chunk.empty()) return stream.finish();
                TRY_VOID(stream.feed(chunk, [&](const json::Piece& piece) { return take(piece); }));
            }
        };
        const auto done = read();
        if (!done && done.error().kind != ErrorKind::invalid) return std::unexpected(done.error());
        // What is no JSON ends the file, and is a finding like others.
        if (!done) add_broken(done.error());
        for (auto& finding : bundle_.finish()) {
            verdict_.add({.finding = std::move(finding), .object = 0, .id = {}, .offset = 0});
        }
        if (!done) return std::move(verdict_);
        for (auto& found : TRY(translations_.compare(verdict_.file))) {
            verdict_.add(std::move(found));
        }
        return std::move(verdict_);
    }

private:
    Result<void> take(const json::Piece& piece) {
        const auto value = parser_.parse(piece.text);
        if (!value) {
            add_broken(value.error());
        } else if (piece.kind == json::Piece::Kind::bundle) {
            bundle_.take_bundle(*value);
        } else {
            take_object(piece, *value);
        }
        return {};
    }

    void take_object(const json::Piece& piece, const json::Value& value) {
        if (++verdict_.objects % objects_per_progress == 0) {
            terminal_.progress(fmt::format("{}: {} objects", verdict_.file, verdict_.objects));
        }
        const auto found = validator_.check(value);
        const auto id = value.member("id");
        const std::string name(id ? id->as_string().value_or("") : "");
        for (auto& each : stix::located({found.begin(), found.end()}, piece.text)) {
            verdict_.add({.finding = std::move(each.finding),
                          .object = piece.index,
                          .id = name,
                          .offset = piece.offset + each.offset});
        }
        bundle_.take(piece.index, value);
        translations_.take(piece, value);
    }

    void add_broken(const Error& error) {
        verdict_.add({.finding = {.level = stix::Level::error,
                                  .pointer = error.where,
                                  .rule = "RFC 8259",
                                  .message = error.what,
                                  .remedy = error.remedy},
                      .object = verdict_.objects,
                      .id = {},
                      .offset = 0});
    }

    stix::Strictness strictness_;
    stix::Validator validator_;
    stix::BundleCheck bundle_;
    Translations translations_;
    Terminal& terminal_;
    json::Parser parser_;
    FileVerdict verdict_;
};

void print_text(const std::vector<FileVerdict>& verdicts, Terminal& terminal) {
    for (const auto& verdict : verdicts) {
        for (const auto& found : verdict.findings) terminal.line(to_line(verdict.file, found));
    }
    terminal.line(fmt::format("{:>8} {:>8} {:>8} {:>8}  {}", "objects", "errors", "warnings",
                              "infos", "file"));
    for (const auto& verdict : verdicts) {
        terminal.line(fmt::format("{:>8} {:>8} {:>8} {:>8}  {}", verdict.objects, verdict.errors,
                                  verdict.warnings, verdict.infos, verdict.file));
    }
}

/// Of verdicts without errors.
Ending worst_of(const std::vector<FileVerdict>& verdicts) {
    auto worst = Ending::done;
    for (const auto& verdict : verdicts) {
        if (verdict.warnings > 0) return Ending::warnings;
        if (verdict.infos > 0) worst = Ending::infos;
    }
    return worst;
}

}  // namespace

Result<Ending> run(const StixValidate& command, Terminal& terminal) {
    std::vector<FileVerdict> verdicts;
    for (const auto& path : command.files) {
        const auto files = TRY(files_of(path));
        for (const auto& file : files) {
            verdicts.push_back(TRY(FileCheck(command, file, terminal).run()));
        }
    }
    if (command.is_json) {
        terminal.json(to_json(verdicts));
    } else if (command.is_sarif) {
        terminal.json(to_sarif(verdicts));
    } else {
        print_text(verdicts, terminal);
    }
    const auto wrong = std::ranges::count_if(
        verdicts, [](const FileVerdict& verdict) { return verdict.errors > 0; });
    if (wrong == 0) return worst_of(verdicts);
    return fail(ErrorKind::invalid,
                fmt::format("{} of {} files break a MUST of STIX 2.1", wrong, verdicts.size()),
                "stix validate", "mend what is listed above as errors");
}

}  // namespace entente::cli
