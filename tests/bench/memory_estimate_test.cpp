#include "run/memory_estimate.hpp"

#include <catch2/catch.hpp>

#include "bench/measurement.hpp"
#include "support/scratch_folder.hpp"

using namespace qingliu;
using namespace qingliu::bench;

namespace {

double measured(const char* name, Parts parts, const std::filesystem::path& folder) {
  Work work{case_named(name, false), "full", parts};
  work.subject.duration = 5.0;
  REQUIRE(prepare(work.subject, folder));
  return measure(write_scenario(work, folder), 1).peak_memory;
}

}  // namespace

TEST_CASE("memory grows with the cells as predicted, within 10 %", "[bench][memory]") {
  const bool sediment = GENERATE(false, true);
  const testing::ScratchFolder scratch;
  const Parts parts = sediment ? Parts::sediment : Parts::flow;
  run::MemoryInputs inputs{1024, 1024};
  inputs.classes = sediment ? 3 : 0;
  inputs.static_rasters = sediment ? 4 : 3;
  inputs.output_rasters = 1;
  const run::MemoryEstimate estimate = run::estimate_memory(inputs);
  const double grown = measured("R1024", parts, scratch.path()) - measured("R16", parts, scratch.path());
  CAPTURE(grown / (1024 * 1024), estimate.fields / (1024 * 1024), estimate.output / (1024 * 1024));
  CHECK(grown == Approx(estimate.total() - estimate.program).epsilon(0.1));
}

TEST_CASE("a cell takes at most 250 bytes and 35 for every grain class, whatever is written",
          "[bench][memory]") {
  const int classes = GENERATE(0, 1, 5);
  run::MemoryInputs inputs{4096, 4096};
  inputs.classes = classes;
  inputs.output_rasters = 5 + classes;
  CHECK(run::estimate_memory(inputs).total() / (4096.0 * 4096.0) <= 250.0 + 35.0 * classes);
}

TEST_CASE("a raster far larger than its watershed sets the memory", "[bench][memory]") {
  run::MemoryInputs inputs{500, 500};
  inputs.terrain_cells = 1e8;
  const run::MemoryEstimate estimate = run::estimate_memory(inputs);
  CHECK(estimate.total() == estimate.program + estimate.start);
}
