#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <catch2/catch.hpp>
#include <cmath>

#include "core/error.hpp"
#include "io/checkpoint.hpp"
#include "io/publish.hpp"
#include "io/result_writer.hpp"
#include "support/scratch_folder.hpp"

using namespace qingliu;
using namespace qingliu::io;
using testing::ScratchFolder;

namespace {

/// While it lives no file of this process grows beyond `bytes`: write() fails as on a full disk.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    handler_ = ::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{bytes, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FileSizeLimit() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    ::signal(SIGXFSZ, handler_);
  }

 private:
  rlimit before_{};
  void (*handler_)(int) = nullptr;
};

Checkpoint state(double value) {
  Checkpoint checkpoint;
  checkpoint.numbers["bed"] = std::vector<double>(5000, value);
  return checkpoint;
}

}  // namespace

TEST_CASE("a published text replaces the old one and leaves no piece", "[publish]") {
  const ScratchFolder folder;
  publish_text(folder / "summary.json", "old and longer");
  publish_text(folder / "summary.json", "new");
  CHECK(testing::text_of(folder / "summary.json") == "new");
  CHECK_FALSE(std::filesystem::exists(folder / "summary.json.part"));
}

TEST_CASE("a full disk at any byte leaves the old file and no piece", "[publish]") {
  const ScratchFolder folder;
  save_checkpoint(folder / "state.h5", state(1.0));
  const auto size = std::filesystem::file_size(folder / "state.h5");
  for (const rlim_t limit : {rlim_t{0}, rlim_t{1}, rlim_t{4096}, rlim_t{size / 2}, rlim_t{size - 1}}) {
    INFO(limit);
    std::string message;
    {
      const FileSizeLimit full(limit);
      try {
        save_checkpoint(folder / "state.h5", state(2.0));
      } catch (const FileError& error) {
        message = error.what();
      }
    }
    CHECK(message.find("state.h5") != std::string::npos);
    CHECK(message.find("cannot write") != std::string::npos);
    CHECK(load_checkpoint(folder / "state.h5").numbers.at("bed").front() == 1.0);
    CHECK_FALSE(std::filesystem::exists(folder / "state.h5.part"));
  }
  save_checkpoint(folder / "state.h5", state(2.0));
  CHECK(load_checkpoint(folder / "state.h5").numbers.at("bed").front() == 2.0);
}

TEST_CASE("a folder that is not there is a file error with its name", "[publish]") {
  const ScratchFolder folder;
  CHECK_THROWS_WITH(publish_text(folder / "absent" / "a.txt", "x"), Catch::Contains("absent/a.txt"));
  CHECK_THROWS_AS(sha256_of_file(folder / "absent.tif"), FileError);
  CHECK_THROWS_AS(sha256_of_file(folder.path()), FileError);
}

TEST_CASE("a table is written with quotes where a field needs them and blanks for NaN", "[publish]") {
  const ScratchFolder folder;
  Table table{"gauges",
              {"name", "discharge_m3_per_s", "stage_m"},
              {{"公平, dam \"A\""}, {"B"}},
              {{1.5, std::nan("")}, {0.1, -2.0}}};
  publish_csv(folder / "gauges.csv", table);
  CHECK(testing::text_of(folder / "gauges.csv") ==
        "name,discharge_m3_per_s,stage_m\n\"公平, dam \"\"A\"\"\",1.5,\nB,0.1,-2\n");
  publish_csv(folder / "empty.csv", Table{"budget", {"time_s"}, {}, {}});
  CHECK(testing::text_of(folder / "empty.csv") == "time_s\n");
}

TEST_CASE("the digest of a file is that of its bytes", "[publish]") {
  const ScratchFolder folder;
  testing::write_text(folder / "abc", "abc");  // NIST FIPS 180-4 example
  CHECK(sha256_of_file(folder / "abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("a folder in use is refused with the process that holds it", "[publish]") {
  const ScratchFolder folder;
  {
    const FolderLock lock(folder.path());
    CHECK_THROWS_AS(FolderLock(folder.path()), InputError);
    CHECK_THROWS_WITH(FolderLock(folder.path()), Catch::Contains("process " + std::to_string(::getpid())));
  }
  CHECK_NOTHROW(FolderLock(folder.path()));
}

TEST_CASE("a killed process leaves its folder free", "[publish]") {
  const ScratchFolder folder;
  int ready[2];
  REQUIRE(::pipe(ready) == 0);
  const pid_t child = ::fork();
  if (child == 0) {
    const FolderLock lock(folder.path());
    static_cast<void>(!::write(ready[1], "x", 1));
    for (;;) ::pause();
  }
  char byte = 0;
  REQUIRE(::read(ready[0], &byte, 1) == 1);
  CHECK_THROWS_WITH(FolderLock(folder.path()), Catch::Contains("process " + std::to_string(child)));
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  CHECK_NOTHROW(FolderLock(folder.path()));
  ::close(ready[0]);
  ::close(ready[1]);
}
