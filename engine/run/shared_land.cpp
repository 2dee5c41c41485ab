#include "run/shared_land.hpp"

#include <algorithm>

namespace qingliu::run {
namespace {

using parallel::Letter;

/// The sweep reads so many rows beside its own: limiter, faces and slopes (surface_sweep.hpp).
constexpr int halo_width = 3;

int row_of(const Grid& grid, std::size_t cell) {
  return static_cast<int>(cell / static_cast<std::size_t>(grid.stride())) - Grid::pad_y;
}

/// Cells of the rows between their first and last active cell.
std::size_t cells_of(const Grid& grid, const std::vector<int>& rows) {
  std::size_t count = 0;
  for (const int j : rows) count += static_cast<std::size_t>(grid.span(j).size());
  return count;
}

std::vector<int> rows_of(Rows rows) {
  std::vector<int> all;
  for (int j = rows.first; j < rows.last; ++j) all.push_back(j);
  return all;
}

/// f(row part of a field) for the rows of each field, in order.
template <class T, class F>
void for_each_part(const Grid& grid, const std::vector<Field<T>*>& fields, const std::vector<int>& rows,
                   F f) {
  for (Field<T>* field : fields) {
    for (const int j : rows) {
      const Grid::Span span = grid.span(j);
      f(field->row(j) + span.begin, static_cast<std::size_t>(span.size()));
    }
  }
}

template <class T>
std::vector<double> packed(const Grid& grid, const std::vector<Field<T>*>& fields,
                           const std::vector<int>& rows) {
  std::vector<double> values;
  values.reserve(fields.size() * cells_of(grid, rows));
  for_each_part(grid, fields, rows,
                [&](const T* part, std::size_t n) { values.insert(values.end(), part, part + n); });
  return values;
}

template <class T>
void unpack(const Grid& grid, const std::vector<Field<T>*>& fields, const std::vector<int>& rows,
            const std::vector<double>& values) {
  auto at = values.begin();
  for_each_part(grid, fields, rows, [&](T* part, std::size_t n) {
    std::transform(at, at + static_cast<std::ptrdiff_t>(n), part, [](double v) { return static_cast<T>(v); });
    at += static_cast<std::ptrdiff_t>(n);
  });
}

/// The strips of all ranks come to the root.
template <class T>
void gather_strips(const Grid& grid, const Strips& strips, const std::vector<Field<T>*>& fields) {
  std::vector<Letter> out, in;
  if (!parallel::root()) {
    const std::vector<int> own = rows_of(strips.of(parallel::rank()));
    if (!own.empty()) out.push_back({0, packed(grid, fields, own)});
    parallel::exchange(out, in);
    return;
  }
  for (int r = 1; r < strips.ranks(); ++r) {
    const std::vector<int> rows = rows_of(strips.of(r));
    if (!rows.empty()) in.push_back({r, std::vector<double>(fields.size() * cells_of(grid, rows))});
  }
  parallel::exchange(out, in);
  for (const Letter& letter : in) unpack(grid, fields, rows_of(strips.of(letter.rank)), letter.values);
}

}  // namespace

SharedLand::SharedLand(World& world, const std::vector<std::size_t>& more)
    : world_(world), strips_(world.grid, parallel::size()), own_(strips_.of(parallel::rank())), cells_(more) {
  if (alone()) return;
  for (int r = 0; r < strips_.ranks(); ++r) {
    Halo halo{r, strips_.halo(parallel::rank(), r, halo_width),
              strips_.halo(r, parallel::rank(), halo_width)};
    if (!halo.give.empty() || !halo.take.empty()) halos_.push_back(std::move(halo));
  }
  const Grid& grid = world.grid;
  for (const Segment& s : world.network.segments) cells_.push_back(grid.index(s.i, s.j));
  for (const Gauge& g : world.gauges) {
    if (!g.is_section && g.segment < 0) cells_.push_back(grid.index(g.i, g.j));
  }
  std::ranges::sort(cells_);
  cells_.erase(std::ranges::unique(cells_).begin(), cells_.end());
  for (const std::size_t cell : cells_) cell_owner_.push_back(strips_.owner(row_of(grid, cell)));
}

void SharedLand::give_shares(surface::SurfaceProcess& surface, works::SlopeWorksProcess& works) {
  if (alone()) return;
  surface.take_share({own_, parallel::rank(), parallel::size(),
                      [this](LandState& next) {
                        exchange_rows(next, false);
                        share_cells(next, false);
                      },
                      parallel::join});
  works.take_cells(world_.grid.index(-Grid::pad_x, own_.first), world_.grid.index(-Grid::pad_x, own_.last));
}

std::vector<Field<double>*> SharedLand::moving(LandState& state) const {
  std::vector<Field<double>*> fields{&state.depth, &state.velocity_x, &state.velocity_y};
  for (Field<double>& concentration : state.concentration) fields.push_back(&concentration);
  return fields;
}

void SharedLand::refresh() {
  if (alone()) return;
  exchange_rows(world_.state, true);
  share_cells(world_.state, true);
}

void SharedLand::refresh_cells() {
  if (!alone()) share_cells(world_.state, world_.state.classes() > 0);  // banks of streams stand on the bed
}

/// One message to each neighbour for all fields.
void SharedLand::exchange_rows(LandState& state, bool with_bed) {
  std::vector<Field<double>*> fields = moving(state);
  if (with_bed) fields.push_back(&state.bed);
  std::vector<Letter> out, in;
  for (const Halo& halo : halos_) {
    if (!halo.give.empty()) out.push_back({halo.rank, packed(world_.grid, fields, halo.give)});
    if (!halo.take.empty())
      in.push_back({halo.rank, std::vector<double>(fields.size() * cells_of(world_.grid, halo.take))});
  }
  parallel::exchange(out, in);
  std::size_t letter = 0;
  for (const Halo& halo : halos_) {
    if (!halo.take.empty()) unpack(world_.grid, fields, halo.take, in[letter++].values);
  }
  for (const Letter& sent : out) {
    sent_.messages += 1.0;
    sent_.bytes += static_cast<double>(sent.values.size() * sizeof(double));
  }
}

void SharedLand::share_cells(LandState& state, bool with_bed) {
  if (cells_.empty()) return;
  std::vector<Field<double>*> fields = moving(state);
  if (with_bed) fields.push_back(&state.bed);
  std::vector<double> values(fields.size() * cells_.size(), 0.0);
  for (std::size_t n = 0; n < cells_.size(); ++n) {
    if (cell_owner_[n] != parallel::rank()) continue;
    for (std::size_t f = 0; f < fields.size(); ++f) values[f * cells_.size() + n] = (*fields[f])[cells_[n]];
  }
  parallel::join(values);
  for (std::size_t n = 0; n < cells_.size(); ++n) {
    if (cell_owner_[n] == parallel::rank()) continue;
    for (std::size_t f = 0; f < fields.size(); ++f) (*fields[f])[cells_[n]] = values[f * cells_.size() + n];
  }
}

void SharedLand::gather() {
  if (alone()) return;
  LandState& s = world_.state;
  std::vector<Field<double>*> fields = moving(s);
  for (Field<double>* field : {&s.bed, &s.infiltrated, &s.front_water, &s.evaporated, &s.eroded}) {
    if (!field->empty()) fields.push_back(field);
  }
  for (Field<double>& deposited : s.deposited) fields.push_back(&deposited);
  for (Field<double>& before : s.concentration_before) fields.push_back(&before);
  gather_strips(world_.grid, strips_, fields);
  std::vector<Field<std::int32_t>*> rows{&s.front};
  if (!s.horizon.empty()) rows.push_back(&s.horizon);
  gather_strips(world_.grid, strips_, rows);
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
