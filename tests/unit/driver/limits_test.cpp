// What would take more memory than a machine has is refused before it is made.
#include <catch2/catch.hpp>

#include "compiler/grants/size.h"
#include "tests/support/policy.h"

using namespace vern;

namespace {

std::string list(const std::string& name, int count) {
  std::string out;
  for (int i = 0; i < count; ++i) out += (i == 0 ? "" : ", ") + name + std::to_string(i);
  return out;
}

/// An activity of so many data, subjects and purposes, each declared.
std::string activity(int data, int subjects, int purposes) {
  std::string out;
  for (int i = 0; i < data; ++i) out += "data d" + std::to_string(i) + " is name\n";
  for (int i = 0; i < subjects; ++i) out += "subject s" + std::to_string(i) + " is customer\n";
  for (int i = 0; i < purposes; ++i) out += "purpose p" + std::to_string(i) + " is service.support\n";
  return out + "activity small { data name  subjects customer  purpose service.support }\nactivity large {\n  data " +
         list("d", data) + "\n  subjects " + list("s", subjects) + "\n  purpose " + list("p", purposes) + "\n}\n";
}

}  // namespace

TEST_CASE("the size of a policy is what it comes to") {
  const test::TestPolicy policy(activity(7, 5, 3));
  const grants::Size size = grants::sizeOf(policy.model());
  CHECK(size.grants == policy.grants().grants.size());
  CHECK(policy.model()[size.largest].name == "large");
}

TEST_CASE("a policy of more than a million permissions is refused, at its largest activity") {
  MemoryFileSystem files;
  files.add("policy.vern", "use norway\n" + activity(101, 100, 100));
  driver::Session session(files);
  workspace::Project project;
  project.root = ".";
  project.policies = {"policy.vern"};
  const auto policy = session.load(project, "policy.vern");
  CHECK_FALSE(policy->model);
  REQUIRE(session.sink.diagnostics().size() == 1);
  const diag::Diagnostic& finding = session.sink.diagnostics().front();
  CHECK(finding.id == "VERN-POLICY-002");
  CHECK(session.sources.text(finding.span) == "large");
}
