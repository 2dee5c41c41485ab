#include "io/checkpoint.hpp"

#include <atomic>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstring>
#include <limits>
#include <random>
#include <thread>

#include "core/error.hpp"
#include "io/publish.hpp"
#include "support/scratch_folder.hpp"

using namespace qingliu;
using namespace qingliu::io;
using testing::ScratchFolder;

namespace {

Checkpoint small_checkpoint() {
  Checkpoint checkpoint;
  checkpoint.numbers["water_depth"] = {0.0, -0.0, 1.0 / 3.0, 5e-324, std::numeric_limits<double>::infinity()};
  checkpoint.numbers["process/gully/head"] = {7.0};
  checkpoint.numbers["empty"] = {};
  checkpoint.integers["step"] = {std::numeric_limits<std::int64_t>::min(), 12345678901234567};
  checkpoint.texts["scenario"] = std::string("zero \0 inside, 公平水库", 27);
  checkpoint.texts["nothing"] = "";
  return checkpoint;
}

std::string refusal(const std::filesystem::path& file) {
  try {
    load_checkpoint(file);
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("a checkpoint comes back bit for bit", "[checkpoint]") {
  const ScratchFolder folder;
  Checkpoint saved = small_checkpoint();
  saved.numbers["nan"] = {std::nan("7")};
  save_checkpoint(folder / "state.h5", saved);
  const Checkpoint loaded = load_checkpoint(folder / "state.h5");
  CHECK(loaded.integers == saved.integers);
  CHECK(loaded.texts == saved.texts);
  REQUIRE(loaded.numbers.size() == saved.numbers.size());
  for (const auto& [name, values] : saved.numbers) {
    INFO(name);
    const std::vector<double>& read = loaded.numbers.at(name);
    REQUIRE(read.size() == values.size());
    if (!values.empty()) CHECK(std::memcmp(read.data(), values.data(), values.size() * sizeof(double)) == 0);
  }
}

TEST_CASE("a checkpoint with any one bit flipped is refused", "[checkpoint]") {
  const ScratchFolder folder;
  save_checkpoint(folder / "state.h5", small_checkpoint());
  const std::string whole = testing::text_of(folder / "state.h5");
  std::mt19937 random(20180830);
  for (int trial = 0; trial < 1000; ++trial) {
    std::string damaged = whole;
    const std::size_t place = random() % damaged.size();
    damaged[place] = static_cast<char>(damaged[place] ^ (1 << random() % 8));
    testing::write_text(folder / "damaged.h5", damaged);
    INFO("byte " << place << " of " << whole.size());
    REQUIRE(refusal(folder / "damaged.h5").find("damaged.h5") != std::string::npos);
  }
}

TEST_CASE("a checkpoint cut short at any byte is refused", "[checkpoint]") {
  const ScratchFolder folder;
  Checkpoint tiny;
  tiny.integers["step"] = {7};
  save_checkpoint(folder / "state.h5", tiny);
  const std::size_t size = testing::text_of(folder / "state.h5").size();
  for (std::size_t length = size; length-- > 0;) {
    std::filesystem::resize_file(folder / "state.h5", length);
    REQUIRE(refusal(folder / "state.h5").find("state.h5") != std::string::npos);
  }
}

TEST_CASE("files that are no checkpoints are refused by name", "[checkpoint]") {
  const ScratchFolder folder;
  CHECK(refusal(folder / "absent.h5").find("absent.h5") != std::string::npos);
  CHECK(refusal(folder.path()).find("is no file") != std::string::npos);
  testing::write_text(folder / "foreign.h5", "\x89HDF\r\n\x1a\n" + std::string(4000, 'x'));
  CHECK(refusal(folder / "foreign.h5").find("is not a whole checkpoint") != std::string::npos);
}

TEST_CASE("while states are saved, the newest slot is there and whole at every moment", "[checkpoint]") {
  const ScratchFolder folder;
  Checkpoint state = small_checkpoint();
  save_in_slots(folder.path(), state);
  std::atomic<bool> done = false;
  std::atomic<int> read = 0;
  std::string trouble;
  std::thread reader([&] {
    while (!done) {
      std::error_code error;
      if (!std::filesystem::exists(folder / newest_slot, error)) trouble = "missing";
      try {
        if (!bytes_of_file(folder / newest_slot).empty()) ++read;
      } catch (const FileError& error) {
        trouble = error.what();
      }
    }
  });
  for (std::int64_t n = 0; n < 200; ++n) {
    state.integers["step"] = {n};
    save_in_slots(folder.path(), state);
  }
  done = true;
  reader.join();
  CHECK(trouble == "");
  CHECK(read > 0);
  CHECK(load_checkpoint(folder / newest_slot).integers.at("step") == std::vector<std::int64_t>{199});
  CHECK(load_checkpoint(folder / previous_slot).integers.at("step") == std::vector<std::int64_t>{198});
}

TEST_CASE("the previous slot stands in for a newest one that is damaged or missing", "[checkpoint]") {
  const ScratchFolder folder;
  Checkpoint state = small_checkpoint();
  for (std::int64_t n = 0; n < 2; ++n) {
    state.integers["step"] = {n};
    save_in_slots(folder.path(), state);
  }
  std::filesystem::path file = folder / newest_slot;
  CHECK(load_slot(file).integers.at("step") == std::vector<std::int64_t>{1});
  CHECK(file == folder / newest_slot);
  std::filesystem::resize_file(file, 100);
  CHECK(load_slot(file).integers.at("step") == std::vector<std::int64_t>{0});
  CHECK(file == folder / previous_slot);
  file = folder / newest_slot;
  std::filesystem::remove(file);
  CHECK(load_slot(file).integers.at("step") == std::vector<std::int64_t>{0});
  std::filesystem::resize_file(folder / previous_slot, 100);
  file = folder / newest_slot;
  CHECK_THROWS_AS(load_slot(file), InputError);
}
