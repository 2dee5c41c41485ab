#include "bench/child_process.hpp"

#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <stdexcept>

#include "run/progress.hpp"

namespace qingliu::bench {
namespace {

constexpr char good = '+', bad = '-';

void write_all(int descriptor, const std::string& bytes) {
  std::size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t n = ::write(descriptor, bytes.data() + done, bytes.size() - done);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return;
    done += static_cast<std::size_t>(n);
  }
}

std::string read_all(int descriptor) {
  std::string bytes;
  std::array<char, 4096> part{};
  for (;;) {
    const ssize_t n = ::read(descriptor, part.data(), part.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return bytes;
    bytes.append(part.data(), static_cast<std::size_t>(n));
  }
}

std::string outcome_of(const std::function<std::string()>& work) {
  try {
    return good + work();
  } catch (const std::exception& error) {
    return bad + std::string(error.what());
  }
}

}  // namespace

std::string in_child_process(const std::function<std::string()>& work) {
  int pipe[2];
  if (::pipe(pipe) != 0) throw std::runtime_error(fmt::format("pipe: {}", std::strerror(errno)));
  std::fflush(nullptr);
  const pid_t child = ::fork();
  if (child < 0) throw std::runtime_error(fmt::format("fork: {}", std::strerror(errno)));
  if (child == 0) {
    ::close(pipe[0]);
    write_all(pipe[1], outcome_of(work));
    ::_exit(0);
  }
  ::close(pipe[1]);
  const std::string answer = read_all(pipe[0]);
  ::close(pipe[0]);
  ::waitpid(child, nullptr, 0);
  if (answer.empty())
    throw std::runtime_error("a benchmark run ended without a word (killed, out of memory?)");
  if (answer[0] == bad) throw std::runtime_error(answer.substr(1));
  return answer.substr(1);
}

ProgramOutcome run_program(const std::string& command) {
  ProgramOutcome outcome;
  const run::Stopwatch watch;
  FILE* pipe = ::popen(fmt::format("{{ {}; }} 2>&1 </dev/null", command).c_str(), "r");
  if (pipe == nullptr) return outcome;
  std::array<char, 4096> part{};
  while (const std::size_t n = std::fread(part.data(), 1, part.size(), pipe))
    outcome.output.append(part.data(), n);
  const int status = ::pclose(pipe);
  outcome.wall = watch.seconds();
  outcome.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128;
  return outcome;
}

}  // namespace qingliu::bench
