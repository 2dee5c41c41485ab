#pragma once
#include <span>
#include <string>
#include <vector>

/// The processes (ranks) that compute one run together. Built without MPI there is one, and every call
/// leaves things as they are. All ranks make the same calls in the same order.
namespace qingliu::parallel {

/// At the begin of main, and before its end. A program that was not started by mpirun is one rank.
void start();
void finish();

int rank();
int size();
/// Ranks on this machine.
int size_here();
/// The first rank: it writes and speaks.
inline bool root() { return rank() == 0; }

/// The largest of all ranks in every place; no NaN.
void largest(std::span<double> values);
/// The sum over the ranks in every place, of whole numbers.
void add_up(std::span<double> values);
/// In every place the value of the one rank that knows it, to the bit; the others have 0 there.
void join(std::span<double> values);

/// What goes to one rank, or comes from it.
struct Letter {
  int rank = 0;
  std::vector<double> values;
};
/// Sends and receives at once, one message a letter; `in` come with their rank and the right number of
/// values.
void exchange(const std::vector<Letter>& out, std::vector<Letter>& in);

/// The root's text for all.
std::string of_root(const std::string& text);
void wait_for_all();

/// Ends all ranks with this exit status.
[[noreturn]] void stop_all(int status);

}  // namespace qingliu::parallel
