#include <algorithm>
#include <cctype>

#include "verification/case.hpp"

namespace qingliu::verification {

extern const Case lake_at_rest, ritter, stoker;

const std::vector<const Case*>& cases() {
  static const std::vector<const Case*> table{
      &lake_at_rest,
      &ritter,
      &stoker,
  };
  return table;
}

const Case* find_case(const std::string& id) {
  const auto same = [](char a, char b) { return std::toupper(static_cast<unsigned char>(a)) == b; };
  for (const Case* c : cases()) {
    const std::string name = c->id;
    if (std::equal(id.begin(), id.end(), name.begin(), name.end(), same)) return c;
  }
  return nullptr;
}

}  // namespace qingliu::verification
