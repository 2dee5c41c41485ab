// The bootstrap script against made-up tools: a cmake that writes down its calls and makes a program that
// repeats its arguments, a dpkg-query that has everything. Nothing is installed and nothing is compiled.
#include <fmt/core.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <cstdio>

#include "build/source_tree.hpp"

namespace {

namespace tree = qingliu::source_tree;
namespace fs = std::filesystem;

struct Outcome {
  int status = -1;
  std::string output;  ///< stdout and stderr together
};

Outcome shell(const std::string& command) {
  Outcome outcome;
  FILE* pipe = popen(fmt::format("{{ {}; }} 2>&1", command).c_str(), "r");
  REQUIRE(pipe != nullptr);
  for (int letter = std::fgetc(pipe); letter != EOF; letter = std::fgetc(pipe)) {
    outcome.output += static_cast<char>(letter);
  }
  const int status = pclose(pipe);
  outcome.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128;
  return outcome;
}

void write_tool(const fs::path& file, const std::string& body) {
  std::ofstream(file) << "#!/bin/bash\n" << body;
  fs::permissions(file, fs::perms::owner_all);
}

/// Has everything of packages.txt but the package named in $CALLS.lacking.
constexpr const char* dpkg_query = R"sh(echo asked >> "$CALLS.dpkg"
lacking=$(cat "$CALLS.lacking" 2>/dev/null)
sed -n '/^[^#]/s/^/installed /p' "$PROJECT/packages.txt" | grep -vxF "installed $lacking"
)sh";

/// Fails to build when $CALLS.fail exists; the program it makes repeats the folder it runs in and its
/// arguments.
constexpr const char* cmake = R"sh(echo "$1" >> "$CALLS"
[[ -e $CALLS.fail && $1 == --build ]] && { echo 'a.cpp: error'; exit 1; }
[[ $1 == --build ]] || exit 0
mkdir -p "$PROJECT/build/release/engine/cli"
printf '%s\n' '#!/bin/bash' 'printf "<%s>" "$PWD" "$@"' 'exit 7' > "$PROJECT/build/release/engine/cli/qingliu"
chmod +x "$PROJECT/build/release/engine/cli/qingliu"
)sh";

/// A folder with a space in its name that holds the script, a little source, and the made-up tools.
class Workplace {
 public:
  Workplace() {
    fs::remove_all(folder);
    for (const fs::path& made : {project / "engine/core", folder / "tools", elsewhere})
      fs::create_directories(made);
    for (const char* file : {"qingliu", "packages.txt"}) fs::copy_file(tree::root() / file, project / file);
    for (const char* file : {"CMakeLists.txt", "engine/core/a.cpp"}) std::ofstream(project / file) << "\n";
    write_tool(folder / "tools/dpkg-query", dpkg_query);
    write_tool(folder / "tools/cmake", cmake);
    write_tool(folder / "tools/apt-get", "echo 'no right to install'; exit 100\n");
    write_tool(folder / "tools/sudo", "exit 1\n");
  }
  ~Workplace() { fs::remove_all(folder); }

  Outcome call(const std::string& arguments) const {
    return shell(
        fmt::format("cd '{}' && unset QINGLIU_PICTURES QINGLIU_JOBS && export PATH='{}':\"$PATH\" CALLS='{}' "
                    "PROJECT='{}' && '{}' {}",
                    elsewhere.string(), (folder / "tools").string(), calls.string(), project.string(),
                    (project / "qingliu").string(), arguments));
  }
  /// What the made-up program prints when it starts in the right folder with these arguments, each in <>.
  std::string echo(const std::string& arguments) const {
    return fmt::format("<{}>{}", elsewhere.string(), arguments);
  }
  std::string called() const { return fs::exists(calls) ? tree::text_of(calls) : std::string(); }
  void lack(const char* package) const { std::ofstream(calls.string() + ".lacking") << package; }

  const fs::path folder = fs::temp_directory_path() / fmt::format("qingliu bootstrap {}", getpid());
  const fs::path project = folder / "a project";
  const fs::path elsewhere = folder / "elsewhere";
  const fs::path calls = folder / "calls";
};

}  // namespace

TEST_CASE("the first call configures, builds and starts the program where the user stands",
          "[build][bootstrap]") {
  const Workplace workplace;
  const Outcome first = workplace.call("run 'my scenario.toml' --quiet");
  CHECK(first.status == 7);
  CHECK(first.output.find(workplace.echo("<run><my scenario.toml><--quiet>")) != std::string::npos);
  CHECK(workplace.called() == "--preset\n--build\n");
}

TEST_CASE("a call without changes starts the program in under a second and calls no tool",
          "[build][bootstrap]") {
  const Workplace workplace;
  workplace.call("--version");
  fs::remove(workplace.calls);
  const auto begin = std::chrono::steady_clock::now();
  const Outcome again = workplace.call("--version");
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
  CHECK(again.output == workplace.echo("<--version>"));
  CHECK(seconds.count() < 1.0);
  CHECK(workplace.called().empty());
  CHECK(workplace.call("").output == workplace.echo("<--help>"));
}

TEST_CASE("a changed source, a new one and one taken away are built, and packages not asked again",
          "[build][bootstrap]") {
  const Workplace workplace;
  workplace.call("--version");
  fs::remove(workplace.calls);
  SECTION("changed") { std::ofstream(workplace.project / "engine/core/a.cpp") << "int a;\n"; }
  SECTION("new") { std::ofstream(workplace.project / "engine/core/b.cpp") << "int b;\n"; }
  SECTION("taken away") { fs::remove(workplace.project / "engine/core/a.cpp"); }
  workplace.call("--version");
  CHECK(workplace.called() == "--preset\n--build\n");
  CHECK(tree::text_of(workplace.calls.string() + ".dpkg") == "asked\nasked\n");
}

TEST_CASE("a failed build ends with status 1, the compiler's words and the place of the log",
          "[build][bootstrap]") {
  const Workplace workplace;
  std::ofstream(workplace.calls.string() + ".fail") << "\n";
  const Outcome failed = workplace.call("--version");
  CHECK(failed.status == 1);
  CHECK(failed.output.find("a.cpp: error") != std::string::npos);
  CHECK(failed.output.find((workplace.project / "build/log/build-release.log").string()) !=
        std::string::npos);
  fs::remove(workplace.calls.string() + ".fail");
  CHECK(workplace.call("--version").status == 7);
}

TEST_CASE("a call waits while another one builds in the same folder", "[build][bootstrap]") {
  const Workplace workplace;
  fs::create_directories(workplace.project / "build");
  const auto begin = std::chrono::steady_clock::now();
  shell(fmt::format("flock '{}' sleep 1 >/dev/null 2>&1 & sleep 0.2",
                    (workplace.project / "build/.lock").string()));
  const Outcome second = workplace.call("--version");
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
  CHECK(second.output.find("waiting for another build") != std::string::npos);
  CHECK(second.status == 7);
  CHECK(seconds.count() > 0.9);
}

TEST_CASE("without a right to install, the exact command is printed and nothing is built",
          "[build][bootstrap]") {
  const Workplace workplace;
  workplace.lack("catch2");
  const Outcome refused = workplace.call("--version");
  CHECK(refused.status == 1);
  CHECK(refused.output.find("apt-get install --no-install-recommends catch2") != std::string::npos);
  CHECK(workplace.called().empty());
}

TEST_CASE("pictures that cannot be installed do not stop the build", "[build][bootstrap]") {
  const Workplace workplace;
  workplace.lack("libvtk9-dev");
  const Outcome built = workplace.call("--version");
  CHECK(built.status == 7);
  CHECK(built.output.find("built without pictures") != std::string::npos);
}
