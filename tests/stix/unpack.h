#pragma once
// Files of the shared data that are packed with gzip.

#include <cstdio>
#include <functional>
#include <gtest/gtest.h>
#include <memory>
#include <string>

#include "base/bytes.h"

namespace entente::stix {

struct ClosePipe {
    void operator()(std::FILE* pipe) const { ::pclose(pipe); }
};

/// Runs `take` on chunks of the unpacked file.
inline void unpack(const std::string& path, const std::function<void(ByteView)>& take) {
    const std::unique_ptr<std::FILE, ClosePipe> pipe(
        ::popen(("gzip -dc '" + path + "'").c_str(), "r"));
    ASSERT_TRUE(pipe);
    std::string buffer(std::size_t{1} << 20, '\0');
    while (const auto size = std::fread(buffer.data(), 1, buffer.size(), pipe.get())) {
        take(ByteView(buffer).substr(0, size));
    }
}

}  // namespace entente::stix
