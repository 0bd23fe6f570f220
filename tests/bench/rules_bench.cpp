// What the rules cost beside reading: the published examples are parsed and bound, and judged by every rule, in turns.
//
//   vern_bench_rules ROUNDS ROOT
//
// The standard library is excluded: its trees, its bound names and its typed rules stand before the clock runs, baked
// into the program as they are into vern.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <vector>

#include "compiler/driver/session.h"
#include "compiler/grants/grants.h"
#include "compiler/judge/judge.h"
#include "compiler/model/from_syntax.h"
#include "compiler/rules/check.h"
#include "compiler/syntax/from_parse_tree.h"
#include "library_image.h"

using namespace vern;

namespace {

double now() {
  timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_nsec) * 1e-6;
}

/// Of this thread: a machine that is shared does not change what work there is.
template <class Work>
double millisecondsOf(const Work& work) {
  const double begin = now();
  work();
  return now() - begin;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

/// One published example, ready to be read and judged again and again.
struct Example {
  std::string name;
  driver::Session session{realFileSystem(), &libraryImage()};
  std::unique_ptr<driver::Policy> policy;
  rules::RuleSet law;
};

struct Times {
  std::vector<double> parse, bind, grants, judge, rules, ratio;

  void print(const char* name) const {
    std::printf("%-20s %7.2f %7.2f  %7.2f %7.2f %7.2f  %6.2f x\n", name, median(parse), median(bind), median(grants),
                median(judge), median(rules), median(ratio));
  }
};

std::unique_ptr<Example> open(const std::filesystem::path& folder) {
  auto out = std::make_unique<Example>();
  out->name = folder.filename().string();
  const auto project = out->session.open((folder / "published").string());
  if (!project) return nullptr;
  out->policy = out->session.load(*project, project->policies.front());
  out->law = out->session.rules(*out->policy);
  return out->session.sink.hasErrors() ? nullptr : std::move(out);
}

struct Round {
  double parse = 0, bind = 0, grants = 0, judge = 0, rules = 0;
  [[nodiscard]] double ratio() const { return (grants + judge + rules) / (parse + bind); }
};

Round measure(Example& example, Day as_of) {
  Round out;
  const SourceMap& sources = example.session.sources;
  diag::Sink sink;
  out.parse = millisecondsOf([&] {
    for (const syntax::File* file : example.policy->files) (void)syntax::fromText(file->file, sources, sink);
  });
  const model::Model* library = &*example.policy->library->model;
  out.bind = millisecondsOf([&] { (void)model::fromSyntax(example.policy->files, sources, sink, library); });
  const model::Model& model = *example.policy->model;
  rules::Options options = rules::optionsOf(model, as_of);
  options.language = "en";
  grants::Grants grants;
  judge::Judgements judged;
  out.grants = millisecondsOf([&] { grants = grants::fromModel(model); });
  out.judge = millisecondsOf([&] { judged = judge::judge(model, grants); });
  out.rules = millisecondsOf([&] { rules::check(model, grants, judged, example.law, options, sink); });
  return out;
}

void add(Times& times, const Round& round) {
  times.parse.push_back(round.parse);
  times.bind.push_back(round.bind);
  times.grants.push_back(round.grants);
  times.judge.push_back(round.judge);
  times.rules.push_back(round.rules);
  times.ratio.push_back(round.ratio());
}

}  // namespace

int main(int argc, char** argv) {
  const int rounds = argc > 2 ? std::atoi(argv[1]) : 0;
  std::vector<std::unique_ptr<Example>> examples;
  if (argc > 2)
    for (const char* name : {"kvantel", "qmplus", "qs-manager", "quantum-pro-360", "quantum-software"})
      examples.push_back(open(std::filesystem::path(argv[2]) / "examples" / name));
  if (rounds < 1 || std::find(examples.begin(), examples.end(), nullptr) != examples.end()) {
    std::fprintf(stderr, "usage: vern_bench_rules ROUNDS ROOT\n");
    return 2;
  }
  const Day as_of = toDay({2026, 7, 2});
  Times all;
  std::vector<Times> each(examples.size());
  for (int round = 0; round < rounds; ++round) {
    Round sum;
    for (std::size_t i = 0; i < examples.size(); ++i) {
      const Round one = measure(*examples[i], as_of);
      add(each[i], one);
      sum.parse += one.parse;
      sum.bind += one.bind;
      sum.grants += one.grants;
      sum.judge += one.judge;
      sum.rules += one.rules;
    }
    add(all, sum);
  }
  std::printf("%-20s %7s %7s  %7s %7s %7s  %8s\n", "ms", "parse", "bind", "expand", "judge", "rules", "ratio");
  for (std::size_t i = 0; i < examples.size(); ++i) each[i].print(examples[i]->name.c_str());
  all.print("all five");
  return 0;
}
