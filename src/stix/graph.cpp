#include "stix/graph.h"

#include <set>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "stix/check_property.h"
#include "stix/id.h"
#include "stix/latest.h"
#include "stix/references.h"
#include "stix/title.h"

namespace entente::stix {
namespace {

constexpr std::string_view relationship_type = "relationship";

bool is_content(std::string_view property) {
    return property != "created_by_ref" && property != "object_marking_refs" &&
           property != "marking_ref";
}

/// Whether the object is drawn as an edge: a relationship that says from where and to where.
bool is_edge(const json::Value& object) {
    return text_of(object, "type") == relationship_type && !text_of(object, "source_ref").empty() &&
           !text_of(object, "target_ref").empty();
}

class Drawing {
public:
    explicit Drawing(GraphScope scope) : scope_(scope) {}

    void add(const std::vector<Identified>& objects) {
        for (const auto& [id, object] : objects) {
            if (is_edge(object)) {
                relationships_.insert(id);
            } else {
                add_node(id, object);
            }
        }
        for (const auto& [id, object] : objects) {
            if (is_edge(object)) {
                connect(node(text_of(object, "source_ref")), text_of(object, "target_ref"),
                        text_of(object, "relationship_type"));
            } else {
                add_references(node(id), object);
            }
        }
    }

    Graph take() && { return std::move(graph_); }

private:
    void add_node(std::string_view id, const json::Value& object) {
        auto& added = graph_.nodes[node(id)];
        added.type = text_of(object, "type");
        added.title = title_of(object);
        added.is_here = true;
    }

    std::size_t node(std::string_view id) {
        const auto [place, is_new] = places_.try_emplace(id, graph_.nodes.size());
        if (is_new) {
            graph_.nodes.push_back(
                {.id = std::string(id), .type = std::string(type_of(id)), .title = {}});
        }
        return place->second;
    }

    void connect(std::size_t from, std::string_view to, std::string_view label) {
        if (relationships_.contains(to)) return;
        const auto target = node(to);
        if (!drawn_.emplace(from, target, label).second) return;
        graph_.edges.push_back({.from = from, .to = target, .label = std::string(label)});
    }

    void add_references(std::size_t from, const json::Value& object) {
        Report place;
        each_reference({}, object, place, [&](std::string_view name, std::string_view id) {
            if (scope_ == GraphScope::content && !is_content(name)) return;
            if (is_id(id)) connect(from, id, name);
        });
    }

    GraphScope scope_;
    Graph graph_;
    std::unordered_map<std::string_view, std::size_t> places_;
    std::unordered_set<std::string_view> relationships_;
    std::set<std::tuple<std::size_t, std::size_t, std::string_view>> drawn_;
};

/// A quoted string of DOT: within it a backslash begins an escape, and a line may end.
std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        const bool is_control = static_cast<unsigned char>(c) < 0x20;
        out += is_control ? ' ' : c;
    }
    return out + '"';
}

/// The two lines of a label: "\n" between them is DOT's escape.
std::string two_lines(std::string_view first, std::string_view second) {
    if (second.empty()) return quoted(first);
    auto label = quoted(first);
    label.pop_back();
    return label + "\\n" + quoted(second).substr(1);
}

}  // namespace

Result<Graph> graph_of(std::span<const json::Value> objects, GraphScope scope) {
    const auto latest = TRY(latest_versions(objects));
    Drawing drawing(scope);
    drawing.add(latest);
    return std::move(drawing).take();
}

std::string to_dot(const Graph& graph) {
    std::string out = "digraph stix {\n  node [shape=box];\n";
    for (const auto& node : graph.nodes) {
        out += "  " + quoted(node.id) + " [label=" + two_lines(node.type, node.title) +
               (node.is_here ? "" : ", style=dashed") + "];\n";
    }
    for (const auto& edge : graph.edges) {
        out += "  " + quoted(graph.nodes[edge.from].id) + " -> " + quoted(graph.nodes[edge.to].id) +
               " [label=" + quoted(edge.label) + "];\n";
    }
    return out + "}\n";
}

}  // namespace entente::stix
