#include "run/signals.hpp"

#include <array>
#include <csignal>

namespace qingliu::run {
namespace {
volatile std::sig_atomic_t received = 0;
void remember(int signal) { received = signal; }

constexpr std::array ending{SIGINT, SIGTERM, SIGUSR1, SIGHUP};

sigset_t ending_set() {
  sigset_t set;
  sigemptyset(&set);
  for (const int signal : ending) sigaddset(&set, signal);
  return set;
}
}  // namespace

void hold_signals() {
  const sigset_t set = ending_set();
  sigprocmask(SIG_BLOCK, &set, nullptr);
}

void catch_signals() {
  for (const int signal : ending) {
    struct sigaction action {};
    action.sa_handler = remember;
    sigaction(signal, &action, nullptr);
  }
  const sigset_t set = ending_set();
  sigprocmask(SIG_UNBLOCK, &set, nullptr);
}

int signal_received() { return received; }

}  // namespace qingliu::run
