// vern init: a commented starting policy, from a template of the standard library.
#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "compiler/cli/args.h"
#include "compiler/cli/commands.h"
#include "compiler/cli/say.h"
#include "compiler/source/fault.h"
#include "compiler/source/write_file.h"
#include "compiler/workspace/project.h"
#include "stdlib_data.h"

namespace vern::cli {

namespace {

constexpr Option InitOptions[] = {
    {"--name", "NAME"},
    {"--email", "ADDRESS"},
    {"--lang", Languages},
};

void replaceAll(std::string& text, std::string_view what, std::string_view with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
}

/// A name for declarations and files: letters and digits of ASCII, the rest as underscores.
std::string identifier(std::string_view written) {
  // Letters of Norwegian as they are written where there are none.
  std::string name(written);
  for (const auto& [letter, plain] : {std::pair("æ", "ae"), std::pair("ø", "o"), std::pair("å", "a"),
                                      std::pair("Æ", "ae"), std::pair("Ø", "o"), std::pair("Å", "a")})
    replaceAll(name, letter, plain);
  std::string out;
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z') out += static_cast<char>(c - 'A' + 'a');
    else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out += c;
    else if (!out.empty() && out.back() != '_') out += '_';
  }
  while (!out.empty() && out.back() == '_') out.pop_back();
  return out.empty() || (out.front() >= '0' && out.front() <= '9') ? "company_" + out : out;
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  }
  return out;
}

/// The `.vern` files of `folder` that declare a policy; others are parts of some.
std::vector<std::string> declaredIn(const std::string& folder, const FileSystem& files) {
  std::vector<std::string> out;
  for (const std::string& name : workspace::policiesIn(folder, files)) {
    llvm::Expected<std::string> text = files.read(folder + "/" + name, MaxFileBytes);
    if (!text) llvm::consumeError(text.takeError());
    else if (text->starts_with("policy ") || text->find("\npolicy ") != std::string::npos) out.push_back(name);
  }
  return out;
}

int runInit(Args& args, Io& io) {
  const std::string language = args.get("--lang", io.language);
  const std::string folder = args.positional.empty() ? "." : args.positional.front();
  const std::string name = args.get("--name", "Example AS");
  const std::string id = identifier(name);

  std::string policy;
  for (const EmbeddedFile& file : embeddedStdlib())
    if (file.path == "templates/company." + language + ".vern") policy = file.text;
  // The templates are whole policies, which the tests check; what is theirs alone is replaced here.
  replaceAll(policy, "privacy@example.com", escaped(args.get("--email", "privacy@example.com")));
  replaceAll(policy, "Example AS", escaped(name));
  replaceAll(policy, "example_as", id);
  replaceAll(policy, "2026-01-01", formatDay(io.today));

  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return refuse(io, "init", "cannot_make", folder, fault(systemCause(error.value())));
  // A policy that lies there already is one of the project: nobody should believe it checked when it is not.
  const std::vector<std::string> there = declaredIn(folder, io.files);
  std::string manifest = "[project]\nname = \"" + id + "\"\n";
  if (there.empty()) {
    manifest += "policy = \"" + id + ".vern\"\n";
  } else {
    manifest += "policies = [\"" + id + ".vern\"";
    for (const std::string& one : there) manifest += ", \"" + escaped(one) + "\"";
    manifest += "]\n";
  }
  const std::string policy_path = folder + "/" + id + ".vern";
  const std::string manifest_path = folder + "/vern.toml";
  for (const std::string& path : {policy_path, manifest_path})
    if (io.files.kind(path) != FileKind::Missing) return refuse(io, "init", "there_already", {{"path", path}});
  for (const auto& [path, text] : {std::pair(policy_path, policy), std::pair(manifest_path, manifest)})
    if (llvm::Error failure = writeWhole(path, text))
      return refuse(io, "init", "cannot_write", path, std::move(failure));
  io.out << policy_path << "\n" << manifest_path << "\n";
  for (const std::string& one : there) io.out << say(io, "named_as_well", {{"path", one}}) << "\n";
  return Ok;
}

}  // namespace

const Command init{"init", "[FOLDER]", {0, 1}, InitOptions, runInit};

}  // namespace vern::cli
