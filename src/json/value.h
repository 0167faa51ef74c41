#pragma once
// Parsed JSON, read only: views into the tape that simdjson's parser wrote. Pure.
//
// The tape is simdjson's documented format (doc/tape.md of its sources), one 64-bit word a value,
// its top byte the kind:
//
//   'r' root         payload: index behind the last word; stands first and last
//   '{' '[' opening  payload: low 32 bits, index behind the closing word; above them the count
//   '}' ']' closing  payload: index of the opening word
//   '"' string       payload: offset in the string buffer: length (4 bytes), bytes, a zero
//   'l' 'u' 'd'      signed, unsigned, floating: the number is the next word
//   't' 'f' 'n'      true, false, null
//
// A member of an object is its name, a string, and then its value.

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "base/bytes.h"
#include "base/limits.h"
#include "base/result.h"

namespace entente::json {

class Value;
struct Member;
template <class Item>
class Range;
using Elements = Range<Value>;  // of an array
using Members = Range<Member>;  // of an object

enum class Kind { null, boolean, integer, number, string, array, object };

/// One value of a parsed document, borrowed from its Parser or Document. As cheap as a pointer.
class Value {
public:
    [[nodiscard]] Kind kind() const;

    [[nodiscard]] bool is_object() const { return tag() == '{'; }

    [[nodiscard]] bool is_array() const { return tag() == '['; }

    [[nodiscard]] bool is_string() const { return tag() == '"'; }

    /// Whether it was written without fraction and exponent.
    [[nodiscard]] bool is_integer() const { return tag() == 'l' || tag() == 'u'; }

    [[nodiscard]] bool is_number() const { return is_integer() || tag() == 'd'; }

    [[nodiscard]] bool is_bool() const { return tag() == 't' || tag() == 'f'; }

    [[nodiscard]] bool is_null() const { return tag() == 'n'; }

    /// The text of a string, escapes resolved: valid UTF-8, borrowed from the document.
    ///
    /// errors  invalid: not a string; where is the JSON pointer
    [[nodiscard]] Result<std::string_view> as_string() const {
        if (!is_string()) [[unlikely]]
            return refuse("not a string");
        return text();
    }

    /// errors  invalid: not an integer, or beyond +-(2^53 - 1); where is the JSON pointer
    [[nodiscard]] Result<std::int64_t> as_integer() const;

    /// errors  invalid: not a number; where is the JSON pointer
    [[nodiscard]] Result<double> as_number() const;

    /// errors  invalid: neither true nor false; where is the JSON pointer
    [[nodiscard]] Result<bool> as_bool() const;

    /// The member of that name; nothing if there is none, or if this is no object.
    ///
    /// cost  O(members)
    [[nodiscard]] std::optional<Value> member(std::string_view name) const;

    /// The members of an object, `for (const auto& [name, value] : object.members())`, in the order
    /// of the text; none if this is no object.
    [[nodiscard]] Members members() const;

    /// The elements of an array, in order; none if this is no array.
    [[nodiscard]] Elements elements() const;

    /// Where it stands in its document: "/objects/3/modified"; "" for the root.
    ///
    /// cost    O(document): for errors
    /// source  RFC 6901
    [[nodiscard]] std::string pointer() const;

private:
    template <class Item>
    friend class Range;
    friend class Parser;

    Value(const std::uint64_t* tape, const std::uint8_t* strings, std::size_t index)
        : tape_(tape), strings_(strings), index_(index) {}

    [[nodiscard]] char tag() const { return static_cast<char>(tape_[index_] >> 56); }

    [[nodiscard]] Value at(std::size_t index) const { return {tape_, strings_, index}; }

    /// The index behind this value.
    [[nodiscard]] std::size_t behind() const {
        if (is_object() || is_array()) return static_cast<std::uint32_t>(tape_[index_]);
        return index_ + (is_number() ? 2 : 1);
    }

    [[nodiscard]] std::string_view text() const;
    [[nodiscard]] std::unexpected<Error> refuse(std::string what) const;

    const std::uint64_t* tape_;
    const std::uint8_t* strings_;
    std::size_t index_;
};

/// A name and its value.
struct Member {
    std::string_view name;
    Value value;
};

/// The elements of an array (`Item` is Value) or the members of an object (Member), in order.
template <class Item>
class Range {
public:
    class Iterator {
    public:
        // NOLINTBEGIN(readability-identifier-naming): the standard library asks for these names
        using difference_type = std::ptrdiff_t;
        using value_type = Item;

        // NOLINTEND(readability-identifier-naming)

        Iterator() : at_(nullptr, nullptr, 0) {}

        explicit Iterator(Value at) : at_(at) {}

        Item operator*() const {
            if constexpr (is_member) return {.name = at_.text(), .value = value()};
            if constexpr (!is_member) return at_;
        }

        Iterator& operator++() {
            at_.index_ = value().behind();
            return *this;
        }

        Iterator operator++(int) {
            auto before = *this;
            ++*this;
            return before;
        }

        // A member: a friend of this class is none of Value's.
        bool operator==(const Iterator& other) const { return at_.index_ == other.at_.index_; }

    private:
        static constexpr bool is_member = std::is_same_v<Item, Member>;

        [[nodiscard]] Value value() const { return at_.at(at_.index_ + (is_member ? 1 : 0)); }

        Value at_;
    };

    [[nodiscard]] Iterator begin() const { return Iterator(first_); }

    [[nodiscard]] Iterator end() const { return Iterator(closing_); }

    [[nodiscard]] bool empty() const { return begin() == end(); }

    /// cost  O(items)
    [[nodiscard]] std::size_t size() const {
        return static_cast<std::size_t>(std::ranges::distance(begin(), end()));
    }

private:
    friend class Value;

    Range(Value first, Value closing) : first_(first), closing_(closing) {}

    Value first_;
    Value closing_;
};

/// Parses one text after another in the same memory. One thread at a time.
class Parser {
public:
    Parser();
    Parser(const Parser&) = delete;
    Parser& operator=(const Parser&) = delete;
    Parser(Parser&& other) noexcept;
    Parser& operator=(Parser&& other) noexcept;
    ~Parser();

    /// The root of `text`, valid until the next parse or the end of the parser. `text` is copied.
    ///
    /// depth_max  how many objects and arrays may stand in one another
    /// errors     invalid: not UTF-8, not JSON, cut off, a duplicate name, nested too deep; where
    /// is
    ///            "byte 17"
    /// source     RFC 8259; RFC 7493 section 2
    Result<Value> parse(ByteView text, std::size_t depth_max = limits::json_depth_max);

private:
    struct State;  // simdjson's parser and its padded buffer

    std::unique_ptr<State> state_;
};

/// A parsed text with the memory that it stands in. Whoever parses many keeps a Parser.
class Document {
public:
    /// errors  as Parser::parse
    static Result<Document> parse(ByteView text, std::size_t depth_max = limits::json_depth_max);

    [[nodiscard]] Value root() const { return root_; }

private:
    Document(Parser parser, Value root) : parser_(std::move(parser)), root_(root) {}

    Parser parser_;
    Value root_;  // borrowed from parser_, whose memory does not move with it
};

inline std::string_view Value::text() const {
    const auto* at = strings_ + (tape_[index_] & 0x00FF'FFFF'FFFF'FFFF);
    std::uint32_t size = 0;
    std::memcpy(&size, at, sizeof size);
    return {reinterpret_cast<const char*>(at + sizeof size), size};
}

inline Elements Value::elements() const {
    return is_array() ? Elements(at(index_ + 1), at(behind() - 1)) : Elements(*this, *this);
}

inline Members Value::members() const {
    return is_object() ? Members(at(index_ + 1), at(behind() - 1)) : Members(*this, *this);
}

}  // namespace entente::json
