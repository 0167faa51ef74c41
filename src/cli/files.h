#pragma once
// The user's own files: what a command reads and writes beside the node.

#include <string>

#include "base/bytes.h"
#include "base/result.h"

namespace entente::cli {

/// A file of a sensible size, or standard input for "-".
///
/// errors  not_found, refused; exhausted: above bytes_max
Result<Bytes> read_input(const std::string& path, std::size_t bytes_max);

/// Writes a file that everybody may read, in the place of an older one: that is whole until the new
/// one is.
///
/// errors  not_found, refused; exhausted: no room
Result<void> write_output(const std::string& path, ByteView bytes);

/// The Error of a call of the system on the user's file. error: its errno.
std::unexpected<Error> cannot(const char* what, const std::string& path, int error);

/// `text` safe as a part of a request's path or query.
std::string escaped(std::string_view text);

}  // namespace entente::cli
