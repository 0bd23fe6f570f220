#include "compiler/table/to_header.h"

#include <algorithm>
#include <cctype>
#include <set>
#include <string_view>

namespace vern::table {

using runtime::TermKind;

namespace {

constexpr std::string_view Kept[] = {
    "alignas",   "alignof",   "and",          "asm",       "auto",     "bool",      "break",    "case",     "catch",
    "char",      "class",     "compl",        "concept",   "const",    "consteval", "continue", "decltype", "default",
    "delete",    "do",        "double",       "else",      "enum",     "explicit",  "export",   "extern",   "false",
    "float",     "for",       "friend",       "goto",      "if",       "inline",    "int",      "long",     "mutable",
    "namespace", "new",       "noexcept",     "not",       "nullptr",  "operator",  "or",       "private",  "protected",
    "public",    "register",  "requires",     "return",    "short",    "signed",    "sizeof",   "static",   "struct",
    "switch",    "template",  "this",         "throw",     "true",     "try",       "typedef",  "typeid",   "typename",
    "union",     "unsigned",  "using",        "virtual",   "void",     "volatile",  "while",    "xor",      "bitand",
    "bitor",     "constexpr", "const_cast",   "constinit", "co_await", "co_return", "co_yield", "not_eq",   "or_eq",
    "and_eq",    "xor_eq",    "thread_local", "wchar_t",   "char8_t",  "char16_t",  "char32_t", "unix",     "linux"};

std::string identifier(std::string_view name) {
  std::string out;
  for (const char c : name) {
    const char next = std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_';
    // Two in a row are the implementation's.
    if (next != '_' || out.empty() || out.back() != '_') out += next;
  }
  if (out.empty() || std::isdigit(static_cast<unsigned char>(out.front())) != 0) out = "n" + out;
  if (std::find(std::begin(Kept), std::end(Kept), out) != std::end(Kept)) out += '_';
  return out;
}

}  // namespace

std::string toHeader(const runtime::Table& table) {
  static constexpr const char* Names[runtime::TermKinds] = {"subject", "datum", "purpose",     "recipient",
                                                            "place",   "event", "circumstance"};
  const runtime::Header& header = table.header();
  std::string out = "// Ids of the table of policy " + std::string(table.text(header.policy)) +
                    ", made with it by `vern build`. They hold for that table alone.\n"
                    "#pragma once\n\n#include <cstdint>\n\nnamespace " +
                    identifier(table.text(header.policy)) + "::ids {\n\n";
  out += "/// runtime::Table::madeFrom(source_hash): the table that is open is the one of these ids.\n";
  out += "inline constexpr unsigned char source_hash[32] = {";
  for (std::size_t i = 0; i < sizeof header.source_hash; ++i)
    out += (i > 0 ? ", " : "") + std::to_string(header.source_hash[i]);
  out += "};\n";
  for (std::uint32_t k = 0; k < runtime::TermKinds; ++k) {
    const auto kind = static_cast<TermKind>(k);
    out += "\nnamespace " + std::string(Names[k]) + " {\n";
    std::set<std::string> taken;
    for (std::uint32_t id = 0; id < table.count(kind); ++id) {
      const std::string_view full = table.text(table.term(kind, id).name);
      if (table.find(kind, full) != id) continue;  // one of the library's that the policy has another of
      std::string name = identifier(full);
      while (!taken.insert(name).second) name += name.back() == '_' ? "x_" : "_";
      out += "inline constexpr std::uint32_t " + name + " = " + std::to_string(id) + ";\n";
    }
    out += "}\n";
  }
  return out + "\n}\n";
}

}  // namespace vern::table
