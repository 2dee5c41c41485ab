#include "io/paraview_script.hpp"

#include <catch2/catch.hpp>
#include <cstdlib>

#include "support/scratch_folder.hpp"

using namespace qingliu;

TEST_CASE("the script for ParaView names the run, and synthetic terrain", "[results]") {
  const std::string script = io::paraview_script("Plan \"A\" \\ B\nsecond line", true);
  CHECK(script.find("TITLE = \"Plan \\\"A\\\" \\\\ B second line\"\n") != std::string::npos);
  CHECK(script.find("SYNTHETIC = True\n") != std::string::npos);
  CHECK(io::paraview_script("Plan", false).find("SYNTHETIC = False\n") != std::string::npos);
}

TEST_CASE("the script for ParaView is Python, whatever the title", "[results]") {
  if (std::system("python3 -c '' >/dev/null 2>&1") != 0) {
    WARN("python3 is not installed: skipped");
    return;
  }
  const testing::ScratchFolder folder;
  const std::string title = "\u516c\u5e73 'quoted' \"twice\" \\n \\";
  testing::write_text(folder / "open.py", io::paraview_script(title, true));
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
