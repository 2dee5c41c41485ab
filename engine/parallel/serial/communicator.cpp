#include "parallel/communicator.hpp"

#include <cstdlib>

namespace qingliu::parallel {

void start() {}
void finish() {}
int rank() { return 0; }
int size() { return 1; }
int size_here() { return 1; }
void largest(std::span<double>) {}
void add_up(std::span<double>) {}
void join(std::span<double>) {}
void exchange(const std::vector<Letter>&, std::vector<Letter>&) {}
std::string of_root(const std::string& text) { return text; }
void wait_for_all() {}
void stop_all(int status) { std::exit(status); }

}  // namespace qingliu::parallel
