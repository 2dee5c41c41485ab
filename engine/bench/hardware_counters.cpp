#include "bench/hardware_counters.hpp"

#include <unistd.h>

#ifdef __linux__
#include <linux/perf_event.h>
#include <sys/syscall.h>
#endif

namespace qingliu::bench {
namespace {

constexpr std::uint64_t cache_line = 64;

#ifdef __linux__
int opened(std::uint64_t event) {
  perf_event_attr attribute{};
  attribute.type = PERF_TYPE_HARDWARE;
  attribute.size = sizeof attribute;
  attribute.config = event;
  attribute.inherit = 1;
  attribute.exclude_kernel = 1;
  attribute.exclude_hv = 1;
  return static_cast<int>(syscall(SYS_perf_event_open, &attribute, 0, -1, -1, 0UL));
}
#endif

std::optional<std::uint64_t> value_of(int counter) {
  std::uint64_t value = 0;
  if (counter < 0 || read(counter, &value, sizeof value) != sizeof value || value == 0) return std::nullopt;
  return value;
}

}  // namespace

HardwareCounters::HardwareCounters() {
#ifdef __linux__
  instructions_ = opened(PERF_COUNT_HW_INSTRUCTIONS);
  misses_ = opened(PERF_COUNT_HW_CACHE_MISSES);
#endif
}

HardwareCounters::~HardwareCounters() {
  for (const int counter : {instructions_, misses_}) {
    if (counter >= 0) close(counter);
  }
}

std::optional<std::uint64_t> HardwareCounters::instructions() const { return value_of(instructions_); }

std::optional<std::uint64_t> HardwareCounters::bytes() const {
  const auto misses = value_of(misses_);
  if (!misses) return std::nullopt;
  return *misses * cache_line;
}

}  // namespace qingliu::bench
