#pragma once
// Objects and what they say of each other, as a graph. Pure.

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "json/value.h"

namespace entente::stix {

/// An object, or one that others refer to and that is not among them.
struct GraphNode {
    std::string id;
    std::string type;
    std::string title;     ///< as title_of has it; empty for what is not here
    bool is_here = false;  ///< false: only referred to

    friend bool operator==(const GraphNode&, const GraphNode&) = default;
};

/// What one object says of another.
struct GraphEdge {
    std::size_t from;  ///< of nodes
    std::size_t to;
    std::string label;  ///< relationship_type, or the name of the property that refers

    friend bool operator==(const GraphEdge&, const GraphEdge&) = default;
};

struct Graph {
    std::vector<GraphNode> nodes;  ///< in the order of their first mention
    std::vector<GraphEdge> edges;  ///< in the order of the objects; each once

    friend bool operator==(const Graph&, const Graph&) = default;
};

/// How much of what refers is drawn.
enum class GraphScope {
    content,  ///< without who made it and how it is marked: nearly every object has these
    whole,
};

/// A relationship is an edge; every other object is a node, with an edge for each identifier in a
/// property *_ref or *_refs, at any depth. A reference to a relationship that is an edge is left
/// out. Of an object in several versions the latest.
///
/// errors  invalid: one of them has no id; where is its JSON pointer
/// cost    one walk of each object
/// source  STIX 2.1 sections 1.4 and 5.1
Result<Graph> graph_of(std::span<const json::Value> objects, GraphScope scope);

/// The graph in Graphviz's language. Whatever stands in titles, it is text there: nothing of it is
/// read as an attribute or an escape.
///
/// source  the DOT language of Graphviz
std::string to_dot(const Graph& graph);

}  // namespace entente::stix
