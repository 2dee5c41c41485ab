// Ranks that wait sleep. Open MPI waits by asking again and again, in its own calls and in those of parallel
// HDF5, and where it is told to be kind it calls sched_yield in between. With more ranks than processors, or
// beside other programs, neither will do: who asks without end takes the time in which the other rank would
// come to the meeting, and Linux 6.18 takes a whole slice of time for each sched_yield, until ranks that wait
// often get none at all. This sched_yield takes the place of the C library's in the program.
#include <chrono>
#include <thread>

namespace {

using std::chrono::microseconds;
using Clock = std::chrono::steady_clock;

constexpr auto awake = microseconds(100);  ///< a rank that is nearly there does not cost a sleep
constexpr auto nap = microseconds(20);
constexpr auto apart = microseconds(20);  ///< calls farther apart belong to two waits

}  // namespace

extern "C" int sched_yield() noexcept {
  static thread_local Clock::time_point begin, last;
  const Clock::time_point now = Clock::now();
  if (now - last > apart) begin = now;
  last = now;
  if (now - begin < awake) return 0;
  std::this_thread::sleep_for(nap);
  last = Clock::now();
  return 0;
}
