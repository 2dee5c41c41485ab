#pragma once

namespace qingliu::cli {

/// Threads that wait for the others are to sleep soon: on a machine with other work, GNU OpenMP's long
/// spinning takes the processor from the very thread that all wait for (measured: 2 threads five times slower
/// than 1; docs/performance.md). The library reads its environment before main(), so the program starts
/// itself anew once, unless the user has set OMP_WAIT_POLICY or GOMP_SPINCOUNT. One thread waits for nobody:
/// then it does not. Where that fails it goes on as it is.
void let_waiting_threads_sleep(char** argv);

}  // namespace qingliu::cli
