#pragma once
#include "io/checkpoint.hpp"
#include "process/surface/surface_process.hpp"
#include "run/world.hpp"

namespace qingliu::run {

/// State and books of a run that stands at `now` [s] into named arrays, cells in global order (row 0 the
/// southern row).
void save_state(double now, const World& world, surface::SurfaceProcess& process,
                stream::StreamProcess* streams, io::Checkpoint& checkpoint);

/// The reverse, after restore_cover_stages(). InputError when the checkpoint belongs to another grid or other
/// classes.
void restore_state(const io::Checkpoint& checkpoint, World& world, surface::SurfaceProcess& process,
                   stream::StreamProcess* streams);

}  // namespace qingliu::run
