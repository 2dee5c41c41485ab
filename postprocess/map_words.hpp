#pragma once
// The words of maps in their two languages; {} are filled by fmt.
#include <fmt/format.h>

#include "postprocess/language.hpp"

namespace qingliu::postprocess::map_words {

inline constexpr Phrase synthetic{"SYNTHETIC TERRAIN", "合成地形（非实测）"};
inline constexpr Phrase partly_synthetic{"SYNTHETIC IN PART", "部分为合成（非实测）"};
inline constexpr Phrase east{"x (east), km", "x（东），km"};
inline constexpr Phrase north{"y (north), km", "y（北），km"};
inline constexpr Phrase north_sign{"N", "北"};
inline constexpr Phrase no_colour{"no colour: less than {}", "无色：小于 {}"};
inline constexpr Phrase less{"less", "更小"};
inline constexpr Phrase relief{"relief lit from the north-west", "地形晕渲，光自西北"};
inline constexpr Phrase block{"seen from the south, 35° down", "自南向北俯视 35°"};
inline constexpr Phrase heights{", heights x {:g}", "，高程放大 {:g} 倍"};
inline constexpr Phrase cells{"cells of {:g} m", "网格 {:g} m"};
inline constexpr Phrase pixel_largest{"; a pixel of {:.3g} m shows the largest value of its cells",
                                      "；{:.3g} m 的像素取所含网格的最大值"};
inline constexpr Phrase pixel_mean{"; a pixel of {:.3g} m shows the mean of its cells",
                                   "；{:.3g} m 的像素取所含网格的平均值"};
inline constexpr Phrase run{"; run {}", "；计算 {}"};
inline constexpr Phrase erosion{"erosion", "侵蚀"};
inline constexpr Phrase deposition{"deposition", "沉积"};
inline constexpr Phrase range{"from {} to {}", "{} 至 {}"};
inline constexpr Phrase watershed_area{"watershed {}", "流域面积 {}"};
inline constexpr Phrase most_erosion{"most erosion {}", "侵蚀最重 {}"};
inline constexpr Phrase most_deposit{"most deposit {}", "沉积最多 {}"};
inline constexpr Phrase thickest_deposit{"thickest deposit {}", "淤积最厚 {}"};
inline constexpr Phrase deepest_erosion{"deepest erosion {}", "冲刷最深 {}"};
inline constexpr Phrase both_areas{"at least {}: deposit on {}, erosion on {}",
                                   "不小于 {}：沉积面积 {}，侵蚀面积 {}"};
inline constexpr Phrase per_year{"the standard's classes are for a year", "标准的分级按全年计"};
inline constexpr Phrase mean{"mean {}", "平均 {}"};
inline constexpr Phrase largest{"largest {}", "最大 {}"};
inline constexpr Phrase largest_below_zero{"most below zero: -{}", "负值最大：-{}"};
inline constexpr Phrase at_least{"at least {} on {}", "不小于 {} 的面积 {}"};
inline constexpr Phrase nowhere{"nowhere as much as {}", "各处均小于 {}"};
inline constexpr Phrase running{"Results up to {}: the run goes on, or was broken off",
                                "结果到 {} 为止：计算仍在进行或已中断"};
inline constexpr Phrase stopped{"Results up to {}: {}", "结果到 {} 为止：{}"};
inline constexpr Phrase status_running{"running, or broken off", "计算中或已中断"};
inline constexpr Phrase status_signal{"stopped by signal {}", "收到信号 {} 而停止"};
inline constexpr Phrase status_wall{"stopped at --max-wall", "到达 --max-wall 时限而停止"};
inline constexpr Phrase status_steps{"stopped at --max-steps", "到达 --max-steps 步数而停止"};
inline constexpr Phrase status_no_number{"stopped: a value was no number", "出现非数值而停止"};
inline constexpr Phrase status_balance{"stopped: the balance of {} does not close", "{} 的平衡不闭合而停止"};
inline constexpr Phrase status_unknown{"not said", "未注明"};
inline constexpr Phrase hours{"{} h {:02} min", "{} 小时 {:02} 分"};
inline constexpr Phrase seconds{" {:02} s", " {:02} 秒"};
inline constexpr Phrase calendar{"{} ({})", "{}（{}）"};
inline constexpr Phrase of_outputs{"{}: largest of {} outputs, {} to {}",
                                   "{}：{} 次输出中的最大值，{} 至 {}"};
inline constexpr Phrase at{"{} at {}", "{}，{}"};
inline constexpr Phrase overview{"Overview", "总图"};
inline constexpr Phrase stream_lines{"streams of the network", "河道（河网）"};
inline constexpr Phrase reservoirs{"reservoirs", "水库"};
inline constexpr Phrase structures{"dams and traps", "谷坊与拦沙坝"};
inline constexpr Phrase gullies{"Benggang walls, gully heads", "崩壁与沟头"};
inline constexpr Phrase gauges{"gauges", "监测断面"};
inline constexpr Phrase no_room{"{} names have no room here", "{} 个名称写不下"};
inline constexpr Phrase before{"{1} at {2}: before ({0})", "{1}，{2}：治理前（{0}）"};
inline constexpr Phrase after{"{1} at {2}: with the plan ({0})", "{1}，{2}：按方案（{0}）"};
inline constexpr Phrase more_than_before{"more than before", "比治理前多"};
inline constexpr Phrase less_than_before{"less than before", "比治理前少"};
inline constexpr Phrase largest_increase{"largest increase {}", "增加最多 {}"};
inline constexpr Phrase largest_decrease{"largest decrease {}", "减少最多 {}"};
inline constexpr Phrase difference{"{2} at {3}: plan less before ({0} less {1})",
                                   "{2}，{3}：按方案减治理前（“{0}”减“{1}”）"};

/// A phrase with its gaps filled.
template <class... Values>
std::string filled(Language language, const Phrase& phrase, const Values&... values) {
  return fmt::format(fmt::runtime(Speaker(language)(phrase)), values...);
}

}  // namespace qingliu::postprocess::map_words
