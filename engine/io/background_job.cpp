#include "io/background_job.hpp"

#include <memory>
#include <system_error>
#include <utility>

namespace qingliu::io {

BackgroundJob::~BackgroundJob() {
  if (thread_.joinable()) thread_.join();
}

void BackgroundJob::start(std::function<void()> job) {
  wait();
  // Shared, so that its snapshot is never copied.
  const auto shared = std::make_shared<const std::function<void()>>(std::move(job));
  try {
    thread_ = std::thread([this, shared] { run(*shared); });
  } catch (const std::system_error&) {
    run(*shared);
  }
}

void BackgroundJob::wait() {
  if (thread_.joinable()) thread_.join();
  failed_.store(false, std::memory_order_release);
  if (std::exception_ptr error = std::exchange(error_, nullptr)) std::rethrow_exception(error);
}

void BackgroundJob::run(const std::function<void()>& job) {
  try {
    job();
  } catch (...) {
    error_ = std::current_exception();
    failed_.store(true, std::memory_order_release);
  }
}

}  // namespace qingliu::io
