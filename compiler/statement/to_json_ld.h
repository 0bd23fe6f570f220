// What the page says of itself, for search engines and other machines: a WebPage of schema.org and who publishes it.
// Read off the document, so that nothing is told that the page does not show.
#pragma once

#include <string>

#include "compiler/statement/document.h"

namespace vern::statement {

/// JSON that may stand in a `script` element: no `<`, `>` or `&` in it.
[[nodiscard]] std::string toJsonLd(const Document& document);

}  // namespace vern::statement
