#pragma once
// The names that parties and channels go by among people.

#include <string>
#include <string_view>

#include "base/result.h"

namespace entente::channel {

/// 1 to limits::name_bytes_max bytes, and nothing that a screen would obey instead of show: names
/// are compared by eye.
///
/// where   for the error: "a party's name"
/// errors  invalid
Result<void> check_name(std::string_view name, std::string where);

}  // namespace entente::channel
