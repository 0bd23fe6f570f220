// Which addresses may become links.
#pragma once

#include <string>
#include <string_view>

namespace vern::messages {

/// `address` if it may be linked to: mailto or tel, or http or https with a plain host, without spaces, controls or
/// quotes; else "".
[[nodiscard]] std::string safeAddress(std::string_view address);

/// Whether `address` leads to a page: by http or https, or without a scheme, as in "www.example.no/privacy".
[[nodiscard]] bool isPageAddress(std::string_view address);

}  // namespace vern::messages
