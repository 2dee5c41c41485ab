#pragma once
// The words of a report in its two languages.
#include <string>

#include "postprocess/report.hpp"

namespace qingliu::postprocess {

/// "english" or "chinese", as the report's language asks.
struct Phrase {
  const char* english;
  const char* chinese;
};

class Speaker {
 public:
  explicit Speaker(Language language) : language_(language) {}
  std::string operator()(const Phrase& phrase) const {
    return language_ == Language::chinese ? phrase.chinese : phrase.english;
  }
  const char* tag() const { return language_ == Language::chinese ? "zh-CN" : "en"; }

 private:
  Language language_;
};

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
inline constexpr Phrase comparison{"Plans beside each other", "方案对比"};
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
inline constexpr Phrase delivery{"Share of the eroded soil that left", "输移比"};
inline constexpr Phrase grain_class{"Grain class", "粒级"};
inline constexpr Phrase all_classes{"all", "合计"};
inline constexpr Phrase error{"Relative error", "相对误差"};
inline constexpr Phrase time_axis{"time [h]", "时间 [h]"};
inline constexpr Phrase rain_axis{"rain [mm/h]", "雨强 [mm/h]"};
inline constexpr Phrase discharge_axis{"discharge [m³/s]", "流量 [m³/s]"};
inline constexpr Phrase load_axis{"sediment load [kg/s]", "输沙率 [kg/s]"};
inline constexpr Phrase depth_axis{"depth [m]", "水深 [m]"};
inline constexpr Phrase not_complete{"This run has not come to its end", "本次计算尚未完成"};
inline constexpr Phrase none{"none", "无"};
inline constexpr Phrase base{"this run", "本次"};
inline constexpr Phrase no_tables{"No tables yet: the run has not written its gauges and budget.",
                                  "尚无表格：计算还没有写出断面过程与平衡表。"};
}  // namespace phrases

}  // namespace qingliu::postprocess
