#include "io/coordinate_change.hpp"

#include <fmt/format.h>
#include <ogr_srs_api.h>

#include <cmath>
#include <limits>

#include "core/error.hpp"
#include "io/quiet_gdal.hpp"
#include "io/reference_system.hpp"

namespace qingliu::io {

struct CoordinateChange::Transformation {
  OGRSpatialReferenceH from = nullptr, to = nullptr;
  OGRCoordinateTransformationH way = nullptr;
  ~Transformation() {
    if (way != nullptr) OCTDestroyCoordinateTransformation(way);
    OSRDestroySpatialReference(from);
    OSRDestroySpatialReference(to);
  }
};

namespace {

OGRSpatialReferenceH system_from(const std::string& wkt) {
  OGRSpatialReferenceH system = OSRNewSpatialReference(wkt.c_str());
  if (system != nullptr) OSRSetAxisMappingStrategy(system, OAMS_TRADITIONAL_GIS_ORDER);
  return system;
}

}  // namespace

CoordinateChange::CoordinateChange(const std::string& from_wkt, const std::string& to_wkt) {
  if (from_wkt.empty() || to_wkt.empty() || from_wkt == to_wkt) return;
  const QuietGdal quiet;
  transformation_ = std::make_unique<Transformation>();
  transformation_->from = system_from(from_wkt);
  transformation_->to = system_from(to_wkt);
  if (transformation_->from != nullptr && transformation_->to != nullptr) {
    transformation_->way = OCTNewCoordinateTransformation(transformation_->from, transformation_->to);
  }
  if (transformation_->way == nullptr) {
    throw InputError(fmt::format("there is no way from the coordinates {} to {}", crs_in_words(from_wkt),
                                 crs_in_words(to_wkt)));
  }
}

CoordinateChange::~CoordinateChange() = default;

bool CoordinateChange::apply(double& x, double& y) const {
  if (!transformation_) return true;
  const QuietGdal quiet;
  return OCTTransform(transformation_->way, 1, &x, &y, nullptr) != 0 && std::isfinite(x) && std::isfinite(y);
}

double CoordinateChange::shift(double x, double y) const {
  double there_x = x, there_y = y;
  if (!apply(there_x, there_y)) return std::numeric_limits<double>::infinity();
  return std::hypot(there_x - x, there_y - y);
}

}  // namespace qingliu::io
