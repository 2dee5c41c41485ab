#include "postprocess/run_sentences.hpp"

#include <fmt/args.h>
#include <fmt/format.h>

#include <utility>

namespace qingliu::postprocess {

namespace {

/// The fixed pieces of a pattern, between its places.
std::vector<std::string> pieces_of(const std::string& pattern) {
  std::vector<std::string> pieces{""};
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    if (pattern[at] != '{') {
      pieces.back() += pattern[at];
      continue;
    }
    at = pattern.find('}', at);
    pieces.emplace_back();
  }
  return pieces;
}

/// What stands in the places of a line, when its fixed pieces are those of the pattern.
std::optional<std::vector<std::string>> places_in(const std::string& line, const std::string& pattern) {
  const std::vector<std::string> pieces = pieces_of(pattern);
  if (!line.starts_with(pieces.front()) || !line.ends_with(pieces.back())) return std::nullopt;
  std::vector<std::string> places;
  std::size_t from = pieces.front().size();
  for (std::size_t k = 1; k < pieces.size(); ++k) {
    const bool last = k + 1 == pieces.size();
    const std::size_t next = last ? line.size() - pieces[k].size() : line.find(pieces[k], from);
    if (next == std::string::npos || next < from) return std::nullopt;
    places.push_back(line.substr(from, next - from));
    from = next + pieces[k].size();
  }
  if (from != line.size()) return std::nullopt;
  return places;
}

std::optional<std::string> translated(const std::string& text, const std::vector<RunSentence>& sentences);

/// Words that the engine itself puts into a place; names and numbers stay as they are.
std::string place_in_chinese(const std::string& place) {
  static const std::vector<RunSentence> words = {
      {"breached within {} cells and {} m, the rest filled", "在 {0} 个网格、{1} m 以内切通，其余填平"},
      {"filled", "填平"},
      {"from {} km2 upwards", "集水面积 {0} km² 起"},
      {"may go up by {} m", "最多上溯 {0} m"},
      {"stays", "不移动"},
      {" with a crack", "（有裂隙）"},
      {", where the lines give none", "（线图层未给出处）"},
      {", with its factor of elevation", "（含高程系数）"},
      {"inverse distance", "反距离加权"},
      {"Thiessen", "泰森多边形"},
      {"the nearest cell", "最近网格"},
      {"bilinear interpolation", "双线性插值"},
      {"the mean of its cells", "网格平均"},
      {"{} has no effect in the catalogue", "目录中 {0} 无效果"},
      {"{} needs {}", "{0} 需要{1}"},
      {"a cohesion of slopes", "坡体黏聚力"},
      {"a transport capacity by cell", "逐网格的挟沙能力"},
      {"a direction of tillage", "耕作方向"},
      {"open ground", "坡面"},
      {"a basin or store", "沉沙池或蓄水池"},
      {"the edge of the watershed", "流域边界"},
      {"ditch '{}'", "沟渠“{0}”"},
      {"name no time zone", "未注明时区"},
      {"are of \"{}\", as the file says", "按文件注明为“{0}”"},
      {"unmoved", "不作平移"},
      {"moved by {} h", "平移 {0} h"},
      {"; {} more lie above the crest", "；另有 {0} 个高出挡水物顶"},
      {"sill {} m below the bank", "坎顶低于岸顶 {0} m"},
      {"opening {} m x {} m, soffit {} m {} the bank", "孔口 {0} m × {1} m，洞顶与岸顶相差 {2} m（{3}）"},
      {"{} ha", "{0} hm²"},
      {"age {} a", "已 {0} 年"},
      {"not built yet: without effect in this run", "尚未建成，本次不起作用"},
      {"retired: without effect in this run", "已停用，本次不起作用"},
      {" a year", "每年"},
      {"above", "高于"},
      {"below", "低于"},
      {"the topsoil of its cell (an assumption)", "所在网格表土（假定）"},
      {"the bed of streams (an assumption)", "河床（假定）"},
      {"filled_fraction", "方案给定值"},
      {"line {} at {} has no length. Draw it on, or take it out", "第 {0} 条线（{1}）长度为零，请延长或删去"},
      {"line {}, from {} to {}, is line {} again. Take one of them out",
       "第 {0} 条线（{1} 至 {2}）与第 {3} 条线重复，请删去其一"},
      {"{} more of its shapes are faulty. Mend those above first", "另有 {0} 个图形有误，请先改正以上各条"},
      {"sediment_dam", "拦沙坝"},
      {"check_dam", "谷坊"},
      {"weir", "堰"},
      {"drop", "跌水"},
      {"culvert", "涵洞"},
      {"bridge", "桥"},
      {"landuse", "土地利用"},
      {"soil", "土壤"},
      {"subwatersheds", "子流域"}};
  // Reasons side by side: each for itself.
  const std::size_t end = place.find("; ");
  if (end != std::string::npos && end > 0)
    return place_in_chinese(place.substr(0, end)) + "；" + place_in_chinese(place.substr(end + 2));
  return translated(place, words).value_or(place);
}

/// What is said of one measure, behind "[[measure]] 'name': ".
const std::vector<RunSentence>& measure_sentences() {
  static const std::vector<RunSentence> sentences = {
      {"built {} is after the run: without effect in it", "建成日期 {0} 晚于本次计算，不起作用。"},
      {"built {} lies within the run, which takes measures as they are on its first day: without effect in "
       "it. "
       "Begin the run on that day",
       "建成日期 {0} 在计算期内，而计算按首日的措施状况进行，故不起作用；请从该日开始计算。"},
      {"retired {} is before the run: without effect in it", "停用日期 {0} 早于本次计算，不起作用。"},
      {"retired {} lies within the run, which takes measures as they are on its first day: it stays to the "
       "end",
       "停用日期 {0} 在计算期内，而计算按首日的措施状况进行，故保留到底。"},
      {"its {:g} m are less than half of the stream's {:.1f} m: it dams the flow, which silts and floods "
       "above it. "
       "Make it as wide as the stream",
       "宽 {0} m 不足河宽 {1} m 的一半，会壅水，上游淤积漫溢；请做到与河同宽。"},
      {"filled = {:g}: what is built within the run begins empty. Take filled out",
       "filled = {0}：计算期内建成的措施从空库开始；请删去 filled。"},
      {"{} = {} is outside the catalogue's {} to {}", "{0} = {1} 超出目录所列的 {2} 至 {3}。"},
      {"type {} acts in part: {}", "类型 {0} 只有部分起作用：{1}。"},
      {"the measure '{}' builds no dam in this run: without effect in it",
       "措施“{0}”在本次计算中不建坝，不起作用。"},
      {"{} of its {} lines lie within one cell of {:g} m, and lead nowhere on this grid",
       "{1} 条线中有 {0} 条不出一个 {2} m 的网格，在此网格上不起引水作用。"},
      {"{} of {} shapes lie off the watershed ({})", "{1} 个图形中有 {0} 个在流域之外（{2}）。"},
      {"{:.0f} % of its area is outside the slopes of its type ({:g} to {:g} degrees)",
       "{0} % 的面积坡度不在该类型适用的 {1} 至 {2} 度之内。"},
      {"its {:.0f} m hold {:.4g} m3, three years of silt, 3 Ms F = {:.4g} t, are {:.4g} m3 (GB/T 16453.4). "
       "Make it deeper or wider, or add a ditch above",
       "全长 {0} m 的容积为 {1} m³，而三年淤积量 3 Ms F = {2} t，合 {3} m³（GB/T "
       "16453.4）；请加深、加宽或在其上方增设沟。"},
      {"what fills it goes with the water when it fails, and nobody said of which grains it is. Give "
       "filled_fraction{}",
       "失事时其淤积物随水下泄，但未给出级配；请用单独的 [[structure]] 并写明 filled_fraction。"},
      {"no bank gives way in this run, so there is nothing to protect. Describe the soil of the banks in "
       "[[bank]]",
       "本次计算没有会坍塌的河岸，无可防护；请在 [[bank]] 中给出岸土性质。"}};
  return sentences;
}

std::optional<std::string> translated(const std::string& text, const std::vector<RunSentence>& sentences) {
  for (const RunSentence& sentence : sentences) {
    const auto places = places_in(text, sentence.english);
    if (!places) continue;
    fmt::dynamic_format_arg_store<fmt::format_context> filled;
    for (const std::string& place : *places) filled.push_back(place_in_chinese(place));
    return fmt::vformat(sentence.chinese, filled);
  }
  return std::nullopt;
}

}  // namespace

const std::vector<RunSentence>& run_sentences() {
  static const std::vector<RunSentence> sentences = {
      {"a screening result: the state of the flow is in single precision. Its balances close to a millionth, "
       "its bed "
       "is rounded to 0.1 mm. Compute what is to be decided on with the everyday program",
       "初筛结果：水流状态按单精度计算，水沙平衡误差不超过百万分之一，水流所用河床高程取整至 0.1 "
       "mm；用于决策的方案请用通常的双精度程序重新计算。"},
      {"terrain: SYNTHETIC, made by the engine; nothing of it is surveyed",
       "地形：由程序合成，没有任何实测数据。"},
      {"terrain: pits {}: {} cells raised by {:.4g} m3 in all, {} cells lowered by {:.4g} m3",
       "地形：洼地{0}；抬高 {1} 个网格，共 {2} m³；降低 {3} 个网格，共 {4} m³。"},
      {"terrain: outlet placed at x {:.1f} m, y {:.1f} m, upstream area {:.4g} km2",
       "地形：出口定在 x {0} m、y {1} m，集水面积 {2} km²。"},
      {"terrain: a stream of {:.4g} km2 passes {:.0f} m from this outlet, at x {:.1f} m, y {:.1f} m. If that "
       "one "
       "is meant, move the point there or enlarge snap_m",
       "地形：距该出口 {1} m 处有集水面积 {0} km² 的河流经过（x {2} m、y {3} "
       "m）。若本应取该河，请移动出口点或加大 "
       "snap_m。"},
      {"terrain: no height in {} cell{} inside the watershed, the first at row {}, column {} of the "
       "elevation "
       "model counted from its north-west corner (x {:.1f} m, y {:.1f} m): they stay out of it, with {:.4g} "
       "km2 "
       "that drain to them. Fill them where there is ground (gdal_fillnodata)",
       "地形：流域内有 {0} 个网格缺高程，首个位于高程数据西北角数起第 {2} 行第 {3} 列（x {4} m，y {5} "
       "m）；这些网格连同汇入的 {6} km² 不计入流域。若那里有地面，请先用 gdal_fillnodata 补齐。"},
      {"[terrain] {} cells have heights of {:.1f} to {:.1f} m, the other {} of {:.1f} to {:.1f} m, and none "
       "lies between. Do they hold a number that stands for no value? Declare it in the file "
       "(gdal_edit.py -a_nodata {:g}) or in the scenario (nodata = {:g} of dem); single wrong cells are "
       "mended "
       "in the file",
       "地形：{0} 个网格的高程为 {1} 至 {2} m，其余 {3} 个为 {4} 至 {5} "
       "m，两者之间没有任何网格。前者是否为无值标记？"
       "请在文件中声明（gdal_edit.py -a_nodata {6}）或在方案中写 nodata = {7}；个别错误网格请在文件中改正。"},
      {"[terrain] {} faces between cells are walls steeper than 84 degrees, up to {:.0f} m high, the highest "
       "at row {}, column {} of the elevation model counted from its north-west corner. Mend the heights "
       "there",
       "地形：{0} 处网格边为陡于 84 度的陡壁，最高 {1} m，位于高程数据西北角数起第 {2} 行第 {3} "
       "列；请改正该处高程。"},
      {"[terrain] {:.0f} % of the cells are steeper than 45 degrees. Are the heights in metres?",
       "地形：{0} % 的网格陡于 45 度。高程单位是否为米？"},
      {"[terrain] {:.4g} km2 beyond cells without height would drain into the watershed of {:.4g} km2. Fill "
       "these cells (gdal_fillnodata), or bring their water in as [[inflow]]",
       "地形：缺高程的网格以外有 {0} km² 地面应汇入该 {1} km² "
       "的流域；请补齐这些网格（gdal_fillnodata），或以 "
       "[[inflow]] 加入其来水。"},
      {"[[reservoir]] '{}': its levels, {:.2f} m at the bottom to {:.2f} m at the crest, lie {:.0f} m {} the "
       "ground at the dam, {:.2f} m. Are both in the same datum?",
       "水库“{0}”：水位（库底 {1} m 至坝顶 {2} m）与坝址地面 {5} m 相差 {3} "
       "m（{4}）。两者高程基准是否一致？"},
      {"[[inflow]] '{}': up to {:.4g} m3/s enter over {:g} m of cells, {:.3g} m2/s, more than rivers in "
       "flood "
       "bring (up to {:g}). Is it in m3/s, and its line as wide as the river?",
       "入流“{0}”：最大 {1} m³/s 从 {2} m 宽的网格进入，单宽 {3} m²/s，超过洪水河流（不大于 "
       "{4}）。单位是否为 m³/s，线是否与河同宽？"},
      {"[[barrier]] {}: its crest, {:.2f} m, lies up to {:.0f} m above the ground. Is crest_m an elevation "
       "in "
       "metres, in the datum of the terrain?",
       "挡水物 {0}：顶高程 {1} m，最多高出地面 {2} m。crest_m 是否为米，基准是否与地形一致？"},
      {"[[barrier]] {}: {}", "挡水物 {0}：{1}。"},
      {"{}: {} cells lie in polygons of different numbers: that of the last one holds there",
       "{0}：{1} 个网格处在编号不同的多个面内，以最后一个为准。"},
      {"{}: {} vertices have no place in the run's coordinates: left out",
       "{0}：{1} 个顶点无法换算到计算坐标系，已略去。"},
      {"terrain: {} resampled to cells of {} m", "地形：{0} 已重采样为 {1} m 网格。"},
      {"terrain: {} cells of {} hold -9999, -32768 or the like that the file does not declare: taken as "
       "no "
       "value",
       "地形：{1} 中有 {0} 个网格为 -9999 或超过 1e30，而文件未声明为无值；按无值处理。"},
      {"terrain: {} cells under the lines of [streams] lowered by {:g} m",
       "地形：[streams] 线下的 {0} 个网格降低 {1} m。"},
      {"terrain: {} of the {} faces of the outlet belong to a [[boundary]]",
       "地形：出口的 {1} 个面中有 {0} 个属于 [[boundary]]。"},
      {"land use: none given, bare ground with Manning n {} everywhere",
       "土地利用：未给出；处处按裸地，曼宁糙率 {0}。"},
      {"land use: by rules of height, slope and drainage; no map was given",
       "土地利用：未给出图件，按高程、坡度和汇流规则推定。"},
      {"soil: by rules of height, slope and drainage; no map was given",
       "土壤：未给出图件，按高程、坡度和汇流规则推定。"},
      {"soil: moisture_layer is above the porosity in {} cells, taken as saturated",
       "土壤：moisture_layer 在 {0} 个网格中大于孔隙度，按饱和处理。"},
      {"land use: {} classes split into {} by layers and shares",
       "土地利用：{0} 类按图层与占比细分为 {1} 类。"},
      {"{}: {:.4g} ha of the watershed, as shares of its cells in steps of 2 %",
       "{0}：流域内 {1} hm²，以网格占比表示，步长 2 %。"},
      {"{}: brought onto the cells of {} by {}", "{0}：按{2}换算到 {1} 的网格。"},
      {"{}: the file names no coordinate system: taken as that of the terrain",
       "{0}：文件未注明坐标系，按地形的坐标系处理。"},
      {"{}: its file begins {:.2f} h after the start of the run; its first value holds until then",
       "{0}：文件比计算晚 {1} h 开始，此前取其首值。"},
      {"{}: its file ends {:.2f} h before the end of the run; its last value holds from then on",
       "{0}：文件比计算早 {1} h 结束，此后取其末值。"},
      {"{}: what enters is clear water", "{0}：流入的是清水。"},
      {"rain: {} gauges by {}; weight of each over the watershed{}: {}",
       "降雨：{0} 个雨量站，{1}；各站在流域内的权重{2}：{3}。"},
      {"rain: {} zones, {} cover classes with them", "降雨：{0} 个分区，与下垫面组合为 {1} 类。"},
      {"rain: {} rasters of {}, {} of their cells lie above the watershed",
       "降雨：{1} 的 {0} 幅栅格，其中 {2} 个网格位于流域上空。"},
      {"rain: {} values that the rasters of {} lack are taken as {:g} mm/h",
       "降雨：{1} 的栅格缺 {0} 个值，按 {2} mm/h 处理。"},
      {"rain: the first row of {} is not 0 but has no begin; its {} mm are left out",
       "降雨：{0} 的首行不为 0 却没有起始时间，其 {1} mm 不计入。"},
      {"rain: the last row of {} has no end; it lasts {:.4g} h like the others",
       "降雨：{0} 的末行没有结束时间，按与其他行相同的 {1} h 计。"},
      {"rain: the last row of {} is not 0 but has no end; its {} are left out. Add a row where it ends",
       "降雨：{0} 的末行不为 0 却没有结束时间，其 {1} 不计入；请补一行写明结束时间。"},
      {"[[rain]] {} mm of the {} mm of {} do not fall: values = '{}' gives the {} row no {}. Add a row "
       "there",
       "[[rain]] {2} 共 {1} mm，其中 {0} mm 没有计入：按 values = "
       "\"{3}\"，首行没有起始时间或末行没有结束时间，请补一行。"},
      {"[[rain]] the column '{}' holds {} by its name, but values = '{}' takes it as {}. Mend values, or "
       "the name",
       "[[rain]] 列 '{0}' 的名称与 values = \"{2}\" 不符（雨强 mm/h 还是雨量 mm），请改正其一。"},
      {"[[rain]] not a drop of it falls within the run. Mend its values, or time.start and duration_h",
       "[[rain]] 计算时段内没有一滴雨，请核对雨量数值，或 time.start 与 duration_h。"},
      {"rain: {} begins {:.2f} h before the run; what fell before the start is left out",
       "降雨：{0} 比计算早 {1} h 开始，起算前的降雨不计入。"},
      {"streams: {} reaches, {:.3f} km, {}; width {:.3g} A^{:.3g} m and depth {:.3g} A^{:.3g} m (A in km2), "
       "not "
       "surveyed{}",
       "河道：{0} 条河段，共 {1} km，{2}；宽 {3} A^{4} m，深 {5} A^{6} m（A 以 km² 计），未经实测{7}。"},
      {"streams: {} of {} beds lowered so that they fall all the way, by up to {:.2f} m",
       "河道：为使河床沿程下降，{1} 处河床中有 {0} 处被降低，最多 {2} m。"},
      {"a dam on {} at {:.0f} m is taken away within the run: what stands behind it then comes down at once, "
       "as no "
       "real pool is let go",
       "{0} 里程 {1} m 处的坝在计算时段内拆除：届时坝后蓄水一次泄下，与实际放空不同。"},
      {"a dam on {} at {:.0f} m is taken away within the run: what stands behind it then is let down evenly "
       "within {:g} h (release_h)",
       "{0} 里程 {1} m 处的坝在计算时段内拆除：届时坝后蓄水在 {2} h 内均匀放空（release_h）。"},
      {"streams: sides steeper than side_slope in {} of {} segments, down to {:.3g}, so that a third of the "
       "width "
       "is bed",
       "河道：{1} 段中有 {0} 段的边坡比 side_slope 陡，最陡 {2}，以使河底占河宽三分之一。"},
      {"streams: {} cells are left to the land: their stream is wider than {} cells",
       "河道：{0} 个网格按坡面计算，因其河宽超过 {1} 个网格。"},
      {"streams: {} lines laid onto the drainage, up to {:.1f} m from them; {:.0f} m traced on below their "
       "ends; "
       "{} lines lie outside the watershed",
       "河道：{0} 条线落到汇流路径上，最远相距 {1} m；线尾以下续追 {2} m；{3} 条线在流域之外。"},
      {"streams: {} surveyed sections on {} reaches; {} traced beds below them cut to fall",
       "河道：{1} 条河段上有 {0} 个实测断面；其下游 {2} 处推定河床被削低以保证下降。"},
      {"streams: {:.4g} m3 of loose silt on the bed at the start", "河道：起算时河床上有 {0} m³ 松散淤泥。"},
      {"banks: {} of critical shear {:g} Pa, k_d {:.3g} cm3/(N s), cohesion {:g} kPa, drained in {:g} h{}",
       "河岸：{0}，临界切应力 {1} Pa，k_d {2} cm³/(N·s)，黏聚力 {3} kPa，排水时间 {4} h{5}。"},
      {"reservoir '{}': dam on {} at {:.0f} m, {:.3f} km2 of watershed; {:.4g} m3 at the start, {:.4g} m3 at "
       "normal level; no backwater above the dam's cell",
       "水库“{0}”：坝在 {1} 的 {2} m 处，集水面积 {3} km²；起算蓄水 {4} m³，正常蓄水位 {5} "
       "m³；坝所在网格以上不计回水。"},
      {"reservoir '{}': its dam is made to break in this scenario, down to {:g} m; the breach moves no "
       "sediment "
       "of the dam or the bed",
       "水库“{0}”：本方案假定溃坝，溃口底高程 {1} m；溃口不带走坝体或河床泥沙。"},
      {"structure '{}': {:.4g} m3 of deposit at the start, {:.4g} t, with the grains of {}",
       "工程“{0}”：起算时已淤积 {1} m³，合 {2} t，级配取自{3}。"},
      {"reservoir '{}': the volumes of its storage table do not grow as its areas say, in row {}. Look at "
       "both "
       "columns",
       "水库“{0}”：库容表中库容的增加与面积不符，见第 {1} 行；请核对这两列。"},
      {"reservoir '{}': at its crest the pool has {:.3g} m2 of surface, its dam's cell {:.3g} m2. Are "
       "volumes and "
       "areas in m3 and m2?",
       "水库“{0}”：坝顶高程处水面只有 {1} m²，而坝所在网格有 {2} m²。库容与面积的单位是 m³ 和 m² 吗？"},
      {"reservoir '{}': rule_level_m has {:g}, which lies outside {:g} to {:g} m of the pool",
       "水库“{0}”：rule_level_m 中的 {1} 不在库底至坝顶 {2} 至 {3} m 之间。"},
      {"reservoir '{}': {} of {} levels in its rules lie outside {:g} to {:g} m of the pool, the first {:g}. "
       "Are "
       "they in metres, and in the height datum of its storage table?",
       "水库“{0}”：调度规则的 {2} 个水位中有 {1} 个不在库底至坝顶 {3} 至 {4} m 之间，第一个为 {5}。单位是 m "
       "吗？与库容表是同一高程基准吗？"},
      {"reservoir '{}': alarm_m has {:g}, which lies outside {:g} to {:g} m of the pool",
       "水库“{0}”：alarm_m 中的 {1} 不在库底至坝顶 {2} 至 {3} m 之间。"},
      {"reservoir '{}': outlet_m = {:g} lies above spillway_m = {:g}. Are they exchanged?",
       "水库“{0}”：outlet_m = {1} 高于 spillway_m = {2}，是否写反？"},
      {"reservoir '{}': outlet_area_m2 = {:g} is larger than any culvert under a dam of this kind. Is it in "
       "m2?",
       "水库“{0}”：outlet_area_m2 = {1} 大于此类坝下任何涵管，单位是 m² 吗？"},
      {"reservoir '{}': outlet_area_m2 = {:g}, a culvert of {:.3g} m about outlet_m = {:g}, reaches above "
       "crest_m = "
       "{:g}. Look at them",
       "水库“{0}”：outlet_area_m2 = {1} 相当于以 outlet_m = {3} 为中心、直径 {2} m 的涵管，高出坝顶 crest_m "
       "= {4}，请核对。"},
      {"reservoir '{}': breach_at_h = {:g} lies after the end of the run, {:g} h: the dam stands",
       "水库“{0}”：breach_at_h = {1} 晚于计算结束时刻 {2} h，坝不会溃决。"},
      {"streams: the banks of the {} surveyed sections of '{}' lie {:.1f} m {} the terrain of their cells "
       "(median). Are level_m and the elevation model of one height datum?",
       "河道：“{1}”的 {0} 个实测断面，岸顶{3}所在网格地形 {2} m（中值）；level_m "
       "与高程数据是否为同一高程基准？"},
      {"streams: the section of '{}' at {:g} m is {:.4g} m wide and {:.3g} m high. Are across_m and level_m "
       "in "
       "metres?",
       "河道：“{0}”里程 {1} m 处的断面宽 {2} m、高 {3} m，across_m 和 level_m 的单位是 m 吗？"},
      {"streams: '{}' is surveyed up to {:.4g} m wide, more than resolved_cells = {:g} cells of {:g} m: the "
       "terrain has this river too, and it would flow twice. Take larger cells, or give its line that width "
       "(width_m) and leave it out of the survey, so that the land alone carries it",
       "河道：“{0}”实测最宽 {1} m，超过 resolved_cells = {2} 个 {3} m "
       "网格：地形上已有此河，会重复过流；请加大网格，或在线图层中写明该宽度（width_m）并将其移出断面资料，"
       "只由坡面计算。"},
      {"structure '{}': {} on {} at {:.0f} m, sill {:g} m above the bed; bed {:.4g}, silted {:.4g}, a wedge "
       "of "
       "{:.4g} m3 for deposit and {:.4g} m3 for water{}; no backfill in the stream above its cell",
       "工程“{0}”：{1}，在 {2} 的 {3} m 处，坎高出河床 {4} m；河床比降 {5}，淤积比降 {6}，淤积楔体 {7} "
       "m³，蓄水 {8} m³{9}；所在网格以上河道不计回淤。"},
      {"gully '{}': {:.4g} m long, {:.3g} km2 above its head, which {}; K_r {:g} s/m, critical shear {:g} "
       "Pa, "
       "ground that holds {:g} m down (unverified)",
       "沟道“{0}”：长 {1} m，沟头以上 {2} km²，沟头{3}；K_r {4} s/m，临界切应力 {5} Pa，不可蚀层在 {6} m "
       "以下（未经核实）。"},
      {"collapsing gully '{}': {} cells of floor, {:.4g} m of walls {:.3g} to {:.3g} m high, of {}; upright "
       "they "
       "stand to {:.3g} m dry and {:.3g} m saturated{} (fitted to published heights or assumed, unverified), "
       "and "
       "are saturated to {:.2g} at the start",
       "崩岗“{0}”：底部 {1} 个网格，崩壁长 {2} m、高 {3} 至 {4} m，土层 {5}；直立时干燥可达 {6} m，饱和可达 "
       "{7} "
       "m{8}（按已发表高度拟合或假定，未经核实）；起算饱和度 {9}。"},
      {"collapsing gully '{}': {:.4g} m of its walls are too high for their soil as moist as it is at the "
       "start "
       "and fall at once; look at cohesion_dry_kpa, saturation and the heights",
       "崩岗“{0}”：有 {1} m 崩壁在起算含水量下过高，立即崩塌；请检查 cohesion_dry_kpa、saturation 与高度。"},
      {"collapsing gully '{}': cells of {:g} m show walls only roughly; wall_height_m says how high they are",
       "崩岗“{0}”：{1} m 网格只能粗略表示崩壁，其高度由 wall_height_m 给出。"},
      {"sources: {} told apart by {}, {} classes in all; each costs as much as a grain class",
       "来源：按{1}区分 {0} 个来源，共 {2} 类，每类的计算量与一个粒级相当。"},
      {"terrain: band {} of the {} of {} is taken", "地形：取 {2} 的第 {0} 波段（共 {1} 个波段）。"},
      {"terrain: {} is taken as {} by the scenario", "地形：{0} 的坐标系按方案取为 {1}。"},
      {"soil: moisture_layer {} has no value in {}: the moisture of the soil's table holds there",
       "土壤：moisture_layer {0} 缺值：{1}；这些网格按土壤表的含水率。"},
      {"{}: {} has no value in {}: {} there", "{0}：{1} 缺值：{2}；这些网格按：{3}。"},
      {"{}: the times of {} {}: taken as local times like time.start, {}, {}",
       "{0}：{1} 的时间{2}，与 time.start（{3}）同按当地时间，{4}。"},
      {"barrier {}: {} faces, {:.4g} m of them, crest {:.2f} to {:.2f} m{}",
       "挡水物 {0}：{1} 个网格边，长 {2} m，顶高程 {3} 至 {4} m{5}。"},
      {"measure '{}': its point ({:.1f}, {:.1f}) lies at ({:.1f}, {:.1f}), below {:.4g} ha",
       "措施“{0}”：点位（{1}, {2}）落在（{3}, {4}），其上集水面积 {5} hm²。"},
      {"ditch {}: {:.4g} m, carries {:.3g} m3/s to its brim at {:.2f} m/s, {} drops; it leads to {} at {}",
       "沟渠 {0}：长 {1} m，满沟流量 {2} m³/s，流速 {3} m/s，跌水 {4} 处；通向{5}，出口 {6}。"},
      {"ditch '{}': while no ditch that it runs into stands, it ends on open ground at {}. Build that one "
       "first, "
       "or lead it elsewhere",
       "沟渠“{0}”：所接的沟渠不在时，它在 {1} 处终止于坡面；请先建成下游沟渠，或改接他处。"},
      {"village '{}': {:.4g} ha within the watershed, whose water leaves at ({:.1f}, {:.1f}) below {:.4g} ha",
       "村庄“{0}”：流域内面积 {1} hm²，其水流在 ({2}, {3}) 流出，该处集水面积 {4} hm²。"},
      {"ditch '{}': it ends on open ground at {}, where its water runs on and may cut a gully. Lead it into "
       "a "
       "stream, a pond or another ditch",
       "沟渠“{0}”：在 {1} 处终止于坡面，水流继续下泄，可能冲成沟道；请接入河道、蓄水池或其他沟渠。"},
      {"ditch '{}': full, its walls bear {:.0f} Pa, and its lining withstands {:.0f} Pa (Fischenich 2001). "
       "Make "
       "it flatter with drops, or line it",
       "沟渠“{0}”：满沟时沟壁切应力 {1} Pa，衬砌允许 {2} Pa（Fischenich 2001）；请设跌水放缓，或加衬砌。"},
      {"ditch '{}': the ground falls by {:.2f} m along it and its bed by {:.2f} m: its lower end would be "
       "cut "
       "{:.2f} m deeper than its section. Draw it down the slope, or make bed_slope smaller",
       "沟渠“{0}”：沿线地面下降 {1} m，沟底下降 {2} m，末端须多挖 {3} m；请顺坡布线，或减小 bed_slope。"},
      {"measure {}: the rain exceeds its design, {:g} mm in {:g} h, after {:.2f} h; half of its room is left "
       "from then on",
       "措施 {0}：第 {3} h 起降雨超过设计标准（{2} h 内 {1} mm），此后容积只剩一半。"},
      {"measure     {}: {} {}, {}, built {}, {}, cost {:.4g} to {:.4g}, middle {:.4g} CNY{}",
       "措施 {0}：{2}（{1}），{3}，{4} 建成，{5}，费用 {6} 至 {7} 元，中值 {8} 元{9}。"},
      {"cost {}   {:.4g} to {:.4g}, middle {:.4g} CNY (price year 2024; costs by the year are counted once)",
       "{0} 年费用 {1} 至 {2} 元，中值 {3} 元（2024 年价；按年计的费用只计一次）。"},
      {"banks: {} are too high for their soil even when dry and fall at once; look at cohesion_kpa, "
       "friction_deg and the depth of the streams",
       "河岸：{0} 处岸坡即使干燥也超过其土体的稳定高度，立即坍塌；请检查 cohesion_kpa、friction_deg "
       "与河深。"},
      {"streams: {} end at a closed edge of the watershed; what they bring stands on the land there",
       "河道：{0} 条终止于流域的封闭边界，来水停在该处地面。"},
      {"structure '{}': {} on {} at {:.0f} m, {}", "工程“{0}”：{1}，在 {2} 的 {3} m 处，{4}。"},
      {"collapsing gully '{}': {} of {} polygons hold the centre of no cell of the watershed and are left "
       "out",
       "崩岗“{0}”：{2} 个多边形中有 {1} 个不含流域网格的中心，已略去。"},
      {"totals: {} cells lie in no sub-watershed of the layer", "汇总：{0} 个网格不在图层的任何子流域内。"}};
  return sentences;
}

std::optional<std::string> run_line_in_chinese(const std::string& line) {
  static const std::vector<RunSentence> soil = {
      {"soil {} '{}', horizon {}: porosity {} is unusual for mineral soil (0.25 to 0.7)",
       "土壤 {0}“{1}”第 {2} 层：孔隙度 {3} 对矿质土不常见（0.25 至 0.7）。"},
      {"soil {} '{}', horizon {}: moisture equals porosity: it takes in no water but what drains below",
       "土壤 {0}“{1}”第 {2} 层：含水率等于孔隙度，只能吸收向下排走的水量。"}};
  static const std::vector<RunSentence> of_reports = {
      {"{} of {} outputs missing in steps/ (the first is {}.h5); the pictures show the other times",
       "steps/ 中缺少 {1} 次输出中的 {0} 次（首个为 {2}.h5），图中为其余时刻。"},
      {"{}: has no time, so it is no output of qingliu; left out",
       "{0}：没有时间，不是本程序的输出，未采用。"},
      {"{}: belongs to another run; left out", "{0}：属于另一次计算，未采用。"},
      {"{}: cannot be read as HDF5: it is truncated, or another kind of file; left out{}",
       "{0}：无法按 HDF5 读取（文件残缺或不是该类文件），未采用。"},
      {"{}: cannot be read in {}: the data are damaged; left out{}", "{0}：{1} 的数据已损坏，未采用。"},
      {"{}: {} has {} x {} cells, the results have {} x {}; left out{}",
       "{0}：{1} 有 {2} x {3} 个网格，本结果为 {4} x {5}，未采用。"},
      {"no output can be read yet: only the elevation is drawn", "尚无可读的输出，只绘出高程。"},
      {"no maps of differences with {}: its grid is another one", "无与“{0}”的差值图：网格不同。"},
      {"the maps of differences with {} show {} h {} min{}, the newest output of both runs",
       "与“{0}”的差值图取 {1} 小时 {2} 分{3}，即双方都有的最后一次输出。"},
      {"no maps of differences with {}: the runs share neither net_erosion nor bed_change at any output time",
       "无与“{0}”的差值图：双方没有同一时刻的 net_erosion 或 bed_change。"}};
  if (const auto told = places_in(line, "{}: warning: {}")) {
    const auto chinese = run_line_in_chinese((*told)[1]);
    if (chinese) return (*told)[0] + "：" + *chinese;
    return std::nullopt;
  }
  if (const auto told = places_in(line, "[[measure]] '{}': {}")) {
    const auto chinese = translated((*told)[1], measure_sentences());
    if (chinese) return "措施“" + (*told)[0] + "”：" + *chinese;
    return std::nullopt;
  }
  if (const auto chinese = translated(line, run_sentences())) return chinese;
  if (const auto chinese = translated(line, of_reports)) return chinese;
  return translated(line, soil);
}

}  // namespace qingliu::postprocess
