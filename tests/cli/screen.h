#pragma once
// A terminal whose two streams can be read back.

#include <array>
#include <cstdio>
#include <memory>
#include <string>

#include "cli/terminal.h"
#include "tests/support/precompiled.h"

namespace entente::cli::test {

class Screen {
public:
    explicit Screen(bool is_watched = false) : terminal(out_.get(), error_.get(), is_watched) {}

    [[nodiscard]] std::string out() const { return text_of(out_.get()); }

    [[nodiscard]] std::string error() const { return text_of(error_.get()); }

private:
    using Stream = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

    static std::string text_of(std::FILE* stream) {
        std::fflush(stream);
        std::rewind(stream);
        std::string text;
        std::array<char, 4'096> chunk{};
        while (const auto got = std::fread(chunk.data(), 1, chunk.size(), stream)) {
            text.append(chunk.data(), got);
        }
        return text;
    }

    Stream out_{std::tmpfile(), &std::fclose};
    Stream error_{std::tmpfile(), &std::fclose};

public:
    Terminal terminal;  // borrows the streams above
};

inline std::string line_of(const auto& result) {
    return result ? "no error" : to_line(result.error());
}

}  // namespace entente::cli::test
