#include "process/surface/land_description.hpp"

#include "process/shear_laws.hpp"

namespace qingliu::surface {

LandDescription::LandDescription(const Grid& grid, int cover_classes)
    : cover(grid, static_cast<std::int32_t>(cover_classes)),
      n_film(cover_classes + 1, 0.0),
      n_deep(cover_classes + 1, 0.0),
      inverse_decay_depth(cover_classes + 1, 0.0),
      n_soil(cover_classes + 1, 0.0),
      friction(grid),
      cosine_squared(grid, 1.0),
      top_horizon(grid),
      erodibility_factor(cover_classes + 1, 0.0),
      critical_shear_added(cover_classes + 1, 0.0) {}

void LandDescription::derive() {
  capacities.clear();
  for (const GrainClass& grain : grains)
    capacities.push_back(erosion::make_transport_capacity(grain, capacity));
  n_difference.resize(n_film.size());
  for (std::size_t k = 0; k < n_film.size(); ++k) n_difference[k] = n_film[k] - n_deep[k];
  skin_share.resize(n_film.size());
  for (std::size_t k = 0; k < n_film.size(); ++k)
    skin_share[k] = qingliu::skin_share(n_soil[k], max_of(n_deep[k] + n_difference[k], 1e-6));
}

}  // namespace qingliu::surface
