// The keys of what people bring into streams.
#include "scenario/key_tables.hpp"

namespace qingliu::scenario {
namespace {

constexpr Range share{.low = 0.0, .high = 1.0};

constexpr Binding<LitterSection> litter_table[] = {
    {{.name = "buildup_days",
      .type = Type::number,
      .standard = required,
      .hard = {0, 3650},
      .meaning =
          "Days since a flood last cleared the banks of the villages: what has come to lie there since is "
          "there at the start."},
     &LitterSection::build_up},
    {{.name = "start_kg_per_km",
      .type = Type::number,
      .standard = "0",
      .hard = {0, 1e5},
      .advised = {0, 5000},
      .meaning =
          "Litter that lies stranded along every stream at the start; a river that is kept up had about 26 "
          "(0.1 m3/km, one campaign in Haifeng)."},
     &LitterSection::at_start},
    {{.name = "travel_m",
      .type = Type::number,
      .standard = "231",
      .hard = {1, 1e7},
      .advised = {50, 5000},
      .meaning =
          "Mean way that litter floats until it strands: exp(-x/travel_m) of it passes x. 231 is the mean of "
          "bottles in a day in a small river, the farthest came 1100 m (Newbould et al. 2021); for other "
          "litter and for floods unverified."},
     &LitterSection::travel},
    {{.name = "lift_depth_m",
      .type = Type::number,
      .standard = "0.05",
      .hard = {0, 5},
      .advised = {0.03, 0.1},
      .meaning =
          "Depth of water that lifts what lies on a bank; above the depth at which it stranded, what lies in "
          "the stream (unverified)."},
     &LitterSection::lift_depth},
    {{.name = "lift_m_per_s",
      .type = Type::number,
      .standard = "0.25",
      .hard = {0, 5},
      .advised = {0.2, 0.3},
      .meaning = "Speed that water must have as well to lift it (unverified)."},
     &LitterSection::lift_speed},
    {{.name = "wash_min",
      .type = Type::number,
      .standard = "10",
      .hard = {0, 1440, true},
      .meaning = "Time in which water that lifts litter takes up 63 % of it (by design)."},
     &LitterSection::wash_time},
    {{.name = "density_kg_per_m3",
      .type = Type::number,
      .standard = "263",
      .hard = {1, 2000},
      .advised = {40, 650},
      .meaning = "Of litter as it lies in a boom: mean of village waste (Han et al. 2017)."},
     &LitterSection::density},
};

constexpr Binding<QualitySection> quality_table[] = {
    {{.name = "temperature_c",
      .type = Type::number,
      .standard = "20",
      .hard = {0, 45},
      .meaning = "Temperature of the water, at which decay is theta^(T - 20) times that at 20 degrees."},
     &QualitySection::temperature},
};

constexpr Binding<ConstituentSection> constituent_table[] = {
    {{.name = "name",
      .type = Type::word,
      .standard = required,
      .words = "TN|TP|NH3-N|COD",
      .meaning = "Total nitrogen, total phosphorus, ammonia nitrogen, chemical oxygen demand. The table of "
                 "[landuse] must have its column: tn_mg_per_l, tp_mg_per_l, nh3n_mg_per_l, cod_mg_per_l."},
     &ConstituentSection::name},
    {{.name = "decay_per_d",
      .type = Type::number,
      .standard = optional,
      .hard = {0, 100},
      .advised = {0, 1},
      .meaning =
          "First-order decay at 20 degrees. Without it TN 0.1, TP 0, NH3-N 0.1, COD 0.15 (unverified)."},
     &ConstituentSection::decay},
    {{.name = "theta",
      .type = Type::number,
      .standard = "1.047",
      .hard = {1, 1.2},
      .advised = {1.02, 1.1},
      .meaning = "Decay times theta^(T - 20) (unverified)."},
     &ConstituentSection::theta},
    {{.name = "settling_m_per_d",
      .type = Type::number,
      .standard = optional,
      .hard = {0, 100},
      .advised = {0, 1},
      .meaning = "Settling in streams and behind check dams. Without it TP 0.1, the others 0 (unverified)."},
     &ConstituentSection::settling},
    {{.name = "pool_settling_m_per_a",
      .type = Type::number,
      .standard = optional,
      .hard = {0, 1000},
      .advised = {0, 40},
      .meaning =
          "Apparent settling in reservoirs, beside decay. Without it TN 10, TP 12 (Vollenweider's 10 to 16), "
          "the others 0 (unverified)."},
     &ConstituentSection::pool_settling},
    {{.name = "pool_mg_per_l",
      .type = Type::number,
      .standard = optional,
      .hard = {0, 10000},
      .meaning = "In the reservoirs and ponds at the start; must be given where there are any."},
     &ConstituentSection::pool_start},
    {{.name = "person_g_per_d",
      .type = Type::number,
      .standard = optional,
      .hard = {0, 1000},
      .advised = {0, 200},
      .meaning =
          "Of one person. Without it TN 1.8, TP 0.16, COD 32, the middles of 0.75-2.8, 0.06-0.25 and 9-54 of "
          "villages at Lake Taihu; NH3-N must be given."},
     &ConstituentSection::person},
    {{.name = "pig_g_per_d",
      .type = Type::number,
      .standard = optional,
      .hard = {0, 1000},
      .advised = {0, 200},
      .meaning =
          "Of one fattening pig, before treatment. Without it TN 19.2, TP 11.4, the middles of 18.7-19.8 and "
          "7.6-15.2 (Tiaoxi); NH3-N and COD must be given."},
     &ConstituentSection::pig},
    {{.name = "attached_g_per_kg",
      .type = Type::numbers,
      .standard = optional,
      .hard = {0, 1000},
      .advised = {0, 10},
      .meaning = "On the grains of each class, for what sediment carries past gauges and into reservoirs; "
                 "told beside "
                 "what is dissolved, and no part of its balance."},
     &ConstituentSection::attached},
};

constexpr Binding<VillageSection> village_table[] = {
    {{.name = "name",
      .type = Type::text,
      .standard = required,
      .meaning = "Name in the tables of results, and for measures."},
     &VillageSection::name},
    {{.name = "point",
      .type = Type::point,
      .standard = optional,
      .meaning = "Its middle; what it leaves comes to the nearest stream."},
     &VillageSection::point},
    {{.name = "snap_m",
      .type = Type::number,
      .standard = "500",
      .hard = {0, 1e5, true},
      .meaning = "Farthest that this stream may be from point; farther is an error."},
     &VillageSection::snap},
    {{.name = "reach",
      .type = Type::text,
      .standard = optional,
      .meaning = "Or the stream beside which it lies, by the name of its reach."},
     &VillageSection::reach},
    {{.name = "chainage_m",
      .type = Type::number,
      .standard = optional,
      .hard = {0, 1e7},
      .meaning = "Where on the reach, from its upper end."},
     &VillageSection::chainage},
    {{.name = "population",
      .type = Type::number,
      .standard = required,
      .hard = {0, 1e7},
      .meaning = "People."},
     &VillageSection::people},
    {{.name = "collected",
      .type = Type::number,
      .standard = required,
      .hard = share,
      .meaning = "Share of their waste that is collected and taken away, before any measure."},
     &VillageSection::collected},
    {{.name = "waste_kg_per_person_per_d",
      .type = Type::number,
      .standard = "0.521",
      .hard = {0, 10},
      .advised = {0.034, 3},
      .meaning = "Waste of a person: median and range of Chinese villages (Han et al. 2017)."},
     &VillageSection::waste},
    {{.name = "leak",
      .type = Type::number,
      .standard = "0.05",
      .hard = share,
      .advised = {0, 0.5},
      .meaning = "Share of what is not collected that comes to lie on the banks of the stream (unverified)."},
     &VillageSection::leak},
    {{.name = "sewage_delivery",
      .type = Type::number,
      .standard = optional,
      .hard = share,
      .meaning =
          "Share of what its people give that reaches the stream; must be given with [[constituent]]."},
     &VillageSection::sewage_delivery},
    {{.name = "sewage_kept",
      .type = Type::number,
      .standard = "0",
      .hard = share,
      .meaning = "Share of it that treatment keeps back, before any measure."},
     &VillageSection::sewage_kept},
    {{.name = "pigs",
      .type = Type::number,
      .standard = "0",
      .hard = {0, 1e7},
      .meaning = "Livestock, in fattening pigs."},
     &VillageSection::pigs},
    {{.name = "pig_delivery",
      .type = Type::number,
      .standard = optional,
      .hard = share,
      .meaning = "Share of what they give that reaches the stream; must be given where there are pigs. It "
                 "decides on "
                 "nitrogen and phosphorus, and is known least: try several."},
     &VillageSection::pig_delivery},
    {{.name = "pig_kept",
      .type = Type::number,
      .standard = "0",
      .hard = share,
      .meaning = "Share of it that treatment keeps back, before any measure."},
     &VillageSection::pig_kept},
    {{.name = "active",
      .type = Type::flag,
      .standard = "true",
      .meaning = "false: left out, as by a scenario that inherits another."},
     &VillageSection::active},
};

}  // namespace

std::span<const Binding<LitterSection>> litter_keys() { return litter_table; }
std::span<const Binding<QualitySection>> quality_keys() { return quality_table; }
std::span<const Binding<ConstituentSection>> constituent_keys() { return constituent_table; }
std::span<const Binding<VillageSection>> village_keys() { return village_table; }

}  // namespace qingliu::scenario
