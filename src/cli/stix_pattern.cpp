#include "cli/commands.h"
#include "json/write.h"
#include "stix/pattern/explain.h"
#include "stix/pattern/parse.h"
#include "stix/pattern/print.h"

namespace entente::cli {
namespace {

std::string json_line(const std::string& text, const Result<stix::pattern::Pattern>& parsed) {
    json::Object object;
    object.add("pattern", text);
    object.add("valid", parsed.has_value());
    if (parsed) {
        object.add("canonical", stix::pattern::print(*parsed));
    } else {
        object.add("what", parsed.error().what);
        object.add("where", parsed.error().where);
        object.add("remedy", parsed.error().remedy);
    }
    return object.text();
}

}  // namespace

Result<void> run(const StixPatternCheck& command, Terminal& terminal) {
    const auto parsed = stix::pattern::parse(command.pattern);
    if (command.is_json) {
        terminal.json(json_line(command.pattern, parsed));
    } else if (parsed) {
        terminal.line(stix::pattern::print(*parsed));
    }
    if (!parsed) return std::unexpected(parsed.error());
    return {};
}

Result<void> run(const StixPatternExplain& command, Terminal& terminal) {
    const auto pattern = TRY(stix::pattern::parse(command.pattern));
    const auto words = stix::pattern::explain(pattern);
    if (command.is_json) {
        json::Object object;
        object.add("explanation", words);
        object.add("pattern", stix::pattern::print(pattern));
        terminal.json(object.text());
    } else {
        terminal.lines(words);
    }
    return {};
}

}  // namespace entente::cli
