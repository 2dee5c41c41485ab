#pragma once
#include <cpl_error.h>
#include <gdal.h>

#include <mutex>
#include <string>

namespace qingliu::io {

/// While it lives GDAL is ready and its own messages stay off the screen; ours quote CPLGetLastErrorMsg().
class QuietGdal {
 public:
  QuietGdal() {
    static std::once_flag registered;
    std::call_once(registered, GDALAllRegister);
    CPLErrorReset();
    CPLPushErrorHandler(CPLQuietErrorHandler);
  }
  ~QuietGdal() { CPLPopErrorHandler(); }
  QuietGdal(const QuietGdal&) = delete;
  QuietGdal& operator=(const QuietGdal&) = delete;
};

/// What follows "cannot be read as a map": GDAL's reason, where it names one, and the remedy.
inline std::string unreadable_remedy(const std::string& reason) {
  return (reason.empty() ? ". " : " (" + reason + "). ") +
         "Give a format that gdalinfo or ogrinfo reads, such as GeoTIFF or GeoPackage, and the whole file";
}

}  // namespace qingliu::io
