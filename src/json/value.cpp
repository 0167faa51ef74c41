#include "json/value.h"

#include <bit>

#include "json/pointer.h"

namespace entente::json {

Kind Value::kind() const {
    switch (tag()) {
        case '{':
            return Kind::object;
        case '[':
            return Kind::array;
        case '"':
            return Kind::string;
        case 'l':
        case 'u':
            return Kind::integer;
        case 'd':
            return Kind::number;
        case 't':
        case 'f':
            return Kind::boolean;
        default:
            return Kind::null;
    }
}

std::unexpected<Error> Value::refuse(std::string what) const {
    return fail(ErrorKind::invalid, std::move(what), pointer());
}

Result<std::int64_t> Value::as_integer() const {
    if (!is_integer()) return refuse("not an integer");
    // An 'u' is above the largest int64, so as one it is negative.
    const auto value = std::bit_cast<std::int64_t>(tape_[index_ + 1]);
    const bool is_in_range =
        value <= limits::json_integer_max && value >= -limits::json_integer_max;
    if (tag() == 'u' || !is_in_range) return refuse("an integer beyond 2^53 - 1");
    return value;
}

Result<double> Value::as_number() const {
    if (tag() == 'd') return std::bit_cast<double>(tape_[index_ + 1]);
    if (tag() == 'u') return static_cast<double>(tape_[index_ + 1]);
    if (tag() != 'l') return refuse("not a number");
    return static_cast<double>(std::bit_cast<std::int64_t>(tape_[index_ + 1]));
}

Result<bool> Value::as_bool() const {
    if (!is_bool()) return refuse("neither true nor false");
    return tag() == 't';
}

std::optional<Value> Value::member(std::string_view name) const {
    for (const auto& [other, value] : members()) {
        if (other == name) return value;
    }
    return std::nullopt;
}

std::string Value::pointer() const {
    std::string path;
    Value here = at(1);  // 0 is the root word
    while (here.index_ != index_) {
        const auto holds = [&](const Value& value) {
            return value.index_ <= index_ && index_ < value.behind();
        };
        std::size_t position = 0;
        Value next = here;
        for (const auto& element : here.elements()) {
            if (holds(element)) {
                append_step(path, position);
                next = element;
                break;
            }
            ++position;
        }
        for (const auto& [name, value] : here.members()) {
            if (holds(value)) {
                append_step(path, name);
                next = value;
                break;
            }
        }
        if (next.index_ == here.index_) break;
        here = next;
    }
    return path;
}

}  // namespace entente::json
