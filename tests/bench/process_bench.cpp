// Whole processes against each other, in turns, in one run.
//
//   vern_bench_process ROUNDS NAME=COMMAND…      a command is words with single blanks between them
//
// Prints the median time of each, and the median of its ratios to the first inside a round. What a command prints is
// thrown away.
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <sstream>
#include <string>
#include <vector>

namespace {

struct Command {
  std::string name;
  std::vector<std::string> words;
  std::vector<double> milliseconds = {};
};

double now() {
  timespec t{};
  clock_gettime(CLOCK_MONOTONIC, &t);
  return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_nsec) * 1e-6;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

double run(const Command& command) {
  std::vector<char*> argv;
  for (const std::string& word : command.words) argv.push_back(const_cast<char*>(word.c_str()));
  argv.push_back(nullptr);
  posix_spawn_file_actions_t quiet;
  posix_spawn_file_actions_init(&quiet);
  for (const int fd : {STDOUT_FILENO, STDERR_FILENO})
    posix_spawn_file_actions_addopen(&quiet, fd, "/dev/null", O_WRONLY, 0);
  const double begin = now();
  pid_t pid = 0;
  int status = 0;
  if (posix_spawnp(&pid, argv[0], &quiet, nullptr, argv.data(), environ) != 0 || waitpid(pid, &status, 0) != pid ||
      !WIFEXITED(status)) {
    std::fprintf(stderr, "%s cannot be run\n", command.words[0].c_str());
    std::exit(2);
  }
  const double end = now();
  posix_spawn_file_actions_destroy(&quiet);
  return end - begin;
}

}  // namespace

int main(int argc, char** argv) {
  const int rounds = argc > 2 ? std::atoi(argv[1]) : 0;
  std::vector<Command> commands;
  for (int i = 2; i < argc; ++i) {
    const char* equals = std::strchr(argv[i], '=');
    if (equals == nullptr) break;
    Command command{std::string(argv[i], static_cast<std::size_t>(equals - argv[i])), {}};
    std::istringstream words(equals + 1);
    for (std::string word; words >> word;) command.words.push_back(word);
    if (!command.words.empty()) commands.push_back(std::move(command));
  }
  if (rounds < 1 || commands.empty()) {
    std::fprintf(stderr, "usage: vern_bench_process ROUNDS NAME=COMMAND…\n");
    return 2;
  }
  for (Command& command : commands) (void)run(command);  // into the page cache
  for (int round = 0; round < rounds; ++round)
    for (Command& command : commands) command.milliseconds.push_back(run(command));
  for (const Command& command : commands) {
    std::vector<double> ratios;
    for (std::size_t i = 0; i < command.milliseconds.size(); ++i)
      ratios.push_back(command.milliseconds[i] / commands[0].milliseconds[i]);
    std::printf("%-44s %8.2f ms  %6.2f x\n", command.name.c_str(), median(command.milliseconds), median(ratios));
  }
  return 0;
}
