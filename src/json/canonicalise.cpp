// The canonical form of a parsed value: sort, and print.
#include <algorithm>
#include <vector>

#include "json/canonical.h"
#include "json/text.h"
#include "json/value.h"

namespace entente::json {
namespace {

/// Prints values; the names of all objects that are open share one stack.
class Printer {
public:
    Result<Bytes> print(const Value& value) {
        TRY_VOID(append(value));
        return std::move(out_);
    }

private:
    Result<void> append(const Value& value) {
        switch (value.kind()) {
            case Kind::null:
                out_ += "null";
                return {};
            case Kind::boolean:
                out_ += TRY(value.as_bool()) ? "true" : "false";
                return {};
            case Kind::string:
                append_quoted(out_, TRY(value.as_string()));
                return {};
            case Kind::integer:
                out_ += std::to_string(TRY(value.as_integer()));
                return {};
            case Kind::number:
                return append_floating(value);
            case Kind::array:
                return append_array(value);
            case Kind::object:
                return append_object(value);
        }
        return {};
    }

    /// A floating number that prints as an integer has the range of one, or the form could not be
    /// read back.
    Result<void> append_floating(const Value& value) {
        const auto text = number_text(TRY(value.as_number()));
        const bool is_whole = text.find_first_of(".e") == std::string::npos;
        const auto magnitude = std::string_view(text).substr(text.starts_with('-') ? 1 : 0);
        constexpr std::string_view largest = "9007199254740991";  // 2^53 - 1
        const bool is_beyond = magnitude.size() > largest.size() ||
                               (magnitude.size() == largest.size() && magnitude > largest);
        if (is_whole && is_beyond) {
            return fail(ErrorKind::invalid, "an integer beyond 2^53 - 1", value.pointer(),
                        "write it as a string");
        }
        out_ += text;
        return {};
    }

    Result<void> append_array(const Value& value) {
        out_ += '[';
        bool is_first = true;
        for (const auto& element : value.elements()) {
            if (!is_first) out_ += ',';
            is_first = false;
            TRY_VOID(append(element));
        }
        out_ += ']';
        return {};
    }

    Result<void> append_object(const Value& value) {
        const auto first = members_.size();
        for (const auto& member : value.members()) members_.push_back(member);
        sort_from(first);
        const auto last = members_.size();
        out_ += '{';
        for (auto i = first; i < last; ++i) {
            if (i > first) out_ += ',';
            const auto member = members_[i];  // the stack may move while its value is printed
            append_quoted(out_, member.name);
            out_ += ':';
            TRY_VOID(append(member.value));
        }
        out_ += '}';
        members_.erase(members_.begin() + static_cast<std::ptrdiff_t>(first), members_.end());
        return {};
    }

    void sort_from(std::size_t first) {
        const auto begin = members_.begin() + static_cast<std::ptrdiff_t>(first);
        const auto is_before = [](const Member& a, const Member& b) {
            return stands_before(a.name, b.name);
        };
        if (!std::is_sorted(begin, members_.end(), is_before)) {
            std::sort(begin, members_.end(), is_before);
        }
    }

    Bytes out_;
    std::vector<Member> members_;
};

}  // namespace

Result<Bytes> canonical(const Value& value) {
    return Printer().print(value);
}

Result<Bytes> canonical(const Document& document) {
    return canonical(document.root());
}

Result<Bytes> canonicalise(ByteView text, std::size_t depth_max) {
    const auto document = TRY(Document::parse(text, depth_max));
    return canonical(document);
}

}  // namespace entente::json
