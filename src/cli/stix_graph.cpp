#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/files.h"
#include "cli/stix_file.h"
#include "json/write.h"
#include "stix/graph.h"

namespace entente::cli {
namespace {

std::string to_json(const stix::Graph& graph) {
    json::Array nodes;
    for (const auto& node : graph.nodes) {
        json::Object object;
        object.add("here", node.is_here);
        object.add("id", node.id);
        object.add("title", node.title);
        object.add("type", node.type);
        nodes.add(object);
    }
    json::Array edges;
    for (const auto& edge : graph.edges) {
        json::Object object;
        object.add("from", graph.nodes[edge.from].id);
        object.add("label", edge.label);
        object.add("to", graph.nodes[edge.to].id);
        edges.add(object);
    }
    json::Object object;
    object.add("edges", edges);
    object.add("nodes", nodes);
    return object.text();
}

/// "report "A title"", or the identifier of what has none.
std::string name_of(const stix::GraphNode& node) {
    return node.title.empty() ? node.id : fmt::format("{} \"{}\"", node.type, node.title);
}

/// One line an edge, for people.
std::string to_text(const stix::Graph& graph) {
    std::string text;
    for (const auto& edge : graph.edges) {
        const auto& to = graph.nodes[edge.to];
        text += fmt::format("{} --{}-> {}{}\n", name_of(graph.nodes[edge.from]), edge.label,
                            name_of(to), to.is_here ? "" : " (not here)");
    }
    return text +
           fmt::format("{} objects, {} connections\n", graph.nodes.size(), graph.edges.size());
}

}  // namespace

Result<void> run(const StixGraph& command, Terminal& terminal) {
    std::vector<StixFile> files;  // together: one may refer into another
    std::vector<json::Value> objects;
    for (const auto& path : command.files) {
        const auto& file = files.emplace_back(TRY(read_stix(path, terminal)));
        objects.insert(objects.end(), file.objects.begin(), file.objects.end());
    }
    const auto scope = command.is_whole ? stix::GraphScope::whole : stix::GraphScope::content;
    const auto graph = TRY(stix::graph_of(objects, scope));
    const auto text = command.is_dot    ? stix::to_dot(graph)
                      : command.is_json ? to_json(graph) + "\n"
                                        : to_text(graph);
    if (!command.output.empty()) return write_output(command.output, text);
    if (command.is_dot || command.is_json) {
        terminal.raw(text);
    } else {
        terminal.lines(text);
    }
    return {};
}

}  // namespace entente::cli
