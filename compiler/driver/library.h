// The standard library, read, bound and typed: what every policy that says `use norway` stands on. It is never changed,
// so any number of policies may share one.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "compiler/diag/sink.h"
#include "compiler/driver/loader.h"
#include "compiler/model/model.h"
#include "compiler/rules/rule.h"
#include "compiler/source/file_system.h"

namespace vern::driver {

struct Library {
  SourceMap sources;
  Loader::Parsed parsed;
  std::vector<const syntax::File*> files;  // in the order of use
  std::optional<model::Model> model;
  rules::RuleSet rules;
};

/// What a policy has to `use`, and what that reads first.
inline constexpr std::string_view LibraryName = "norway";

/// The library that the program holds, read once in a process. Any thread may ask.
[[nodiscard]] const Library& standardLibrary();

/// The library that the program holds, read afresh.
[[nodiscard]] std::unique_ptr<const Library> readLibrary(diag::Sink& sink);
/// The library in `folder`. What is wrong with it goes to `sink`.
[[nodiscard]] std::unique_ptr<const Library> readLibrary(const FileSystem& files, const std::string& folder,
                                                         diag::Sink& sink);

}  // namespace vern::driver
