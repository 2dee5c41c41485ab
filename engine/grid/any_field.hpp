#pragma once
#include <cstdint>
#include <variant>
#include <vector>

#include "grid/field.hpp"

namespace qingliu {

/// A field of numbers of one kind or another, for messages that carry several.
class AnyField {
 public:
  template <class T>
  AnyField(Field<T>* field) : field_(field) {}
  /// f(the field itself).
  template <class F>
  void with(F f) const {
    std::visit([&](auto* field) { f(*field); }, field_);
  }

 private:
  std::variant<Field<double>*, Field<float>*, Field<std::int32_t>*> field_;
};

using Fields = std::vector<AnyField>;

}  // namespace qingliu
