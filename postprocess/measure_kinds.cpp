#include "postprocess/measure_kinds.hpp"

#include <algorithm>

namespace qingliu::postprocess {
namespace {

constexpr std::array<Phrase, 5> kinds{{{"terraces, ditches, ponds", "梯田、沟、塘"},
                                       {"plants and farming", "植被与耕作"},
                                       {"works in gullies", "治沟与崩岗"},
                                       {"works in streams, villages", "治河、水库与村庄"},
                                       {"other measures", "其他措施"}}};
constexpr std::size_t other = kinds.size() - 1;

struct Type {
  std::string_view word;
  Phrase name;
  std::size_t kind;  ///< place in `kinds`
};

/// Names as scenarios/catalogue/measures.toml has them.
constexpr Type catalogue[] = {
    {"terrace_level", {"level terrace", "水平梯田"}, 0},
    {"terrace_sloping", {"sloping terrace", "坡式梯田"}, 0},
    {"terrace_interval", {"interval terrace", "隔坡梯田"}, 0},
    {"trench_bamboo", {"bamboo-joint trench", "水平竹节沟"}, 0},
    {"pits_fishscale", {"fish-scale pits", "鱼鳞坑"}, 0},
    {"step_level", {"level step", "水平阶"}, 0},
    {"orchard_bund_ditch", {"orchard bench with front bund and back ditch", "前埂后沟(果园梯台)"}, 0},
    {"ditch_intercept", {"interceptor ditch", "截水沟"}, 0},
    {"ditch_drain", {"drain ditch with drops", "排水沟(含跌水)"}, 0},
    {"basin_silt", {"silt basin", "沉沙池"}, 0},
    {"pond_small", {"small pond", "蓄水池/山塘/塘堰"}, 0},
    {"road_paved", {"paved farm road", "田间道路/硬化路面"}, 0},
    {"tillage_contour", {"contour tillage and ridging", "等高耕作/等高垄作"}, 1},
    {"strip_cropping", {"strip cropping", "带状间作/套种"}, 1},
    {"mulch", {"straw or litter mulch", "秸秆/枯落物覆盖"}, 1},
    {"grass_strip", {"grass strip or contour hedge", "草带/植物篱(等高植物篱)"}, 1},
    {"forest_mixed", {"mixed protection forest", "营造水保林(乔灌草混交)"}, 1},
    {"closure", {"closure for natural recovery", "封禁治理(封山育林)"}, 1},
    {"forest_improve", {"improvement of poor forest", "低效林改造(桉树/马尾松林下补植)"}, 1},
    {"eucalyptus_rotation", {"eucalyptus rotation", "桉树轮伐期管理"}, 1},
    {"orchard_develop", {"orchard development", "经济林果开发/改造"}, 1},
    {"orchard_sod", {"grassed orchard", "果园生草"}, 1},
    {"land_convert", {"land-use change", "退耕还林/土地利用调整"}, 1},
    {"check_dam", {"check dam", "谷坊"}, 2},
    {"sediment_dam", {"sediment dam", "拦沙坝"}, 2},
    {"silt_dam", {"silt (warping) dam", "淤地坝"}, 2},
    {"gully_head", {"gully-head protection", "沟头防护"}, 2},
    {"gully_plug", {"brush gully plug", "柴草/编篱沟道封堵"}, 2},
    {"drop_structure", {"drop structure or chute", "跌水/陡坡"}, 2},
    {"benggang", {"collapsing-gully (Benggang) treatment", "崩岗治理(上截-中削-下堵-内外绿化)"}, 2},
    {"dredge", {"dredging", "清淤疏浚"}, 3},
    {"revetment", {"bank revetment", "护岸"}, 3},
    {"bank_green", {"bank greening", "岸坡绿化"}, 3},
    {"riparian_buffer", {"riparian buffer", "河岸缓冲带"}, 1},
    {"river_clean", {"river cleaning", "河道清洁(清漂保洁)"}, 3},
    {"trash_boom", {"trash boom", "拦漂排"}, 3},
    {"trash_rack", {"trash rack", "拦污栅"}, 3},
    {"waste_collection", {"village cleaning and waste collection", "村庄保洁与垃圾收运"}, 3},
    {"sewage_intercept", {"sewage interception", "截污纳管/分散处理"}, 3},
    {"wetland", {"constructed wetland", "人工湿地"}, 3},
    {"predam", {"pre-dam", "前置库"}, 3},
    {"reservoir_reinforce", {"reservoir reinforcement", "水库除险加固(坝/溢洪道/输水涵)"}, 3},
    {"reservoir_flush", {"reservoir flushing", "水库排沙(降水冲沙/异重流排沙)"}, 3},
    {"reservoir_dredge", {"reservoir dredging", "水库清淤"}, 3},
    {"livestock_control", {"livestock pollution control", "畜禽养殖污染治理"}, 3},
};

const Type* type_of(std::string_view word) {
  const auto found = std::ranges::find(catalogue, word, &Type::word);
  return found == std::end(catalogue) ? nullptr : found;
}

}  // namespace

bool is_catalogue_type(std::string_view type) { return type_of(type) != nullptr; }

MeasureGroups measure_groups(const std::vector<std::string>& types, Language language) {
  const Speaker say(language);
  std::vector<std::string> different;
  for (const std::string& type : types)
    if (std::ranges::find(different, type) == different.end()) different.push_back(type);
  const bool by_type = different.size() <= measure_colours.size();
  MeasureGroups all;
  for (const std::string& word : types) {
    const Type* type = type_of(word);
    const std::string name = by_type ? (type != nullptr ? say(type->name) : word)
                                     : say(kinds[type != nullptr ? type->kind : other]);
    auto found = std::ranges::find(all.groups, name, &MeasureGroup::name);
    if (found == all.groups.end())
      found = all.groups.insert(all.groups.end(), {name, measure_colours[all.groups.size()]});
    all.of_measure.push_back(static_cast<std::size_t>(found - all.groups.begin()));
  }
  return all;
}

}  // namespace qingliu::postprocess
