#include "compiler/cli/say.h"

#include "compiler/cli/args.h"

namespace vern::cli {

std::string say(const Io& io, std::string_view key, Values values) {
  return messages::say(io.language, "cli." + std::string(key), values);
}

std::string didYouMean(const Io& io, std::string_view near) {
  return near.empty() ? std::string() : say(io, "did_you_mean", {{"near", std::string(near)}});
}

int refuse(Io& io, std::string_view command, const std::string& what) {
  io.err << "vern" << (command.empty() ? "" : " ") << command << ": " << what << "\n";
  return Unusable;
}

int refuse(Io& io, std::string_view command, std::string_view key, Values values) {
  return refuse(io, command, say(io, key, values));
}

int refuse(Io& io, std::string_view command, llvm::Error error) {
  return refuse(io, command, messages::say(io.language, std::move(error)));
}

int refuse(Io& io, std::string_view command, std::string_view key, std::string_view path, llvm::Error error) {
  return refuse(io, command, key,
                {{"path", std::string(path)}, {"reason", messages::say(io.language, std::move(error))}});
}

}  // namespace vern::cli
