#pragma once
// The design's list of cases, V01 to V45: which page or test stands for each.
#include <vector>

namespace qingliu::verification {

struct Listed {
  const char* id;     ///< of the list
  const char* what;   ///< plain text
  const char* page;   ///< id of the book's page; "": none
  const char* words;  ///< tests, further pages, or why there is no page
};

/// In the order of the list, each id once.
const std::vector<Listed>& design_list();

}  // namespace qingliu::verification
