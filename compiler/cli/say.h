// What the command line says, in its reader's language: sentences of the catalogues (messages/<language>/cli.toml).
#pragma once

#include <string>
#include <string_view>

#include "compiler/cli/io.h"
#include "compiler/messages/render.h"

namespace vern::cli {

using Values = std::initializer_list<messages::Value>;

/// The sentence `cli.KEY`, with its places filled.
[[nodiscard]] std::string say(const Io& io, std::string_view key, Values values = {});

/// "; did you mean `NEAR`?", or "" if nothing is near.
[[nodiscard]] std::string didYouMean(const Io& io, std::string_view near);

/// Prints an error, "vern COMMAND: what", and returns the status of a call that cannot be carried out. Without a
/// command, the program as a whole speaks.
int refuse(Io& io, std::string_view command, const std::string& what);
int refuse(Io& io, std::string_view command, std::string_view key, Values values);
int refuse(Io& io, std::string_view command, llvm::Error error);
/// "vern COMMAND: KEY: why", where the sentence has places for {path} and {reason}.
int refuse(Io& io, std::string_view command, std::string_view key, std::string_view path, llvm::Error error);

}  // namespace vern::cli
