#pragma once
// The words of a report in its two languages.
#include <string>

#include "postprocess/language.hpp"

namespace qingliu::postprocess {

namespace phrases {
inline constexpr Phrase synthetic{
    "Synthetic terrain: not one metre of it is surveyed. These results stand for no real valley.",
    "合成地形：没有一米出自实测，本结果不代表任何真实流域。"};
inline constexpr Phrase partly_synthetic{
    "Invented, surveyed by nobody: {}. These results show how the engine runs, not what happened.",
    "以下内容为虚设，未经实测：{}。本结果只说明程序如何计算，不代表实际发生的情况。"};
inline constexpr Phrase screening{
    "Screening result: the state of the flow was in single precision. Compute what is to be decided on again "
    "in double.",
    "初筛结果：水流状态按单精度计算。用于决策的方案请用双精度程序重新计算。"};
inline constexpr Phrase key_figures{"Key figures", "主要指标"};
inline constexpr Phrase maps{"Maps", "图"};
inline constexpr Phrase series{"Discharge and sediment", "流量与泥沙过程"};
inline constexpr Phrase balances{"Balances", "水沙平衡"};
inline constexpr Phrase scenario{"Scenario", "方案"};
inline constexpr Phrase assumptions{"Assumptions and warnings", "假定与提示"};
inline constexpr Phrase not_translated{"", "以下为计算程序的英文原文，尚无中文译文："};
inline constexpr Phrase comparison{"Plans beside each other", "方案对比"};
inline constexpr Phrase cost{"Cost of the measures that stand, middle and range",
                             "现有措施费用（中值与范围）"};
inline constexpr Phrase cost_of_a_tonne{"Cost of a tonne kept back in this run",
                                        "本次计算每拦减一吨泥沙的费用"};
inline constexpr Phrase yuan{"CNY", "元"};
inline constexpr Phrase cost_note{
    "The cost of a tonne is the cost of the measures over the sediment that no longer leaves in this run of "
    "{}. "
    "One storm is not a year, and an average year is not the life of a measure: it ranks plans on this rain "
    "and is no budget. The range is that of the costs alone.",
    "每吨费用 = 措施费用 ÷ 本次计算（历时 {}）少流出的泥沙量。一场暴雨不等于一年，平均年也不等于措施的使用"
    "年限：此值只用于在同一场雨下比较方案，不能作为预算。范围仅反映费用本身的高低。"};
inline constexpr Phrase total_load_axis{"sediment load, all classes [kg/s]", "输沙率（各粒级合计）[kg/s]"};
inline constexpr Phrase per_area{"Over the watershed", "折合单位面积"};
inline constexpr Phrase watershed{"Watershed", "流域面积"};
inline constexpr Phrase indicator{"Indicator", "指标"};
inline constexpr Phrase rain{"Rain", "降雨"};
inline constexpr Phrase intercepted{"Held by canopy and litter", "冠层与枯落物截留"};
inline constexpr Phrase infiltrated{"Infiltrated", "入渗"};
inline constexpr Phrase outflow{"Left through the outlet", "出口流出"};
inline constexpr Phrase reservoir_loss{"Lost from reservoirs", "水库蒸发渗漏"};
inline constexpr Phrase stored{"On the land and in streams", "留在坡面与河道"};
inline constexpr Phrase runoff_share{"Outflow over rain", "出流与降雨之比"};
inline constexpr Phrase peak{"Largest discharge at the outlet", "出口最大流量"};
inline constexpr Phrase peak_time{"Time of it", "出现时间"};
inline constexpr Phrase eroded{"Eroded", "侵蚀量"};
inline constexpr Phrase deposited{"Deposited", "沉积量"};
inline constexpr Phrase suspended{"Still in the water", "仍在水中"};
inline constexpr Phrase exported{"Left with the water", "随水流出"};
inline constexpr Phrase removed{"Dredged", "清淤量"};
inline constexpr Phrase delivery{"Share of the eroded soil that left", "输移比"};
inline constexpr Phrase grain_class{"Grain class", "粒级"};
inline constexpr Phrase all_classes{"all", "合计"};
inline constexpr Phrase error{"Relative error", "相对误差"};
inline constexpr Phrase inflow{"Inflow", "入流"};
inline constexpr Phrase evaporated{"Evaporated", "蒸发"};
inline constexpr Phrase sources{"Where the sediment comes from", "泥沙来源与去向"};
inline constexpr Phrase sources_note{
    "Every grain keeps the name of its source on its way (sources.csv). Tonnes, and the source's share of "
    "each target.",
    "计算中每一粒级都带着来源标记（sources.csv）。单位为吨，括号内为该来源占该去向的比例。"};
inline constexpr Phrase source{"Source", "来源"};
inline constexpr Phrase reservoirs{"Reservoirs", "水库"};
inline constexpr Phrase level_axis{"level [m]", "水位 [m]"};
inline constexpr Phrase crest{"crest", "坝顶"};
inline constexpr Phrase alarm{"alarm", "警戒水位"};
inline constexpr Phrase in_and_out{"inflow and outflow [m³/s]", "入库与出库流量 [m³/s]"};
inline constexpr Phrase inflow_short{"in", "入库"};
inline constexpr Phrase outflow_short{"out", "出库"};
inline constexpr Phrase highest_level{"Highest level [m]", "最高水位 [m]"};
inline constexpr Phrase least_freeboard{"Least freeboard [m]", "最小超高 [m]"};
inline constexpr Phrase reservoir_inflow{"Inflow [m³]", "入库水量 [m³]"};
inline constexpr Phrase reservoir_deposit{"Deposit [m³]", "淤积 [m³]"};
inline constexpr Phrase reservoir{"Reservoir", "水库"};
inline constexpr Phrase places{"Sediment by the kind of place", "泥沙来自何处、现在何处"};
inline constexpr Phrase came_from{"Came from", "来自"};
inline constexpr Phrase is_now{"Is now", "现在"};
inline constexpr Phrase slopes{"Slopes", "坡面"};
inline constexpr Phrase slopes_and_beds{"Slopes and beds of streams", "坡面与河床"};
inline constexpr Phrase collapsing_gullies{"Collapsing gullies (Benggang)", "崩岗"};
inline constexpr Phrase gullies{"Gullies", "沟道"};
inline constexpr Phrase banks{"Banks of streams", "河岸"};
inline constexpr Phrase beds{"Beds of streams", "河床"};
inline constexpr Phrase flowed_in{"Flowed in over boundaries", "边界流入"};
inline constexpr Phrase silt_at_start{"Silt on the beds at the start", "起算时河床淤泥"};
inline constexpr Phrase lies_on_land{"Lies on slopes and in gullies", "落在坡面与沟道"};
inline constexpr Phrase lies_on_land_and_beds{"Lies on slopes and beds of streams", "落在坡面与河床"};
inline constexpr Phrase lies_in_works{"Held by measures on slopes", "坡面措施拦蓄"};
inline constexpr Phrase lies_on_beds{"Lies on beds of streams", "落在河床"};
inline constexpr Phrase behind_dams{"Lies behind dams", "淤在坝后"};
inline constexpr Phrase in_reservoirs{"Lies in reservoirs", "淤在水库"};
inline constexpr Phrase name{"Name", "名称"};
inline constexpr Phrase reach{"Reach", "河段"};
inline constexpr Phrase wall_length{"Walls [m]", "崩壁长 [m]"};
inline constexpr Phrase wall_height{"Highest [m]", "最高 [m]"};
inline constexpr Phrase saturation{"Saturation [%]", "饱和度 [%]"};
inline constexpr Phrase first_fall{"First fall [h]", "首次崩塌 [h]"};
inline constexpr Phrase gave{"Gave [t]", "产沙 [t]"};
inline constexpr Phrase by_flow{"of it by the flow [t]", "其中水流掏蚀 [t]"};
inline constexpr Phrase gully_length{"Length [m]", "长度 [m]"};
inline constexpr Phrase head_went{"Head went back [m]", "沟头后退 [m]"};
inline constexpr Phrase deepest{"Deepest [m]", "最深 [m]"};
inline constexpr Phrase widest{"Widest [m]", "最宽 [m]"};
inline constexpr Phrase more_reaches{"{} more reaches gave less each (banks.csv).",
                                     "另有 {} 条河段产沙更少（见 banks.csv）。"};
inline constexpr Phrase dams{"Dams and traps", "谷坊与拦沙坝"};
inline constexpr Phrase dam{"Dam", "坝"};
inline constexpr Phrase room{"Room [m³]", "库容 [m³]"};
inline constexpr Phrase filled{"Filled [%]", "淤满 [%]"};
inline constexpr Phrase held_back{"Holds [t]", "拦沙 [t]"};
inline constexpr Phrase full_at{"Full at [h]", "淤满时间 [h]"};
inline constexpr Phrase over_top{"Over its top [m]", "漫顶 [m]"};
inline constexpr Phrase failed_at{"Failed at [h]", "溃决时间 [h]"};
inline constexpr Phrase filled_axis{"filled [%]", "淤满 [%]"};
inline constexpr Phrase fullest{"The {} fullest of {} dams.", "共 {1} 座坝，图示最满的 {0} 座。"};
inline constexpr Phrase land_cells{"Land cells, all classes", "坡面网格合计"};
inline constexpr Phrase beds_net{"Beds of streams, less what lies there", "河床（减去落淤）"};
inline constexpr Phrase dredged_away{"Dredged away", "清淤"};
inline constexpr Phrase unaccounted{"Rounding of the map", "图的舍入"};
inline constexpr Phrase net_total{"Left with the water, or still in it", "随水流出及仍在水中"};
inline constexpr Phrase balance_apart{
    "The classes show {}, the tables end at {}: the rest of the balance (streams, "
    "dams, reservoirs) is left out.",
    "分级图为 {} 时刻，表格到 {} 为止：平衡的其余各项（河道、坝、水库）未列。"};
inline constexpr Phrase erosion_classes{"Erosion by the classes of SL 190", "按 SL 190 侵蚀强度分级"};
inline constexpr Phrase erosion_note{
    "Net erosion of this run at {} beside the classes of SL 190-2007 for the red-soil hills of the south. "
    "The "
    "standard's figures are for a mean year; those of a single storm only show where the soil comes from. "
    "The "
    "table counts every cell of the land; the map colours only cells that lost or gained at least {:g} "
    "t/km². "
    "Streams, dams and reservoirs lie in no cell: they stand below the classes.",
    "本次计算在 {} 的净侵蚀量，按 SL 190-2007 "
    "南方红壤丘陵区分级。标准的数值为多年平均值，单场暴雨的结果只说明"
    "泥沙来自何处。表中计入全部坡面网格；图上只给侵蚀或淤积不小于 {:g} t/km² 的网格着色。河道、坝与水库不占网"
    "格，列在各级之下。"};
inline constexpr Phrase erosion_class{"Class", "强度"};
inline constexpr Phrase erosion_range{"Net erosion [t/km²]", "净侵蚀 [t/km²]"};
inline constexpr Phrase area{"Area [km²]", "面积 [km²]"};
inline constexpr Phrase area_hectares{"Area [ha]", "面积 [hm²]"};
inline constexpr Phrase share_of_area{"Share of the area [%]", "面积占比 [%]"};
inline constexpr Phrase soil_lost{"Soil lost [t]", "流失量 [t]"};
inline constexpr Phrase gains{"gains soil", "淤积"};
inline constexpr Phrase slight{"slight", "微度"};
inline constexpr Phrase light{"light", "轻度"};
inline constexpr Phrase moderate{"moderate", "中度"};
inline constexpr Phrase intense{"intense", "强烈"};
inline constexpr Phrase very_intense{"very intense", "极强烈"};
inline constexpr Phrase severe{"severe", "剧烈"};
inline constexpr Phrase all{"all", "合计"};
inline constexpr Phrase differences{"What the plan changes on the ground", "方案引起的变化"};
inline constexpr Phrase time_axis{"time [h]", "时间 [h]"};
inline constexpr Phrase rain_axis{"rain [mm/h]", "雨强 [mm/h]"};
inline constexpr Phrase discharge_axis{"discharge [m³/s]", "流量 [m³/s]"};
inline constexpr Phrase load_axis{"sediment load [kg/s]", "输沙率 [kg/s]"};
inline constexpr Phrase depth_axis{"depth [m]", "水深 [m]"};
inline constexpr Phrase not_complete{"This run has not come to its end ({}). What is shown ends at {}.",
                                     "本次计算尚未完成（{}），所示结果到 {} 为止。"};
inline constexpr Phrase plan_not_complete{"{} has not come to its end ({}). What is shown of it ends at {}.",
                                          "“{}”尚未完成（{}），所示结果到 {} 为止。"};
inline constexpr Phrase of_run{"{}: {}", "{}：{}"};
inline constexpr Phrase other_end{
    "The tables of {} end at {}, those of {} at {}: their sums are of unequal "
    "lengths and do not compare.",
    "“{}”的表格到 {} 为止，“{}”到 {} 为止：历时不同，累计量不可比较。"};
inline constexpr Phrase other_rain{
    "The rain on {} is {} m³, that on {} {} m³: the runs do not stand for the "
    "same storm.",
    "“{}”的降雨为 {} m³，“{}”为 {} m³：不是同一场暴雨。"};
inline constexpr Phrase other_grains{"The grain classes of {} are not those of {}.",
                                     "“{}”的粒级与“{}”不同。"};
inline constexpr Phrase other_output{
    "The newest output of {} is of {}, that of {} of {}: maps of the end show "
    "unequal times.",
    "“{}”最后一次输出在 {}，“{}”在 {}：末时的图不是同一时刻。"};
inline constexpr Phrase table_missing{"{} is missing: it was deleted or not copied.",
                                      "缺少 {}：已被删除或没有复制过来。"};
inline constexpr Phrase table_damaged{"{} is damaged or of another kind (it has no column {}); left out.",
                                      "{} 已损坏或不是本程序的表格（没有 {} 列），未采用。"};
inline constexpr Phrase table_cut{
    "{} is damaged: {} of its lines are cut short or have too many fields; left "
    "out.",
    "{} 有损坏：{} 行残缺或字段过多，未采用。"};
inline constexpr Phrase table_empty{"{} has no rows.", "{} 没有数据行。"};
inline constexpr Phrase no_log{"The run has not written its log yet: what it warned of is not here.",
                               "计算还没有写出日志，其提示暂缺。"};
inline constexpr Phrase more_faults{"{} more of the kind stand under “{}”.", "另有 {} 条，见“{}”。"};
inline constexpr Phrase beyond{"{}: beyond what {} says", "{}：“{}”之外的假定与提示"};
inline constexpr Phrase outlet{"Outlet", "出口"};
inline constexpr Phrase none{"none", "无"};
inline constexpr Phrase bad_tables{"No figures: budget.csv is missing, damaged or empty.",
                                   "无指标：budget.csv 缺失、损坏或没有数据。"};
inline constexpr Phrase no_tables{"No tables yet: the run has not written its gauges and budget.",
                                  "尚无表格：计算还没有写出断面过程与平衡表。"};
}  // namespace phrases

}  // namespace qingliu::postprocess
