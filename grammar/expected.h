// What could stand where the parser is.
#pragma once

#include <string>

#include "antlr4-runtime.h"

namespace vern::grammar {

/// What `parser` could take in its place. ANTLR's own function of the name shares what it worked out between all
/// parsers, behind a lock, and looks whether there is something without one.
[[nodiscard]] antlr4::misc::IntervalSet expectedTokens(antlr4::Parser* parser);

/// The same in one word, as `Fault::expected` has it; "" if there is none for it.
[[nodiscard]] std::string expected(antlr4::Parser* parser);

}  // namespace vern::grammar
