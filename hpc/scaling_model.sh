#!/usr/bin/env bash
# What strips of rows cost from 1 to 1,000 ranks, by the formulas of docs/scaling.md. Figures of your machine as arguments:
#   scaling_model.sh [cell-updates/s of a core] [latency s] [bytes/s of a link] [grain classes]
set -euo pipefail
awk -v speed="${1:-15e6}" -v latency="${2:-2e-6}" -v link="${3:-10e9}" -v k="${4:-3}" 'BEGIN {
  printf "%8s %6s %12s %10s %10s %10s %10s %9s %9s %10s %12s\n", "cells", "ranks", "rows/rank", "sweep_ms", "twice_ms",
         "halo_ms", "reduce_ms", "efficient", "GB/rank", "output_s", "checkpoint_s"
  for (cells = 3e6; cells <= 1e10; cells = cells < 1e7 ? 1e8 : cells * 100) {
    for (ranks = 1; ranks <= 1000; ranks *= 10) {
      width = sqrt(cells); rows = width / ranks
      sweep = cells / ranks / speed
      twice = ranks > 1 ? 2 * width / speed : 0                  # two rows of fluxes that a neighbour computes too
      bytes = 3 * width * 8 * (7 + k)                            # a step, one way over one border
      halo = ranks > 1 ? 4 * latency + 2 * bytes / link : 0      # two stages, two neighbours
      reduce = ranks > 1 ? 2 * 2 * latency * log(ranks) / log(2) : 0
      share = sweep / (sweep + twice + halo + reduce)
      memory = 2 * cells * (120 + 32 * k) / 1e9                  # the rectangle has twice the cells of the watershed
      chunks = 2 * cells / 65536                                 # of a dataset: a chunk is compressed by one rank
      output = 0.4e-6 * cells / (ranks < chunks ? ranks : chunks)
      gather = ranks > 1 ? cells * 8 * (8 + 3 * k) / link : 0
      printf "%8.0e %6d %12.1f %10.3g %10.3g %10.3g %10.3g %8.0f%% %9.3g %10.3g %12.3g\n", cells, ranks, rows, 1e3 * sweep,
             1e3 * twice, 1e3 * halo, 1e3 * reduce, 100 * share, memory, output, gather
    }
  }
}'
