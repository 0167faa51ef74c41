#pragma once
// Random patterns as text, in random spelling: for properties of the parser, the printer and the
// normal form. One Tree gives many texts that ask for the same.

#include <algorithm>
#include <rapidcheck.h>
#include <string>
#include <vector>

namespace entente::stix::pattern {

/// A tree to be spelled. `word` joins the children; a leaf has a text and none.
struct Tree {
    std::string word;
    std::string text;
    std::vector<Tree> children;
};

/// An even choice: rapidcheck's own ranges start small, and small trees are of little interest.
inline int between(int low, int end) {
    return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(low, end));
}

inline std::string any_of(const std::vector<std::string>& texts) {
    return *rc::gen::elementOf(texts);
}

/// White space as it may stand between words, or none.
inline std::string space() {
    return any_of({" ", " ", " ", "\n", "\t ", "\u00A0", "/* or */", " // and\n"});
}

inline Tree comparison_leaf() {
    const auto path = any_of({":size", ":'a-b'.c", ":list[*].x_ref.value", ":list[3]",
                              ":hashes.ssdeep", ":'it\\'s'.'AND'", ":x_bin"});
    const auto test =
        any_of({" = 5", " != 5.25", " NOT = 'a\\\\b\\''", " < -3", " >= t'2020-02-29T00:00:00.5Z'",
                " IN ('a', 'b', 'c')", " NOT IN (1, 2.5)", " IN ()", " LIKE '%\u00FC_'",
                " MATCHES '^a.*$'", " ISSUBSET '10.0.0.0/8'", " NOT ISSUPERSET '2001:db8::/32'",
                " = h'ffD8'", " > b'/9g='", " = true", " <> 'x'"});
    if (between(0, 8) == 0) return {"", any_of({"EXISTS t", "NOT EXISTS t"}) + path, {}};
    return {"", "t" + path + test, {}};
}

/// Operators of comparisons or, with `is_observation`, of observations.
inline Tree random_tree(int depth, bool is_observation) {
    const int kind = depth == 0 ? 0 : between(0, is_observation ? 6 : 4);
    if (kind <= 1) {
        if (!is_observation) return comparison_leaf();
        return {"[", "", {random_tree(depth, false)}};
    }
    if (kind == 5) {
        return {any_of({"WITHIN 5 SECONDS", "WITHIN .125 SECONDS", "REPEATS 3 TIMES",
                        "START t'2016-06-01T00:00:00Z' STOP t'2016-07-01T00:00:00Z'"}),
                "",
                {random_tree(depth - 1, is_observation)}};
    }
    const auto word = kind == 2 ? "AND" : kind == 3 ? "OR" : "FOLLOWEDBY";
    Tree tree{.word = word, .text = {}, .children = {}};
    const int count = between(2, 4);
    for (int i = 0; i < count; ++i) tree.children.push_back(random_tree(depth - 1, is_observation));
    return tree;
}

/// The pattern of the tree, all in parentheses, with any white space.
inline std::string spelled(const Tree& tree) {
    if (tree.children.empty()) return tree.text;
    if (tree.word == "[") return "[" + space() + spelled(tree.children[0]) + space() + "]";
    std::string text = "(" + spelled(tree.children[0]);
    if (tree.children.size() == 1) return text + ")" + space() + tree.word;
    for (std::size_t i = 1; i < tree.children.size(); ++i) {
        text += space() + tree.word + space() + spelled(tree.children[i]);
    }
    return text + ")";
}

/// The same tree with the operands of AND and OR in another order, and those of OR, and of AND
/// between comparisons, perhaps twice.
inline Tree shuffled(Tree tree, bool is_observation) {
    const bool is_inside = is_observation && tree.word != "[";
    for (auto& child : tree.children) child = shuffled(child, is_inside);
    if (tree.children.size() < 2 || tree.word == "FOLLOWEDBY") return tree;
    if (tree.word == "OR" || !is_observation) {
        if (*rc::gen::arbitrary<bool>()) tree.children.push_back(tree.children[0]);
    }
    for (std::size_t i = tree.children.size() - 1; i > 0; --i) {
        const auto other = static_cast<std::size_t>(between(0, static_cast<int>(i) + 1));
        if (other != i) std::swap(tree.children[i], tree.children[other]);
    }
    return tree;
}

}  // namespace entente::stix::pattern
