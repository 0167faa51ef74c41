#include "stix/graph.h"

#include "json/write.h"
#include "tests/support/precompiled.h"

namespace entente::stix {
namespace {

const std::string report = "report--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f";
const std::string actor = "threat-actor--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f";
const std::string tool = "tool--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f";
const std::string author = "identity--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f";
const std::string uses = "relationship--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f";
const std::string seen = "sighting--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f";

std::string object(const std::string& type, const std::string& id, const std::string& more) {
    return R"({"type":")" + type + R"(","id":")" + id + '"' + (more.empty() ? "" : ",") + more +
           "}";
}

const std::string the_actor = object("threat-actor", actor, R"("name":"Group")");
const std::string the_uses = object(
    "relationship", uses,
    R"("relationship_type":"uses","source_ref":")" + actor + R"(","target_ref":")" + tool + '"');

Graph drawn(const std::vector<std::string>& texts, GraphScope scope = GraphScope::content) {
    std::vector<json::Document> documents;
    std::vector<json::Value> objects;
    for (const auto& text : texts) {
        objects.push_back(documents.emplace_back(json::Document::parse(text).value()).root());
    }
    return graph_of(objects, scope).value();
}

/// "from label to" of each edge, by type.
std::vector<std::string> edges(const Graph& graph) {
    std::vector<std::string> all;
    for (const auto& edge : graph.edges) {
        all.push_back(graph.nodes[edge.from].type + " " + edge.label + " " +
                      graph.nodes[edge.to].type);
    }
    return all;
}

TEST(Graph, HasARelationshipAsAnEdge) {  // STIX 2.1 section 5.1
    const auto graph = drawn({the_uses, the_actor});
    EXPECT_EQ(edges(graph), std::vector<std::string>{"threat-actor uses tool"});
    ASSERT_EQ(graph.nodes.size(), 2);
    EXPECT_EQ(graph.nodes[0],
              (GraphNode{.id = actor, .type = "threat-actor", .title = "Group", .is_here = true}));
    EXPECT_EQ(graph.nodes[1],
              (GraphNode{.id = tool, .type = "tool", .title = "", .is_here = false}));
}

TEST(Graph, HasASightingAsANode) {  // STIX 2.1 section 5.2
    const auto graph = drawn({object(
        "sighting", seen,
        R"("sighting_of_ref":")" + actor + R"(","where_sighted_refs":[")" + author + R"("])")});
    EXPECT_EQ(edges(graph), (std::vector<std::string>{"sighting sighting_of_ref threat-actor",
                                                      "sighting where_sighted_refs identity"}));
}

TEST(Graph, FollowsReferencesAtAnyDepth) {
    const auto graph =
        drawn({object("x-thing", "x-thing--1", R"("x":{"y":[{"z_ref":")" + actor + R"("}]})")});
    EXPECT_EQ(edges(graph), std::vector<std::string>{"x-thing z_ref threat-actor"});
}

TEST(Graph, LeavesOutAReferenceToARelationshipThatIsDrawn) {
    const auto text =
        object("report", report, R"("object_refs":[")" + uses + R"(",")" + actor + R"("])");
    EXPECT_EQ(
        edges(drawn({text, the_uses, the_actor})),
        (std::vector<std::string>{"report object_refs threat-actor", "threat-actor uses tool"}));
    EXPECT_EQ(edges(drawn({text})), (std::vector<std::string>{"report object_refs relationship",
                                                              "report object_refs threat-actor"}));
}

TEST(Graph, HasAuthorsAndMarkingsIfItIsWhole) {
    const auto text = object("report", report, R"("created_by_ref":")" + author + '"');
    EXPECT_TRUE(drawn({text}).edges.empty());
    EXPECT_EQ(edges(drawn({text}, GraphScope::whole)),
              std::vector<std::string>{"report created_by_ref identity"});
}

TEST(Graph, HasEachEdgeOnce) {
    const auto text =
        object("report", report, R"("object_refs":[")" + actor + R"(",")" + actor + R"("])");
    EXPECT_EQ(drawn({text}).edges.size(), 1);
}

TEST(Dot, HasALineForEachNodeAndEdge) {
    EXPECT_EQ(to_dot(drawn({the_actor, the_uses})),
              "digraph stix {\n"
              "  node [shape=box];\n"
              "  \"" +
                  actor +
                  "\" [label=\"threat-actor\\nGroup\"];\n"
                  "  \"" +
                  tool +
                  "\" [label=\"tool\", style=dashed];\n"
                  "  \"" +
                  actor + "\" -> \"" + tool +
                  "\" [label=\"uses\"];\n"
                  "}\n");
}

/// What is left of a line of DOT without its quoted strings.
std::string without_strings(const std::string& line) {
    std::string rest;
    bool is_inside = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '"') is_inside = !is_inside;
        if (is_inside && line[i] == '\\') ++i;
        if (!is_inside) rest += line[i];
    }
    return rest;
}

RC_GTEST_PROP(Dot, IsTheSameWhateverStandsInNames, (std::vector<std::uint8_t> bytes)) {
    static const std::string letters = "\"\\\n\r;[]{}->=/*#nNlG x";
    std::string name;
    for (const auto byte : bytes) name += letters[byte % letters.size()];
    json::Object named;
    named.add("id", name.empty() ? "x" : name).add("name", name).add("type", name);
    const auto dot = to_dot(drawn({named.text()}));
    std::vector<std::string> lines;
    std::istringstream in(dot);
    for (std::string line; std::getline(in, line);) lines.push_back(without_strings(line));
    RC_ASSERT(lines == (std::vector<std::string>{"digraph stix {", "  node [shape=box];",
                                                 "  \" [label=\"];", "}"}));
}

}  // namespace
}  // namespace entente::stix
