// The table of the shop's policy, made without the harness of the unit tests.
#pragma once

#include "compiler/driver/session.h"
#include "compiler/table/from_grants.h"
#include "tests/fuzz/target.h"
#include "tests/support/shop.h"

namespace vern::fuzz {

inline std::string tableOfShop() {
  MemoryFileSystem files;
  files.add("shop.vern", std::string("use norway\n") + test::ShopPolicy);
  driver::Session session(files);
  workspace::Project project;
  project.root = ".";
  project.policies = {"shop.vern"};
  const auto policy = session.load(project, "shop.vern");
  require(policy && !session.sink.hasErrors(), "the shop's policy can be read");
  return llvm::cantFail(table::fromGrants(*policy->model, grants::fromModel(*policy->model)));
}

}  // namespace vern::fuzz
