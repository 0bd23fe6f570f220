// Runs the program itself, for tests that need a process of its own: one that is killed, limited, or somebody else's.
#pragma once

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <functional>
#include <string>
#include <vector>

namespace vern::test {

struct Ended {
  int status = 0;    // of exit, or -1
  int signal = 0;    // that ended it, or 0
  std::string said;  // on both outputs
};

/// `vern WORD…` as it runs now.
class Process {
 public:
  /// `setup` is called in the new process before the program starts.
  explicit Process(const std::vector<std::string>& words, const std::function<void()>& setup = nullptr) {
    std::vector<const char*> argv{VERN_PROGRAM};
    for (const std::string& word : words) argv.push_back(word.c_str());
    argv.push_back(nullptr);
    int ends[2];
    if (::pipe(ends) != 0) return;
    pid_ = ::fork();
    if (pid_ == 0) {
      ::dup2(ends[1], STDOUT_FILENO);
      ::dup2(ends[1], STDERR_FILENO);
      ::close(ends[0]);
      ::close(ends[1]);
      // Opened before `setup`: whoever it makes of us may not look into the folder that the program lies in.
      const int program = ::open(VERN_PROGRAM, O_RDONLY | O_CLOEXEC);
      if (setup) setup();
      ::fexecve(program, const_cast<char* const*>(argv.data()), environ);
      ::_exit(127);
    }
    ::close(ends[1]);
    output_ = ends[0];
  }
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;
  ~Process() {
    if (output_ >= 0) ::close(output_);
  }

  void kill(int signal = SIGKILL) const { ::kill(pid_, signal); }

  /// What it says from here on up to and with `end`, or all if it ends before.
  std::string until(const std::string& end) {
    std::string out;
    for (char letter = 0; !out.ends_with(end) && ::read(output_, &letter, 1) == 1;) out += letter;
    return out;
  }

  Ended wait() {
    Ended out;
    char part[4096];
    for (ssize_t n = 0; (n = ::read(output_, part, sizeof part)) > 0;) out.said.append(part, static_cast<size_t>(n));
    int state = 0;
    ::waitpid(pid_, &state, 0);
    out.status = WIFEXITED(state) ? WEXITSTATUS(state) : -1;
    out.signal = WIFSIGNALED(state) ? WTERMSIG(state) : 0;
    return out;
  }

 private:
  pid_t pid_ = -1;
  int output_ = -1;
};

/// Gives up the rights of root, if there are any to give up. For `setup`.
inline void becomeNobody() {
  constexpr uid_t Nobody = 65534;
  if (::geteuid() == 0 && (::setgid(Nobody) != 0 || ::setuid(Nobody) != 0)) ::_exit(126);
}

}  // namespace vern::test
