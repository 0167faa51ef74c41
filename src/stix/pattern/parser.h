#pragma once
// The recursive descent behind parse(): one function to a rule of the grammar. Pure.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "stix/pattern/lexer.h"
#include "stix/pattern/pattern.h"

namespace entente::stix::pattern {

/// Parses one text, once.
class Parser {
public:
    explicit Parser(std::string_view text) : text_(text), lexer_(text) {}

    Result<Pattern> run();

private:
    using Operand = Result<NodeIndex> (Parser::*)();

    // Observations: parse.cpp
    Result<NodeIndex> followed_by();
    Result<NodeIndex> observation_or();
    Result<NodeIndex> observation_and();
    Result<NodeIndex> qualified();
    Result<NodeIndex> qualifier(NodeIndex child);
    Result<NodeIndex> within(NodeIndex child);
    Result<NodeIndex> repeats(NodeIndex child);
    Result<NodeIndex> start_stop(NodeIndex child);
    Result<NodeIndex> observation();

    // Comparisons: parse_comparison.cpp
    Result<NodeIndex> comparison_or();
    Result<NodeIndex> comparison_and();
    Result<NodeIndex> comparison_or_group();
    Result<NodeIndex> comparison();
    Result<void> path(Comparison& comparison);
    Result<void> step_name(std::string_view what);
    Result<void> step_index();
    Result<Operator> comparison_operator();
    Result<void> operand(Comparison& comparison);
    Result<void> set(Comparison& comparison);
    Result<void> constant(Comparison& comparison);
    Result<Constant> constant_of_token();
    Result<Constant> integer_constant();
    Result<Constant> floating_constant();
    Result<Constant> binary_constant();
    Result<Constant> hex_constant();
    Result<Constant> timestamp_constant();
    Result<void> check_constant(const Comparison& comparison, std::size_t offset) const;

    // What both use: parse.cpp
    Result<NodeIndex> joined(TokenKind word, NodeKind kind, Operand operand);
    void take_operand(NodeKind kind, NodeIndex node);
    Result<NodeIndex> grouped(Operand inside);
    NodeIndex add(NodeKind kind, Range range);
    NodeIndex add_qualifier(NodeKind kind, const Qualifier& qualifier);
    Range add_text(std::string_view text);
    Range add_unescaped(std::string_view inside);

    [[nodiscard]] bool at(TokenKind kind) const { return token_.kind == kind; }

    void advance() { token_ = lexer_.next(); }

    Result<void> expect(TokenKind kind, std::string_view what);
    [[nodiscard]] std::unexpected<Error> unexpected(std::string_view wanted) const;
    [[nodiscard]] std::unexpected<Error> refuse(std::size_t offset, std::string what,
                                                std::string remedy) const;
    [[nodiscard]] std::string place(std::size_t offset) const;

    std::string_view text_;
    Lexer lexer_;
    Token token_;
    std::size_t depth_ = 0;
    std::vector<NodeIndex> operands_;  // of the AND, OR and FOLLOWEDBY that are not yet whole
    Pattern tree_;
};

}  // namespace entente::stix::pattern
