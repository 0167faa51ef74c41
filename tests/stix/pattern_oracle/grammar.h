#pragma once
// The OASIS grammar of patterns, STIXPattern.g4, as ANTLR runs it: what our parser is held to.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace entente::stix::pattern {

/// Runs the grammar itself, from the tables that ANTLR's tool made of it: no code is generated.
class Grammar {
public:
    Grammar();
    ~Grammar();

    /// Whether `text`, which is UTF-8, is a pattern by the grammar.
    bool takes(std::string_view text);

    /// The words that the grammar divides `text` into, without white space and comments.
    std::vector<std::string> words(std::string_view text);

private:
    struct Machine;
    std::unique_ptr<Machine> machine_;
};

}  // namespace entente::stix::pattern
