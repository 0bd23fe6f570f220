// A policy written in a test, taken through the front end.
#pragma once

#include <memory>
#include <string>

#include <catch2/catch.hpp>

#include "compiler/driver/session.h"
#include "compiler/grants/reference.h"
#include "compiler/messages/render.h"

namespace vern::test {

/// `text` as the file "policy.vern", with the standard library. A text that does not compile fails the test.
class TestPolicy {
 public:
  explicit TestPolicy(const std::string& text, bool broken = false) : session_(files_) {
    files_.add("policy.vern", "use norway\n" + text);
    workspace::Project project;
    project.root = ".";
    project.policies = {"policy.vern"};
    policy_ = session_.load(project, "policy.vern");
    if (broken) return;
    for (const diag::Diagnostic& finding : session_.sink.diagnostics())
      FAIL_CHECK(finding.id << " " << messages::render(finding.message, "en") << " at "
                            << std::string(finding.span.valid() ? session_.sources.text(finding.span) : ""));
    policy_->grants = grants::fromModel(*policy_->model);
  }

  const model::Model& model() const { return *policy_->model; }
  const grants::Grants& grants() const { return *policy_->grants; }
  const diag::Sink& sink() const { return session_.sink; }

  model::DeclId id(model::Kinds kinds, std::string_view name) const {
    const model::DeclId found = model().find(kinds, name);
    INFO("name: " << std::string(name));
    REQUIRE(found.valid());
    return found;
  }
  model::DeclId subject(std::string_view name) const { return id(model::Kind::Subject, name); }
  model::DeclId datum(std::string_view name) const { return id(model::Kind::Data, name); }
  model::DeclId purpose(std::string_view name) const { return id(model::Kind::Purpose, name); }
  model::DeclId event(std::string_view name) const { return id(model::Kind::Event, name); }

  grants::Question use(std::string_view datum_name, std::string_view subject_name,
                       std::string_view purpose_name) const {
    grants::Question question;
    question.datum = datum(datum_name);
    question.subject = subject(subject_name);
    question.purpose = purpose(purpose_name);
    question.facts.now = toDay({2026, 6, 1});
    return question;
  }
  grants::Question keep(std::string_view datum_name, std::string_view subject_name) const {
    grants::Question question;
    question.ask = grants::Ask::Keep;
    question.datum = datum(datum_name);
    question.subject = subject(subject_name);
    question.facts.now = toDay({2026, 6, 1});
    return question;
  }
  grants::Answer ask(const grants::Question& question) const { return grants::ask(model(), grants(), question); }

 private:
  MemoryFileSystem files_;
  driver::Session session_;
  std::unique_ptr<driver::Policy> policy_;
};

}  // namespace vern::test
