#include "parallel/communicator.hpp"

#include <mpi.h>

#include <cstdint>
#include <cstdlib>
#include <limits>
#include <stdexcept>

namespace qingliu::parallel {
namespace {

bool started() {
  int flag = 0;
  MPI_Initialized(&flag);
  return flag != 0;
}

int count_of(std::span<const double> values) {
  if (values.size() > static_cast<std::size_t>(std::numeric_limits<int>::max()))
    throw std::length_error("the grid is too large for this number of ranks: start the run on more of them");
  return static_cast<int>(values.size());
}

}  // namespace

void start() {
  setenv("OMPI_MCA_mpi_yield_when_idle", "1", 0);  // patient_yield.cpp
  int level = 0;
  MPI_Init_thread(nullptr, nullptr, MPI_THREAD_FUNNELED, &level);
}

void finish() {
  if (started()) MPI_Finalize();
}

int rank() {
  int rank = 0;
  if (started()) MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  return rank;
}

int size() {
  int size = 1;
  if (started()) MPI_Comm_size(MPI_COMM_WORLD, &size);
  return size;
}

int size_here() {
  if (!started()) return 1;
  MPI_Comm here;
  MPI_Comm_split_type(MPI_COMM_WORLD, MPI_COMM_TYPE_SHARED, 0, MPI_INFO_NULL, &here);
  int size = 1;
  MPI_Comm_size(here, &size);
  MPI_Comm_free(&here);
  return size;
}

void largest(std::span<double> values) {
  if (size() == 1) return;
  MPI_Allreduce(MPI_IN_PLACE, values.data(), count_of(values), MPI_DOUBLE, MPI_MAX, MPI_COMM_WORLD);
}

void add_up(std::span<double> values) {
  if (size() == 1) return;
  MPI_Allreduce(MPI_IN_PLACE, values.data(), count_of(values), MPI_DOUBLE, MPI_SUM, MPI_COMM_WORLD);
}

void join(std::span<double> values) {
  static_assert(sizeof(double) == sizeof(std::uint64_t));
  if (size() == 1) return;
  MPI_Allreduce(MPI_IN_PLACE, values.data(), count_of(values), MPI_UINT64_T, MPI_BOR, MPI_COMM_WORLD);
}

void exchange(const std::vector<Letter>& out, std::vector<Letter>& in) {
  std::vector<MPI_Request> requests;
  requests.reserve(out.size() + in.size());
  for (Letter& letter : in) {
    requests.emplace_back();
    MPI_Irecv(letter.values.data(), count_of(letter.values), MPI_DOUBLE, letter.rank, 0, MPI_COMM_WORLD,
              &requests.back());
  }
  for (const Letter& letter : out) {
    requests.emplace_back();
    MPI_Isend(letter.values.data(), count_of(letter.values), MPI_DOUBLE, letter.rank, 0, MPI_COMM_WORLD,
              &requests.back());
  }
  MPI_Waitall(static_cast<int>(requests.size()), requests.data(), MPI_STATUSES_IGNORE);
}

std::string of_root(const std::string& text) {
  if (size() == 1) return text;
  long length = static_cast<long>(text.size());
  MPI_Bcast(&length, 1, MPI_LONG, 0, MPI_COMM_WORLD);
  std::string shared = text;
  shared.resize(static_cast<std::size_t>(length));
  MPI_Bcast(shared.data(), static_cast<int>(length), MPI_CHAR, 0, MPI_COMM_WORLD);
  return shared;
}

void wait_for_all() {
  if (size() > 1) MPI_Barrier(MPI_COMM_WORLD);
}

void stop_all(int status) {
  if (started()) MPI_Abort(MPI_COMM_WORLD, status);
  std::exit(status);
}

}  // namespace qingliu::parallel
