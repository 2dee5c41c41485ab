#include "run/shared_land.hpp"

#include <algorithm>

namespace qingliu::run {
namespace {

using parallel::Letter;

/// The sweep reads so many rows beside its own: limiter, faces and slopes (surface_sweep.hpp).
constexpr int halo_width = 3;

/// Of a row: what lies between its first and last active cell, or all of its faces.
enum class Part { cells, faces };

Grid::Span span_of(const Grid& grid, int row, Part part) {
  return part == Part::cells ? grid.span(row) : Grid::Span{0, grid.nx() + 1};
}

std::size_t values_of(const Grid& grid, const std::vector<int>& rows, Part part) {
  std::size_t count = 0;
  for (const int j : rows) count += static_cast<std::size_t>(span_of(grid, j, part).size());
  return count;
}

std::vector<int> rows_of(Rows rows) {
  std::vector<int> all;
  for (int j = rows.first; j < rows.last; ++j) all.push_back(j);
  return all;
}

/// f(row part of a field) for the rows of each field, in order.
template <class F>
void for_each_part(const Grid& grid, const Fields& fields, const std::vector<int>& rows, Part part, F f) {
  for (const AnyField& any : fields) {
    any.with([&](auto& field) {
      for (const int j : rows) {
        const Grid::Span span = span_of(grid, j, part);
        f(field.row(j) + span.begin, static_cast<std::size_t>(span.size()));
      }
    });
  }
}

std::vector<double> packed(const Grid& grid, const Fields& fields, const std::vector<int>& rows, Part part) {
  std::vector<double> values;
  values.reserve(fields.size() * values_of(grid, rows, part));
  for_each_part(grid, fields, rows, part,
                [&](const auto* from, std::size_t n) { values.insert(values.end(), from, from + n); });
  return values;
}

void unpack(const Grid& grid, const Fields& fields, const std::vector<int>& rows, Part part,
            const std::vector<double>& values) {
  auto at = values.begin();
  for_each_part(grid, fields, rows, part, [&]<class T>(T* to, std::size_t n) {
    std::transform(at, at + static_cast<std::ptrdiff_t>(n), to, [](double v) { return static_cast<T>(v); });
    at += static_cast<std::ptrdiff_t>(n);
  });
}

/// The strips of all ranks come to the root, field by field, so that no message and no copy holds more than
/// one.
void gather_strips(const Grid& grid, const Strips& strips, const Fields& fields, Part part = Part::cells) {
  const auto rows_from = [&](int rank) {
    std::vector<int> rows = rows_of(strips.of(rank));
    if (part == Part::faces && !rows.empty() && rows.back() == grid.ny() - 1) rows.push_back(grid.ny());
    return rows;
  };
  for (const AnyField& field : fields) {
    const Fields one{field};
    std::vector<Letter> out, in;
    for (int r = 1; r < strips.ranks(); ++r) {
      const std::vector<int> rows = rows_from(r);
      if (rows.empty()) continue;
      if (parallel::root()) in.push_back({r, std::vector<double>(values_of(grid, rows, part))});
      if (r == parallel::rank()) out.push_back({0, packed(grid, one, rows, part)});
    }
    parallel::exchange(out, in);
    for (const Letter& letter : in) unpack(grid, one, rows_from(letter.rank), part, letter.values);
  }
}

/// What bedload moves.
Fields deposit(LandState& state) {
  Fields fields{&state.bed};
  for (Field<double>& deposited : state.deposited) fields.push_back(&deposited);
  return fields;
}

}  // namespace

SharedLand::SharedLand(World& world, const std::vector<std::size_t>& more)
    : world_(world),
      strips_(world.grid, parallel::size()),
      own_(strips_.of(parallel::rank())),
      cells_(world.grid, strips_) {
  if (alone()) return;
  for (int r = 0; r < strips_.ranks(); ++r) {
    Halo halo{r, strips_.halo(parallel::rank(), r, halo_width),
              strips_.halo(r, parallel::rank(), halo_width)};
    if (!halo.give.empty() || !halo.take.empty()) halos_.push_back(std::move(halo));
  }
  const Grid& grid = world.grid;
  cells_.add(more);
  for (const Segment& s : world.network.segments) cells_.add({grid.index(s.i, s.j)});
  for (const Gauge& g : world.gauges) {
    if (!g.is_section && g.segment < 0) cells_.add({grid.index(g.i, g.j)});
  }
}

void SharedLand::give_shares(surface::SurfaceProcess& surface, works::SlopeWorksProcess& works,
                             bedload::BedloadProcess* bedload) {
  if (alone()) return;
  surface.take_share({own_, parallel::rank(), parallel::size(),
                      [this](LandState& next) {
                        exchange_rows(moving(next));
                        cells_.refresh(moving(next));
                      },
                      parallel::join});
  works.take_cells(world_.grid.index(-Grid::pad_x, own_.first), world_.grid.index(-Grid::pad_x, own_.last));
  if (!bedload) return;
  bedload->take_share({own_,
                       [this](LandState& state) {
                         Fields fields = deposit(state);
                         fields.insert(fields.end(), {&state.depth, &state.velocity_x, &state.velocity_y});
                         exchange_rows(fields);
                       },
                       [this](LandState& state) { exchange_rows(deposit(state)); }, parallel::largest,
                       parallel::join});
}

Fields SharedLand::moving(LandState& state) const {
  Fields fields{&state.depth, &state.velocity_x, &state.velocity_y};
  for (Field<double>& concentration : state.concentration) fields.push_back(&concentration);
  return fields;
}

void SharedLand::refresh() {
  if (alone()) return;
  LandState& state = world_.state;
  Fields fields = moving(state);
  fields.push_back(&state.bed);
  exchange_rows(fields);
  if (!state.discharge_x.empty()) exchange_faces({&state.discharge_x, &state.discharge_y});
  cells_.refresh(fields);
}

void SharedLand::refresh_cells() {
  if (alone()) return;
  Fields fields = moving(world_.state);
  if (world_.state.classes() > 0) fields.push_back(&world_.state.bed);  // banks of streams stand on it
  cells_.refresh(fields);
}

void SharedLand::exchange_rows(const Fields& fields) { exchange(fields, false); }
void SharedLand::exchange_faces(const Fields& fields) { exchange(fields, true); }

/// One message to each neighbour for all fields.
void SharedLand::exchange(const Fields& fields, bool of_faces) {
  const Part part = of_faces ? Part::faces : Part::cells;
  std::vector<Letter> out, in;
  for (const Halo& halo : halos_) {
    if (!halo.give.empty()) out.push_back({halo.rank, packed(world_.grid, fields, halo.give, part)});
    if (!halo.take.empty())
      in.push_back({halo.rank, std::vector<double>(fields.size() * values_of(world_.grid, halo.take, part))});
  }
  parallel::exchange(out, in);
  std::size_t letter = 0;
  for (const Halo& halo : halos_) {
    if (!halo.take.empty()) unpack(world_.grid, fields, halo.take, part, in[letter++].values);
  }
  for (const Letter& sent : out) {
    sent_.messages += 1.0;
    sent_.bytes += static_cast<double>(sent.values.size() * sizeof(double));
  }
}

void SharedLand::gather() {
  if (alone()) return;
  LandState& s = world_.state;
  Fields fields = moving(s);
  for (Field<double>* field : {&s.bed, &s.infiltrated, &s.front_water, &s.evaporated, &s.eroded}) {
    if (!field->empty()) fields.push_back(field);
  }
  for (Field<double>& deposited : s.deposited) fields.push_back(&deposited);
  for (Field<double>& before : s.concentration_before) fields.push_back(&before);
  gather_strips(world_.grid, strips_, fields);
  Fields rows{&s.front};
  if (!s.horizon.empty()) rows.push_back(&s.horizon);
  gather_strips(world_.grid, strips_, rows);
  if (!s.discharge_x.empty())
    gather_strips(world_.grid, strips_, {&s.discharge_x, &s.discharge_y}, Part::faces);
  join_works();
}

void SharedLand::join_works() {
  if (alone() || world_.works.empty()) return;
  join_works(world_.works_state.water, false);
  for (auto& silt : world_.works_state.silt) join_works(silt, false);
  for (auto& settled : world_.works_state.settled) join_works(settled, true);
}

/// values: one for every store, or for every strip of plants.
void SharedLand::join_works(std::vector<double>& values, bool plants) {
  const std::size_t first = world_.grid.index(-Grid::pad_x, own_.first),
                    last = world_.grid.index(-Grid::pad_x, own_.last);
  const auto [begin, end] = plants ? works_in_cells(world_.works.strips, first, last)
                                   : works_in_cells(world_.works.stores, first, last);
  std::vector<double> own(values.size(), 0.0);
  std::copy(values.begin() + static_cast<std::ptrdiff_t>(begin),
            values.begin() + static_cast<std::ptrdiff_t>(end),
            own.begin() + static_cast<std::ptrdiff_t>(begin));
  parallel::join(own);
  values = std::move(own);
}

HaloTraffic SharedLand::traffic() const {
  std::vector<double> sums{sent_.messages, sent_.bytes};
  parallel::add_up(sums);
  return {sums[0], sums[1]};
}

}  // namespace qingliu::run
