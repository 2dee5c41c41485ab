#include "io/paraview_script.hpp"

#include <catch2/catch.hpp>
#include <cstdlib>

#include "support/scratch_folder.hpp"

using namespace qingliu;

TEST_CASE("the script for ParaView names the run, and synthetic terrain", "[results]") {
  const std::string script = io::paraview_script("Plan \"A\" \\ B\nsecond line", "SYNTHETIC TERRAIN");
  CHECK(script.find("TITLE = \"Plan \\\"A\\\" \\\\ B second line\"\n") != std::string::npos);
  CHECK(script.find("SYNTHETIC = \"SYNTHETIC TERRAIN\"\n") != std::string::npos);
  CHECK(io::paraview_script("Plan", "").find("SYNTHETIC = \"\"\n") != std::string::npos);
}

TEST_CASE("the script for ParaView is Python, whatever the title", "[results]") {
  if (std::system("python3 -c '' >/dev/null 2>&1") != 0) {
    WARN("python3 is not installed: skipped");
    return;
  }
  const testing::ScratchFolder folder;
  const std::string title = "\u516c\u5e73 'quoted' \"twice\" \\n \\";
  testing::write_text(folder / "open.py", io::paraview_script(title, "SYNTHETIC TERRAIN"));
  testing::write_text(folder / "title.txt", title);
  testing::write_text(folder / "read.py",
                      "import ast, sys\n"
                      "tree = ast.parse(open('open.py', encoding='utf-8').read())\n"
                      "found = [n.value.value for n in tree.body if isinstance(n, ast.Assign) and "
                      "getattr(n.targets[0], 'id', '') == 'TITLE']\n"
                      "sys.exit(found != [open('title.txt', encoding='utf-8').read()])\n");
  const std::string call = "cd '" + folder.path().string() + "' && python3 read.py";
  CHECK(std::system(call.c_str()) == 0);
}

TEST_CASE("the script for ParaView shows runs that have not written the water's depth", "[results]") {
  if (std::system("python3 -c '' >/dev/null 2>&1") != 0) {
    WARN("python3 is not installed: skipped");
    return;
  }
  const testing::ScratchFolder folder;
  std::filesystem::create_directories(folder / "paraview");
  testing::write_text(folder / "open-in-paraview.py", io::paraview_script("Flat land", ""));
  testing::write_text(folder / "paraview/__init__.py", "");
  // A ParaView that draws nothing and keeps the fields that are asked for.
  testing::write_text(folder / "paraview/simple.py", R"PY(
import re
from unittest.mock import MagicMock
asked, FIELDS = [], []
def filter_of_fields(**words):
    asked.extend([words["Scalars"][1]] if "Scalars" in words else re.findall("bed_change", words.get("Function", "")))
    made = MagicMock()
    made.PointData.__getitem__.return_value.GetRange.return_value = (0.0, 10.0)
    made.GetDataInformation.return_value.GetBounds.return_value = (0.0, 1.0, 0.0, 1.0, 0.0, 10.0)
    return made
def reader(*_, **__):
    made = MagicMock()
    made.CellData.keys.return_value = FIELDS
    made.TimestepValues = [0.0, 600.0]
    return made
def GetActiveViewOrCreate(_):
    made = MagicMock()
    made.GetRenderer.return_value.GetViewPoint.return_value = (0.5, 0.5, 0.0)
    return made
def GetActiveCamera():
    made = MagicMock()
    made.GetPosition.return_value = (0.0, 0.0, 1.0)
    return made
def GetParaViewVersion():
    return MagicMock(major=5, minor=11)
Threshold = Calculator = filter_of_fields
Xdmf3ReaderS = OpenDataFile = reader
with open("open-in-paraview.py", encoding="utf-8") as file:
    for name in set(re.findall(r"\b([A-Z]\w+)\(", file.read())) - set(globals()):
        globals()[name] = MagicMock()
__all__ = [name for name in globals() if name[0].isupper()]
)PY");
  testing::write_text(folder / "check.py", R"PY(
import runpy, sys
import paraview.simple as simple
for fields in (["velocity", "velocity_x", "velocity_y", "bed_change"], ["water_depth", "bed_change"]):
    simple.FIELDS[:], simple.asked[:] = fields, []
    runpy.run_path("open-in-paraview.py")
    lacking = [name for name in simple.asked if name not in fields and name != "size"]
    if lacking or not simple.asked:
        sys.exit("asked for %s of %s" % (lacking, fields))
)PY");
  const std::string call = "cd '" + folder.path().string() + "' && python3 check.py";
  CHECK(std::system(call.c_str()) == 0);
}
