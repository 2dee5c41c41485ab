#pragma once
#include <cpl_error.h>
#include <gdal.h>

#include <mutex>

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

}  // namespace qingliu::io
