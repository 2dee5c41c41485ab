#include <cstdio>

int main() {
  std::puts("qingliu " QINGLIU_VERSION);
  return 0;
}
