#pragma once
#include <atomic>
#include <exception>
#include <functional>
#include <thread>

namespace qingliu::io {

/// One job at a time on a thread of its own. What a job throws is thrown once more on the caller's thread by
/// the next call of start(), check() or wait(). Neither copied nor moved: the job refers to it.
class BackgroundJob {
 public:
  BackgroundJob() = default;
  BackgroundJob(const BackgroundJob&) = delete;
  BackgroundJob& operator=(const BackgroundJob&) = delete;
  /// Waits for the job; what it threw is lost.
  ~BackgroundJob();

  /// Waits for the job before, then starts this one. Where no thread can be had, the job is done on the spot.
  void start(std::function<void()> job);
  void wait();
  /// wait(), if the job has failed already; costs one load else.
  void check() {
    if (failed_.load(std::memory_order_acquire)) wait();
  }

 private:
  void run(const std::function<void()>& job);

  std::thread thread_;
  std::exception_ptr error_;
  std::atomic<bool> failed_ = false;
};

}  // namespace qingliu::io
