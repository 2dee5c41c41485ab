#include "process/infiltration/take_in_row.hpp"

#include "process/infiltration/intake_laws.hpp"

namespace qingliu::infiltration {
namespace {

/// gain(column, cell, F): what would enter the open soil of a cell that has taken in F.
template <class Gain>
void take_in(int begin, int end, const IntakeTable& table, const IntakeRow& row, Gain gain) {
  for (int i = begin; i < end; ++i) {
    const auto k = static_cast<std::size_t>(row.column[i]);
    const double share = table.share[k];
    if (share <= 0.0) continue;
    const double wanted = share * gain(k, i, row.infiltrated[i] / share);
    const double room = max_of(0.0, table.capacity[k] - row.infiltrated[i]);
    const double taken = min_of(min_of(wanted, room), row.depth[i]);
    row.infiltrated[i] += taken;
    row.depth[i] -= taken;
  }
}

}  // namespace

void take_in_row(int begin, int end, const IntakeTable& table, double dt, const IntakeRow& row) {
  switch (table.law) {
    case Law::green_ampt:
      break;  // infiltrate_row()
    case Law::smith_parlange:
      take_in(begin, end, table, row, [&](std::size_t k, int i, double before) {
        return smith_parlange_gain(before, table.a[k], table.b[k] + row.depth[i] * table.c[k], dt);
      });
      break;
    case Law::philip:
      take_in(begin, end, table, row, [&](std::size_t k, int, double before) {
        return philip_gain(before, table.a[k], table.b[k], dt);
      });
      break;
    case Law::horton:
      take_in(begin, end, table, row, [&](std::size_t k, int, double before) {
        return horton_gain(before, table.a[k], table.b[k], table.c[k], dt);
      });
      break;
    case Law::scs_cn:
      take_in(begin, end, table, row, [&](std::size_t k, int i, double before) {
        return scs_gain(before, table.a[k], table.b[k], row.rain[row.cover[i]]);
      });
      break;
  }
}

}  // namespace qingliu::infiltration
