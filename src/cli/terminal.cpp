#include "cli/terminal.h"

#include <ranges>

#include "json/text.h"
#include "views/plain_text.h"

namespace entente::cli {
namespace {

void write(std::FILE* stream, std::string_view text) {
    std::fwrite(text.data(), 1, text.size(), stream);
}

/// One line without anything that acts on a terminal: names and errors may be what others wrote.
std::string harmless(std::string_view text) {
    std::string utf8(text);  // a file's name may be any bytes
    auto at = json::valid_utf8_prefix(utf8);
    while (at < utf8.size()) {
        utf8[at] = '?';
        at += json::valid_utf8_prefix(std::string_view(utf8).substr(at));
    }
    return views::printable(utf8);
}

}  // namespace

void Terminal::line(std::string_view text) {
    end_progress();
    write(out_, harmless(text) + "\n");
}

void Terminal::lines(std::string_view text) {
    while (text.ends_with('\n')) text.remove_suffix(1);
    for (const auto each : std::views::split(text, '\n')) line(std::string_view(each));
}

void Terminal::json(std::string_view text) {
    end_progress();
    write(out_, text);
    write(out_, "\n");
}

void Terminal::raw(std::string_view text) {
    end_progress();
    write(out_, text);
}

void Terminal::note(std::string_view text) {
    end_progress();
    write(error_, harmless(text) + "\n");
}

void Terminal::progress(std::string_view text) {
    if (!is_watched_) return;
    write(error_, "\r\x1b[K" + harmless(text));
    std::fflush(error_);
    is_in_progress_ = true;
}

void Terminal::error(const Error& error) {
    note("entente: " + to_line(error));
}

Result<void> Terminal::flush() {
    end_progress();
    if (std::fflush(out_) == 0 && std::ferror(out_) == 0) return {};
    return fail(ErrorKind::exhausted, "the output could not be written", "standard output",
                "is its disk full, or its reader gone?");
}

void Terminal::end_progress() {
    if (is_in_progress_) write(error_, "\r\x1b[K");
    is_in_progress_ = false;
}

int exit_code(ErrorKind kind) {
    switch (kind) {
        case ErrorKind::invalid:
            return 3;
        case ErrorKind::not_found:
            return 4;
        case ErrorKind::refused:
            return 5;
        case ErrorKind::conflict:
            return 6;
        case ErrorKind::unavailable:
            return 7;
        case ErrorKind::corrupt:
            return 8;
        case ErrorKind::exhausted:
            return 9;
        case ErrorKind::fatal:
            return 10;
    }
    return 10;
}

}  // namespace entente::cli
