#!/usr/bin/env bash
# Builds kernel_storm without optimisation, for this processor, for x86-64-v3 and with clang, and demands one hash
# of all of them (each also over threads and blocks of rows).
#   bitwise_builds.sh SCRATCH_FOLDER
# CXX names the GNU compiler (default g++), CLANGXX the other (default clang++; left out where it is absent).
set -euo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
scratch=$1
gnu=${CXX:-g++}
clang=${CLANGXX:-clang++}
mapfile -t sources < <(find "$root"/engine/{core,grid,model,network,process} -name '*.cpp'; echo "$root/tests/programs/kernel_storm.cpp")
common=(-std=c++20 -ffp-contract=off -fno-math-errno -fno-trapping-math -fopenmp -I"$root/engine" -I"$root/tests")

# hash_of NAME COMPILER FLAGS...
hash_of() {
  local folder=$scratch/$1
  shift
  mkdir -p "$folder"
  local objects=() n=0 source
  for source in "${sources[@]}"; do
    n=$((n + 1))
    "$@" "${common[@]}" -c "$source" -o "$folder/$n.o"
    objects+=("$folder/$n.o")
  done
  "$@" "${common[@]}" "${objects[@]}" -lfmt -o "$folder/kernel_storm"
  "$folder/kernel_storm" hash
}

declare -A found
found[O0]=$(hash_of O0 "$gnu" -O0)
found[O2]=$(hash_of O2 "$gnu" -O2)
found[native]=$(hash_of native "$gnu" -O3 -march=native)
if [[ $(uname -m) == x86_64 ]]; then found[x86-64-v3]=$(hash_of v3 "$gnu" -O3 -march=x86-64-v3); fi
if command -v "$clang" >/dev/null; then found[clang]=$(hash_of clang "$clang" -O3 -march=native); fi

for build in "${!found[@]}"; do printf '%-10s %s\n' "$build" "${found[$build]}"; done | sort
[[ $(printf '%s\n' "${found[@]}" | sort -u | wc -l) == 1 ]] || { echo "the builds differ"; exit 1; }
