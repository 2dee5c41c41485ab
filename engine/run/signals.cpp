#include "run/signals.hpp"

#include <csignal>
#include <initializer_list>

namespace qingliu::run {
namespace {
volatile std::sig_atomic_t received = 0;
void remember(int signal) { received = signal; }
}  // namespace

void catch_signals() {
  for (const int signal : {SIGINT, SIGTERM, SIGUSR1, SIGHUP}) {
    struct sigaction action {};
    action.sa_handler = remember;
    sigaction(signal, &action, nullptr);
  }
}

int signal_received() { return received; }

}  // namespace qingliu::run
