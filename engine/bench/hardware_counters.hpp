#pragma once
#include <cstdint>
#include <optional>

namespace qingliu::bench {

/// Counters of the processor over this process and the threads that it starts later (Linux perf_event_open).
/// A counter that the machine or its administrator does not allow stays empty; virtual machines seldom do.
class HardwareCounters {
 public:
  HardwareCounters();
  ~HardwareCounters();
  HardwareCounters(const HardwareCounters&) = delete;
  HardwareCounters& operator=(const HardwareCounters&) = delete;

  /// Since construction.
  std::optional<std::uint64_t> instructions() const;
  /// Bytes fetched from memory: misses of the last cache times the cache line of 64 bytes.
  std::optional<std::uint64_t> bytes() const;

 private:
  int instructions_ = -1;
  int misses_ = -1;
};

}  // namespace qingliu::bench
