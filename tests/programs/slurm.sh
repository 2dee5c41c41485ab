#!/usr/bin/env bash
# The job scripts of hpc/ on a real Slurm of one node, started here: a run to its end, a run that meets its time limit,
# goes back into the queue and ends as one that was not cut, an array of three tasks, and a run on two ranks.
#   slurm.sh PROGRAM SCRATCH_FOLDER          with the everyday program
#   slurm.sh PROGRAM SCRATCH_FOLDER ranks    with that for several ranks: ranks.slurm only
# Status 77 where Slurm is not installed or cannot start; the reason is printed.
set -euo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
program=$1
scratch=$2/slurm
part=${3:-everyday}
skip() { echo "skipped: $*"; exit 77; }

for tool in munged slurmctld slurmd sbatch scontrol squeue; do
  PATH=$PATH:/usr/sbin command -v $tool >/dev/null || skip "$tool is not installed (Debian: slurm-wlm)"
done
((EUID == 0)) || skip "slurmd wants root"
export PATH=$PATH:/usr/sbin

rm -rf "$scratch"
mkdir -p "$scratch"/{state,spool,munge}
chmod 755 "$scratch" "$scratch/munge"
host=$(hostname -s)
port=$((20000 + RANDOM % 20000))
export SLURM_CONF=$scratch/slurm.conf

started=()
stop_all() {
  local pid
  for pid in "${started[@]}"; do kill "$pid" 2>/dev/null || true; done
}
trap stop_all EXIT

start_munge() {
  dd if=/dev/urandom of="$scratch/munge/key" bs=1 count=1024 status=none
  chmod 400 "$scratch/munge/key"
  munged --foreground --force --key-file="$scratch/munge/key" --socket="$scratch/munge/socket" \
    --pid-file="$scratch/munge/pid" --log-file="$scratch/munge/log" --seed-file="$scratch/munge/seed" \
    >"$scratch/munge/out" 2>&1 &
  started+=($!)
  for _ in {1..100}; do [[ -S $scratch/munge/socket ]] && return; sleep 0.1; done
  skip "munged did not start: $(tail -n 1 "$scratch/munge/out")"
}

start_slurm() {
  cat >"$SLURM_CONF" <<END
ClusterName=test
SlurmctldHost=$host(127.0.0.1)
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket=$scratch/munge/socket
StateSaveLocation=$scratch/state
SlurmdSpoolDir=$scratch/spool
SlurmctldPidFile=$scratch/slurmctld.pid
SlurmdPidFile=$scratch/slurmd.pid
SlurmctldPort=$port
SlurmdPort=$((port + 1))
SlurmctldLogFile=$scratch/slurmctld.log
SlurmdLogFile=$scratch/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
MpiDefault=none
ReturnToService=2
JobRequeue=1
NodeName=$host NodeAddr=127.0.0.1 CPUs=$(nproc) State=UNKNOWN
PartitionName=test Nodes=$host Default=YES MaxTime=INFINITE State=UP
END
  slurmctld -D >"$scratch/slurmctld.out" 2>&1 &
  started+=($!)
  slurmd -D -N "$host" >"$scratch/slurmd.out" 2>&1 &
  started+=($!)
  for _ in {1..300}; do
    [[ $(sinfo -h -o %T 2>/dev/null) == idle* ]] && return
    sleep 0.1
  done
  tail -n 5 "$scratch"/slurm{ctld,d}.{log,out} 2>/dev/null || true
  skip "Slurm did not start"
}

# wait_for JOB: until it has left the queue; a job that was sent back is started in two seconds (within the second in which it
# ended slurmd refuses it: "Job credential revoked"), not in two minutes.
wait_for() {
  local n
  for ((n = 0; n < 2400; ++n)); do
    [[ -z $(squeue -h -j "$1" 2>/dev/null) ]] && return
    if [[ $(squeue -h -j "$1" -o %r 2>/dev/null) == *BeginTime* ]]; then
      sleep 2
      scontrol update JobId="$1" StartTime=now 2>/dev/null || true
    fi
    sleep 0.25
  done
  echo "job $1 does not end"; squeue; exit 1
}

# value KEY FOLDER: a text of its summary.json.
value() { sed -n "s/^ *\"$1\": \"\([^\"]*\).*/\1/p" "$2/summary.json" | head -n 1; }
# number KEY FOLDER: a number of it.
number() { sed -n "s/^ *\"$1\": \([0-9.]*\).*/\1/p" "$2/summary.json" | head -n 1; }
expect() { [[ $2 == "$3" ]] || { echo "$1: '$2', expected '$3'"; tail -n 20 "$scratch"/*.log; exit 1; }; }

start_munge
start_slurm
export QINGLIU=$program
cd "$scratch"
cp -r "$root/scenarios/hillslope" .
submit() { sbatch --parsable --cpus-per-task=1 --mem=0 "$@"; }

# long_run LAUNCH...: writes what a run has to do to last longer than its limit of a minute (Slurm's least) into `long`,
# and its results in one piece into the folder straight. How long it has to be depends on the machine: 90 s or more.
long_run() {
  local hours begin
  for hours in 0.4 1.5 4 8; do
    long=(--set terrain.cell_size_m=0.5 --set "time.duration_h=$hours" --set output.every_min=60)
    begin=$SECONDS
    "$@" "$program" run hillslope/scenario.toml "${long[@]}" -o straight --quiet --threads 1 --overwrite
    ((SECONDS - begin < 90)) || return 0
  done
}

# expect_cut JOB LOG: the long run ended as the straight one, and was sent back at least once.
expect_cut() {
  local starts
  wait_for "$1"
  expect "the long run" "$(value status long)" complete
  expect "its hash" "$(value state_hash long)" "$(value state_hash straight)"
  starts=$(grep -c 'back into the queue' "$2" || true)
  ((starts >= 1)) || { echo "the long run was never cut: give it more to do"; exit 1; }
  echo "the long run went back into the queue $starts times"
}

# Two ranks of one thread, by mpirun within the job, and by srun where this Slurm can start ranks of Open MPI.
try_ranks() {
  export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 QINGLIU_MPIRUN="--oversubscribe --bind-to none"
  local job launch short=(--set time.duration_h=0.1 --set terrain.cell_size_m=4)
  ranks() { QINGLIU_LAUNCH=$launch submit --nodes=1 --ntasks-per-node=2 "$@"; }
  "$program" run hillslope/scenario.toml "${short[@]}" -o one --quiet --threads 1
  for launch in mpirun srun; do
    if [[ $launch == srun ]]; then
      srun --mpi=list 2>&1 | grep -q pmix || { echo "srun without PMIx: not tried"; continue; }
      export QINGLIU_SRUN=--mpi=pmix
    fi
    job=$(ranks "$root/hpc/ranks.slurm" hillslope/scenario.toml "$launch" "${short[@]}")
    wait_for "$job"
    expect "the run by $launch" "$(value status "$launch")" complete
    expect "its ranks" "$(number ranks "$launch")" 2
    expect "its hash" "$(value state_hash "$launch")" "$(value state_hash one)"
  done
  launch=mpirun
  long_run mpirun -n 2 --oversubscribe --bind-to none
  job=$(ranks --time=1 --signal=B:USR1@57 "$root/hpc/ranks.slurm" hillslope/scenario.toml long "${long[@]}")
  expect_cut "$job" "qingliu-ranks-$job.log"
}

if [[ $part == ranks ]]; then
  try_ranks
  echo "Slurm $(sinfo --version | cut -d' ' -f2): ranks and their requeue passed"
  exit
fi

# A run to its end.
short=(--set time.duration_h=0.1 --set terrain.cell_size_m=4)
job=$(submit "$root/hpc/run.slurm" hillslope/scenario.toml short "${short[@]}")
wait_for "$job"
expect "the short run" "$(value status short)" complete

# One that is longer than its limit: signalled soon after its start, cut, and sent back.
long_run
job=$(submit --time=1 --signal=B:USR1@57 "$root/hpc/run.slurm" hillslope/scenario.toml long "${long[@]}")
expect_cut "$job" "qingliu-$job.log"

# An array of three.
cat >three.toml <<'END'
schema = "qingliu-ensemble/1"
scenario = "hillslope/scenario.toml"
[[factor]]
key = "rain.0.rain_mm_per_h"
values = [40, 60, 80]
[[factor]]
name = "size"
options = [ { name = "small", set = ["time.duration_h=0.1", "terrain.cell_size_m=4"] } ]
END
"$program" ensemble three.toml -o three --prepare --quiet
job=$(submit --array=1-3 "$root/hpc/ensemble.slurm" three)
wait_for "$job"
for member in 0001 0002 0003; do expect "member $member" "$(value status "three/runs/$member")" complete; done
"$program" ensemble collect three >/dev/null
expect "lines of indicators.csv" "$(wc -l <three/indicators.csv)" 4

# The scaling study, and its check that the answer is one.
job=$(submit "$root/hpc/scaling.slurm" hillslope/scenario.toml 20)
wait_for "$job"
expect "lines of scaling.csv" "$(wc -l <"scaling-$job/scaling.csv")" 2
echo "Slurm $(sinfo --version | cut -d' ' -f2): run, requeue, array and scaling study passed"
