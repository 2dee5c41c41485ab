#pragma once
// The words of a report in its two languages.
#include <string>

#include "postprocess/language.hpp"

namespace qingliu::postprocess {

namespace phrases {
inline constexpr Phrase synthetic{
    "Synthetic terrain: not one metre of it is surveyed. These results stand for no real valley.",
    "合成地形：没有一米出自实测，本结果不代表任何真实流域。"};
inline constexpr Phrase key_figures{"Key figures", "主要指标"};
inline constexpr Phrase maps{"Maps", "图"};
inline constexpr Phrase series{"Discharge and sediment", "流量与泥沙过程"};
inline constexpr Phrase balances{"Balances", "水沙平衡"};
inline constexpr Phrase scenario{"Scenario", "方案"};
inline constexpr Phrase assumptions{"Assumptions and warnings", "假定与提示"};
inline constexpr Phrase not_translated{"", "以下为计算程序的英文原文，尚无中文译文："};
inline constexpr Phrase comparison{"Plans beside each other", "方案对比"};
inline constexpr Phrase cost{"Cost of the measures that stand, middle", "现有措施费用（中值）"};
inline constexpr Phrase cost_of_a_tonne{"Cost of a tonne kept back", "每拦减一吨泥沙的费用"};
inline constexpr Phrase total_load_axis{"sediment load, all classes [kg/s]", "输沙率（各粒级合计）[kg/s]"};
inline constexpr Phrase per_area{"Over the watershed", "折合单位面积"};
inline constexpr Phrase watershed{"Watershed", "流域面积"};
inline constexpr Phrase indicator{"Indicator", "指标"};
inline constexpr Phrase value{"Value", "数值"};
inline constexpr Phrase rain{"Rain", "降雨"};
inline constexpr Phrase intercepted{"Held by canopy and litter", "冠层与枯落物截留"};
inline constexpr Phrase infiltrated{"Infiltrated", "入渗"};
inline constexpr Phrase outflow{"Left through the outlet", "出口流出"};
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
inline constexpr Phrase erosion_classes{"Erosion by the classes of SL 190", "按 SL 190 侵蚀强度分级"};
inline constexpr Phrase erosion_note{
    "Net erosion of this run beside the classes of SL 190-2007 for the red-soil hills of the south. The "
    "standard's figures "
    "are for a mean year; those of a single storm only show where the soil comes from.",
    "本次计算的净侵蚀量，按 SL 190-2007 "
    "南方红壤丘陵区分级。标准的数值为多年平均值，单场暴雨的结果只说明泥沙来自何处。"};
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
inline constexpr Phrase not_complete{"This run has not come to its end", "本次计算尚未完成"};
inline constexpr Phrase outlet{"outlet", "出口"};
inline constexpr Phrase none{"none", "无"};
inline constexpr Phrase base{"this run", "本次"};
inline constexpr Phrase no_tables{"No tables yet: the run has not written its gauges and budget.",
                                  "尚无表格：计算还没有写出断面过程与平衡表。"};
}  // namespace phrases

}  // namespace qingliu::postprocess
