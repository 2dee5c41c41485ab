#include "ensemble/pool.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <deque>
#include <map>
#include <thread>

#include "core/error.hpp"
#include "io/result_writer.hpp"

namespace qingliu::ensemble {
namespace {

namespace fs = std::filesystem;

/// Whether another process holds the folder, as the orphan of a pool that was killed may for a moment.
bool in_use(const fs::path& folder) {
  if (!fs::exists(folder)) return false;
  try {
    const io::FolderLock lock(folder);
    return false;
  } catch (const InputError&) {
    return true;
  }
}

/// Starts the program; it ends when this process does.
pid_t start(const std::string& program, const std::vector<std::string>& arguments, const fs::path& log) {
  std::vector<char*> argv{const_cast<char*>(program.c_str())};
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  const int output = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  if (output < 0) throw FileError(fmt::format("{}: cannot open: {}", log.string(), std::strerror(errno)));
  const pid_t parent = ::getpid(), child = ::fork();
  if (child == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (::getppid() != parent) ::_exit(1);  // it ended before we asked
    ::dup2(output, STDOUT_FILENO);
    ::dup2(output, STDERR_FILENO);
    ::execv(program.c_str(), argv.data());
    ::_exit(127);
  }
  ::close(output);
  if (child < 0) throw std::runtime_error(fmt::format("fork: {}", std::strerror(errno)));
  return child;
}

class Pool {
 public:
  Pool(const Folder& folder, const PoolOptions& options) : folder_(folder), options_(options) {
    for (std::size_t n = 1; n <= folder.count; ++n) {
      if (folder.progress(n) != Progress::complete) waiting_.push_back(n);
    }
    options_.tell(
        fmt::format("{} members, {} to run, {} at once", folder.count, waiting_.size(), options.jobs));
  }

  PoolResult run() {
    while (!waiting_.empty() || !running_.empty()) {
      if (!result_.stopped && options_.stop()) {
        result_.stopped = true;
        waiting_.clear();
        for (const auto& [child, number] : running_) ::kill(child, SIGTERM);
      }
      start_some();
      while (end_one()) {
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    return result_;
  }

 private:
  void start_some() {
    for (std::size_t looked = waiting_.size();
         looked > 0 && static_cast<int>(running_.size()) < options_.jobs; --looked) {
      const std::size_t number = waiting_.front();
      waiting_.pop_front();
      if (in_use(folder_.results(number))) {
        waiting_.push_back(number);
        continue;
      }
      if (folder_.progress(number) == Progress::complete) continue;
      fs::path log = folder_.results(number);
      log += ".log";
      running_[start(options_.program, arguments_for(folder_, number, options_.threads), log)] = number;
    }
  }

  bool end_one() {
    int status = 0;
    const pid_t child = ::waitpid(-1, &status, WNOHANG);
    const auto found = running_.find(child);
    if (child <= 0 || found == running_.end()) return false;
    const std::size_t number = found->second;
    running_.erase(found);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) {
      options_.tell(fmt::format("member {} is complete", number));
    } else if (WIFEXITED(status) && WEXITSTATUS(status) == 4) {
      options_.tell(fmt::format("member {} was interrupted, with a checkpoint", number));
      result_.stopped = true;
    } else {
      result_.failed.push_back(number);
      options_.tell(WIFEXITED(status)
                        ? fmt::format("member {} failed with status {}: see {}.log", number,
                                      WEXITSTATUS(status), folder_.results(number).string())
                        : fmt::format("member {} was killed by signal {}", number, WTERMSIG(status)));
    }
    return true;
  }

  const Folder& folder_;
  const PoolOptions& options_;
  std::deque<std::size_t> waiting_;
  std::map<pid_t, std::size_t> running_;
  PoolResult result_;
};

}  // namespace

PoolResult run_members(const Folder& folder, const PoolOptions& options) {
  return Pool(folder, options).run();
}

}  // namespace qingliu::ensemble
