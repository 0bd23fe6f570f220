// From the normal form of a policy to a decision table: the bytes of a .vdt file. docs/vdt-format.md.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/grants/grants.h"
#include "compiler/model/model.h"
#include "llvm/Support/Error.h"

namespace vern::table {

struct BuildOptions {
  /// Languages of answers, beside those of the policy; texts missing in one are taken from the first.
  std::vector<std::string> languages = {"en", "nb"};
  /// The folder of the project: where things stand is told from there, and not from where vern was called.
  std::string root = {};
  /// No row has an index, as if all policies were large and had few grants: for tests.
  bool in_lines = false;
};

/// The table of `grants`. The same policy gives the same bytes, on every machine, in every folder
/// (given its root) and on every day. An error says which limit of
/// the format the policy passes (runtime/vern/format.h).
[[nodiscard]] llvm::Expected<std::string> fromGrants(const model::Model& model, const grants::Grants& grants,
                                                     const BuildOptions& options = {});

/// SHA-256, as 32 bytes, of the texts of the files that `model` was made from, the library's too, in the order they
/// were read.
[[nodiscard]] std::string sourceHash(const model::Model& model);

}  // namespace vern::table
