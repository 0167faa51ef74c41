#pragma once
// How a function says that it could not do its work.

#include <expected>
#include <string>
#include <utility>

namespace entente {

/// What a caller can do about an error; HTTP status and exit code follow from it.
enum class ErrorKind {
    invalid,      ///< the input is wrong: mend it
    not_found,    ///< there is no such thing, or the caller may not know of it
    refused,      ///< a rule or a permission says no
    conflict,     ///< it contradicts what is here already
    unavailable,  ///< not now: try again later
    corrupt,      ///< what was stored is not what was written
    exhausted,    ///< a limit or the disk is full
    fatal,        ///< the state is unknown: stop the process, recover at the next start
};

/// An error that a person can act on.
struct Error {
    ErrorKind kind;
    std::string what;    ///< "modified is earlier than created"
    std::string where;   ///< JSON pointer, byte offset, file or peer: "/objects/3/modified"
    std::string remedy;  ///< "set modified to created or later (STIX 2.1 section 3.2)"

    friend bool operator==(const Error&, const Error&) = default;
};

/// A value or an Error. Unlike std::expected alone it may not be dropped unread.
template <class T>
class [[nodiscard]] Result : public std::expected<T, Error> {
public:
    using std::expected<T, Error>::expected;
};

/// Makes an Error to return: `return fail(ErrorKind::invalid, "not UTF-8", at(offset));`
inline std::unexpected<Error> fail(ErrorKind kind, std::string what, std::string where,
                                   std::string remedy = {}) {
    return std::unexpected(Error{.kind = kind,
                                 .what = std::move(what),
                                 .where = std::move(where),
                                 .remedy = std::move(remedy)});
}

/// The error as one line: "where: what; remedy".
inline std::string to_line(const Error& error) {
    auto line = error.where.empty() ? error.what : error.where + ": " + error.what;
    if (!error.remedy.empty()) line += "; " + error.remedy;
    return line;
}

/// The word of a kind, as errors carry it in JSON: "not_found".
constexpr const char* to_text(ErrorKind kind) {
    switch (kind) {
        case ErrorKind::invalid:
            return "invalid";
        case ErrorKind::not_found:
            return "not_found";
        case ErrorKind::refused:
            return "refused";
        case ErrorKind::conflict:
            return "conflict";
        case ErrorKind::unavailable:
            return "unavailable";
        case ErrorKind::corrupt:
            return "corrupt";
        case ErrorKind::exhausted:
            return "exhausted";
        case ErrorKind::fatal:
            return "fatal";
    }
    return "fatal";
}

}  // namespace entente

/// The value of `expression`, or return its Error from the function that this stands in.
#define TRY(expression)                                                                     \
    __extension__({                                                                         \
        auto&& try_result = (expression);                                                   \
        if (!try_result) [[unlikely]]                                                       \
            return std::unexpected(std::forward<decltype(try_result)>(try_result).error()); \
        *std::forward<decltype(try_result)>(try_result);                                    \
    })

/// TRY for an expression without a value: `TRY_VOID(file.sync());`
#define TRY_VOID(expression)                                          \
    do {                                                              \
        if (auto try_result = (expression); !try_result) [[unlikely]] \
            return std::unexpected(std::move(try_result).error());    \
    } while (false)
