// Reads the message catalogues when vern is built, so that vern itself reads none:
//   make_catalogues OUTPUT.cpp FILE…          each FILE is …/messages/<language>/<name>.toml
// A table [a.b] with `c = "text"` gives the message "a.b.c". Files that are no TOML, values that are no text, and a key
// that two files of one language hold stop the build.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>

#include <toml++/toml.h>

namespace {

struct Message {
  std::string text;
  std::string file;
};
using Catalogue = std::map<std::string, Message>;

void flatten(const toml::table& table, const std::string& prefix, const std::string& file, Catalogue& out) {
  for (const auto& [key, node] : table) {
    const std::string name = prefix.empty() ? std::string(key.str()) : prefix + "." + std::string(key.str());
    if (const toml::table* inner = node.as_table()) {
      flatten(*inner, name, file, out);
      continue;
    }
    const auto text = node.value<std::string>();
    if (!text || !node.is_string()) throw std::runtime_error(file + ": " + name + " is not a text");
    const auto [at, is_new] = out.emplace(name, Message{*text, file});
    if (!is_new) throw std::runtime_error(file + ": " + name + " is in " + at->second.file + " too");
  }
}

/// As a C++ string literal: plain ASCII stays readable, every other byte is an octal escape of three digits.
std::string literal(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\' || c == '?' || byte < 0x20 || byte > 0x7e) {
      char escaped[5];
      std::snprintf(escaped, sizeof escaped, "\\%03o", byte);
      out += escaped;
    } else {
      out += c;
    }
  }
  return out + "\"";
}

}  // namespace

int main(int count, char** arguments) try {
  if (count < 2) throw std::runtime_error("usage: make_catalogues OUTPUT.cpp FILE…");
  std::map<std::string, Catalogue> catalogues;
  for (int i = 2; i < count; ++i) {
    const std::filesystem::path file = arguments[i];
    flatten(toml::parse_file(file.string()), "", file.string(), catalogues[file.parent_path().filename().string()]);
  }

  std::ostringstream out;
  out << "#include \"stdlib_data.h\"\n\nnamespace vern {\nnamespace {\n";
  for (const auto& [language, messages] : catalogues) {
    out << "\nconstexpr EmbeddedMessage Messages_" << language << "[] = {\n";
    for (const auto& [key, message] : messages) out << "  {" << literal(key) << ", " << literal(message.text) << "},\n";
    out << "};\n";
  }
  out << "\nconstexpr EmbeddedCatalogue Catalogues[] = {\n";
  for (const auto& [language, messages] : catalogues)
    out << "  {\"" << language << "\", Messages_" << language << "},\n";
  out << "};\n\n}  // namespace\n\n";
  out << "std::span<const EmbeddedCatalogue> embeddedCatalogues() { return Catalogues; }\n\n}  // namespace vern\n";

  std::ofstream file(arguments[1]);
  file << out.str();
  if (!file.flush()) throw std::runtime_error(std::string("cannot write ") + arguments[1]);
  return 0;
} catch (const toml::parse_error& error) {
  const auto& source = error.source();
  std::fprintf(stderr, "%s:%u: %s\n", source.path ? source.path->c_str() : "", static_cast<unsigned>(source.begin.line),
               std::string(error.description()).c_str());
  return 1;
} catch (const std::exception& error) {
  std::fprintf(stderr, "make_catalogues: %s\n", error.what());
  return 1;
}
