#include "tests/stix/pattern_oracle/grammar.h"

#include <exception>

#include <antlr4-runtime.h>

// clang-format off: this header of ANTLR's does not stand alone
#include <misc/InterpreterDataReader.h>

// clang-format on

namespace entente::stix::pattern {
namespace {

const std::string tables = ENTENTE_GRAMMAR_TABLES;  // the folder that CMake had ANTLR write
const std::string grammar_name = "STIXPattern.g4";
constexpr std::size_t first_rule = 0;  // pattern: observationExpressions EOF

class ErrorCount : public antlr4::BaseErrorListener {
public:
    void syntaxError(antlr4::Recognizer* /*by*/, antlr4::Token* /*at*/, std::size_t /*line*/,
                     std::size_t /*column*/, const std::string& /*message*/,
                     std::exception_ptr /*cause*/) override {
        ++count_;
    }

    [[nodiscard]] int count() const { return count_; }

    void clear() { count_ = 0; }

private:
    int count_ = 0;
};

antlr4::misc::InterpreterData read(const std::string& file) {
    return antlr4::misc::InterpreterDataReader::parseFile(tables + "/" + file);
}

}  // namespace

/// Lexer and parser are kept between texts: they remember the decisions that they worked out.
struct Grammar::Machine {
    antlr4::misc::InterpreterData lexer_tables = read("STIXPatternLexer.interp");
    antlr4::misc::InterpreterData parser_tables = read("STIXPattern.interp");
    antlr4::ANTLRInputStream input;
    antlr4::LexerInterpreter lexer{grammar_name,
                                   lexer_tables.vocabulary,
                                   lexer_tables.ruleNames,
                                   lexer_tables.channels,
                                   lexer_tables.modes,
                                   lexer_tables.atn,
                                   &input};
    antlr4::CommonTokenStream tokens{&lexer};
    antlr4::ParserInterpreter parser{grammar_name, parser_tables.vocabulary,
                                     parser_tables.ruleNames, parser_tables.atn, &tokens};
    ErrorCount errors;

    Machine() {
        lexer.removeErrorListeners();
        parser.removeErrorListeners();
        lexer.addErrorListener(&errors);
        parser.addErrorListener(&errors);
    }

    void load(std::string_view text) {
        errors.clear();
        input.load(std::string(text));
        lexer.setInputStream(&input);
        tokens.setTokenSource(&lexer);
        tokens.fill();
    }
};

Grammar::Grammar() : machine_(std::make_unique<Machine>()) {}

Grammar::~Grammar() = default;

bool Grammar::takes(std::string_view text) {
    machine_->load(text);
    machine_->parser.setTokenStream(&machine_->tokens);
    machine_->parser.parse(first_rule);
    return machine_->errors.count() == 0;
}

std::vector<std::string> Grammar::words(std::string_view text) {
    machine_->load(text);
    std::vector<std::string> words;
    for (const auto* token : machine_->tokens.getTokens()) {
        if (token->getType() != antlr4::Token::EOF) words.push_back(token->getText());
    }
    return words;
}

}  // namespace entente::stix::pattern
