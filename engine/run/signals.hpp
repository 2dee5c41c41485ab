#pragma once

namespace qingliu::run {

/// From now on INT, TERM, HUP and USR1 wait until catch_signals(), also across exec.
void hold_signals();
/// From now on they only raise a flag, those that waited too: the run ends after the step with a checkpoint.
void catch_signals();
/// The signal that asked for the end, or 0.
int signal_received();

}  // namespace qingliu::run
