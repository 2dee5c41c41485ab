#pragma once
#include <filesystem>
#include <string>

#include "support/scratch_folder.hpp"

namespace qingliu::testing {

/// Tables and log of a run of 20 minutes, as it writes them at its end.
inline void write_tables(const std::filesystem::path& folder, double outflow) {
  write_text(
      folder / "gauges.csv",
      "gauge,time_s,rain_mm,discharge_m3_per_s,depth_m,velocity_m_per_s,load_2um_kg_per_s\n"
      "outlet,600,2,1.5,,,0.25\nbridge,600,2,,0.4,1.1,\noutlet,1200,0,4.5,,,0.75\nbridge,1200,0,,0.2,0.6,\n");
  write_text(
      folder / "budget.csv",
      "time_s,rain_m3,intercepted_m3,infiltrated_m3,outflow_m3,stored_m3,water_relative_error,eroded_2um_kg,"
      "deposited_2um_kg,suspended_2um_kg,outflow_2um_kg,clipped_2um_kg,relative_error_2um\n"
      "0,0,0,0,0,0,0,0,0,0,0,0,0\n1200,5000,100,1300," +
          std::to_string(outflow) + ",0,1e-16,900000,300000,0,600000,0,2e-15\n");
  write_text(folder / "run.log", "Flat land\nassumption: widths <guessed>\n");
}

}  // namespace qingliu::testing
