// Whole processes against each other, in turns, in one run.
//
//   vern_bench_process [--cold] ROUNDS NAME=COMMAND…      a command is words with single blanks between them
//
// Prints the median time of each, by the clock and of the processor (which other work on the machine touches less), its
// peak memory, and the median of its ratios to the first inside a round. What a command prints is thrown away. With
// --cold the program, and the files that its words name, are put out of the page cache before each run.
#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
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
  std::vector<double> of_processor = {};  // milliseconds
  long peak = 0;  // KiB
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

void evict(const std::string& path) {
  const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return;
  fdatasync(fd);
  posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED);
  close(fd);
}

double run(Command& command, bool cold) {
  if (cold)
    for (const std::string& word : command.words) evict(word);
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
  rusage used{};
  if (posix_spawnp(&pid, argv[0], &quiet, nullptr, argv.data(), environ) != 0 || wait4(pid, &status, 0, &used) != pid ||
      !WIFEXITED(status)) {
    std::fprintf(stderr, "%s cannot be run\n", command.words[0].c_str());
    std::exit(2);
  }
  const double end = now();
  posix_spawn_file_actions_destroy(&quiet);
  const auto milliseconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_usec) * 1e-3;
  };
  command.of_processor.push_back(milliseconds(used.ru_utime) + milliseconds(used.ru_stime));
  command.peak = std::max(command.peak, used.ru_maxrss);
  return end - begin;
}

}  // namespace

int main(int argc, char** argv) {
  const bool cold = argc > 1 && std::string(argv[1]) == "--cold";
  const int first = cold ? 2 : 1;
  const int rounds = argc > first + 1 ? std::atoi(argv[first]) : 0;
  std::vector<Command> commands;
  for (int i = first + 1; i < argc; ++i) {
    const char* equals = std::strchr(argv[i], '=');
    if (equals == nullptr) break;
    Command command{std::string(argv[i], static_cast<std::size_t>(equals - argv[i])), {}};
    std::istringstream words(equals + 1);
    for (std::string word; words >> word;) command.words.push_back(word);
    if (!command.words.empty()) commands.push_back(std::move(command));
  }
  if (rounds < 1 || commands.empty()) {
    std::fprintf(stderr, "usage: vern_bench_process [--cold] ROUNDS NAME=COMMAND…\n");
    return 2;
  }
  for (Command& command : commands) (void)run(command, false);  // into the page cache
  for (int round = 0; round < rounds; ++round)
    for (Command& command : commands) command.milliseconds.push_back(run(command, cold));
  for (const Command& command : commands) {
    std::vector<double> ratios;
    for (std::size_t i = 0; i < command.milliseconds.size(); ++i)
      ratios.push_back(command.milliseconds[i] / commands[0].milliseconds[i]);
    std::printf("%-38s %9.2f ms %9.2f ms cpu %7.1f MB %7.2f x\n", command.name.c_str(), median(command.milliseconds),
                median(command.of_processor), static_cast<double>(command.peak) / 1024, median(ratios));
  }
  return 0;
}
