// What a text of a policy may hold when it is published: no control characters, nothing that turns the direction of the
// text around it, no private characters; and which addresses may become links.
#pragma once

#include <string>
#include <string_view>

namespace vern::statement {

/// `text` without control characters (line breaks stay), bidirectional controls, private characters and noncharacters.
/// Bytes that are no UTF-8 become U+FFFD.
[[nodiscard]] std::string clean(std::string_view text);

/// `address` if it may be linked to: mailto or tel, or http or https with a plain host, without spaces, controls or
/// quotes; else "".
[[nodiscard]] std::string safeAddress(std::string_view address);

}  // namespace vern::statement
