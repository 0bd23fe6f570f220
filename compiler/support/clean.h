// What a text from outside may hold where people or programs read it: no control characters, nothing that turns the
// direction of the text around it, no private characters.
#pragma once

#include <string>
#include <string_view>

namespace vern {

/// `text` without control characters (line breaks and tabs stay), bidirectional controls, private characters and
/// noncharacters. Bytes that are no UTF-8, as names of files can have, become U+FFFD.
[[nodiscard]] std::string clean(std::string_view text);

}  // namespace vern
