#include "io/paraview_script.hpp"

namespace qingliu::io {
namespace {

/// Text as a Python literal.
std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c == '\n' ? ' ' : c;
  }
  return out + "\"";
}

constexpr const char* head = R"PY(# Opens these results in ParaView 5.11 or later:
#   paraview --script=open-in-paraview.py          or Tools > Python Shell > Run Script
#   pvbatch open-in-paraview.py --picture out.png --state out.pvsm --time 14.5
import builtins
import csv
import os
import sys
from paraview.simple import *

)PY";

constexpr const char* body = R"PY(
here = os.path.dirname(os.path.abspath(__file__)) if "__file__" in globals() else os.getcwd()
TIMES_HIGHER = 3.0  # heights are drawn this much higher than they are


def option(name):
    return sys.argv[sys.argv.index(name) + 1] if name in sys.argv else None


def rows(name):
    path = os.path.join(here, name)
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8") as file:
        return list(csv.DictReader(file))


def show(source, colour=None, array=None, table=None, visible=True):
    display = Show(source, view)
    display.Scale = [1.0, 1.0, TIMES_HIGHER]
    if array:
        ColorBy(display, array)
        if table:
            lut = GetColorTransferFunction(array[1])
            lut.RGBPoints = table["points"]
            lut.UseLogScale = 1 if table.get("log") else 0
            lut.ColorSpace = "Lab"
        display.SetScalarBarVisibility(view, visible)
        bar = GetScalarBar(GetColorTransferFunction(array[1]), view)
        bar.Title = table["title"] if table else array[1]
        bar.ComponentTitle = ""
        bar.RangeLabelFormat = "%.4g"
        bar.TitleFontSize = bar.LabelFontSize = 14
        bar.ScalarBarLength = 0.25
        bar.TitleColor = bar.LabelColor = [0.1, 0.1, 0.1]
    else:
        display.ColorArrayName = ["POINTS", ""]
        display.DiffuseColor = display.AmbientColor = colour
        display.Ambient, display.Diffuse = 0.6, 0.5  # signs keep their colour on their dark side, too
    if not visible:
        Hide(source, view)
    return display


def font_with_chinese():
    """ParaView's own fonts leave Chinese characters out without a word."""
    names = ("NotoSansCJK-Regular.ttc", "NotoSansCJKsc-Regular.otf", "NotoSansSC-Regular.otf", "wqy-microhei.ttc",
             "wqy-zenhei.ttc", "DroidSansFallbackFull.ttf", "msyh.ttc", "simhei.ttf", "PingFang.ttc")
    found = {}
    for root in ("/usr/share/fonts", "/usr/local/share/fonts", os.path.expanduser("~/.fonts"),
                 os.path.expanduser("~/.local/share/fonts"), "C:\\Windows\\Fonts", "/System/Library/Fonts"):
        for folder, _, files in os.walk(root):
            for name in names:
                if name in files:
                    found.setdefault(name, os.path.join(folder, name))
    for name in names:
        if name in found:
            return found[name]
    return None


def lifted(source, name, height):
    """A little above the land, so that the two do not flicker through each other."""
    moved = Transform(registrationName=name, Input=source)
    moved.Transform.Translate = [0.0, 0.0, height]
    return moved


version = GetParaViewVersion()
if (version.major, version.minor) >= (5, 12):
    results = OpenDataFile(os.path.join(here, "results.vtkhdf"))
else:
    results = Xdmf3ReaderS(FileName=[os.path.join(here, "results.xmf")])
RenameSource("results", results)
view = GetActiveViewOrCreate("RenderView")
view.ViewSize = [1280, 960]
view.UseColorPaletteForBackground = 0
view.Background = [1.0, 1.0, 1.0]
view.OrientationAxesLabelColor = [0.1, 0.1, 0.1]
scene = GetAnimationScene()
scene.UpdateAnimationUsingDataTimeSteps()
times = list(results.TimestepValues) if hasattr(results.TimestepValues, "__len__") else [results.TimestepValues]
wanted = option("--time")
scene.AnimationTime = builtins.min(times, key=lambda t: abs(t - 3600.0 * float(wanted))) if wanted else times[-1]
results.UpdatePipeline(scene.AnimationTime)
fields = results.CellData.keys()

# Any field has no value outside the watershed, which a threshold leaves out.
inside = "water_depth" if "water_depth" in fields else [name for name in fields if name != "velocity"][0]
land = Threshold(registrationName="land", Input=results, Scalars=["CELLS", inside])
land.LowerThreshold, land.UpperThreshold, land.ThresholdMethod = -1e30, 1e30, "Between"
heights = Calculator(registrationName="height", Input=land, Function="coordsZ", ResultArrayName="height")
heights.UpdatePipeline(scene.AnimationTime)
low, high = heights.PointData["height"].GetRange()
middle = 0.5 * (low + high)
show(heights, array=("POINTS", "height"), table={"title": "height [m]", "points": [
    low, 0.29, 0.47, 0.30, middle, 0.77, 0.74, 0.50, builtins.max(high, low + 1e-3), 0.98, 0.96, 0.93]})

lift = 0.002 * (high - low) + 0.5
if "water_depth" in fields:
    water = Threshold(registrationName="water deeper than 1 cm", Input=results, Scalars=["CELLS", "water_depth"])
    water.LowerThreshold, water.UpperThreshold, water.ThresholdMethod = 0.01, 1e30, "Between"
    show(lifted(water, "water", lift), array=("CELLS", "water_depth"), table={"title": "water depth [m]", "log": True, "points": [
        0.01, 0.75, 0.89, 0.97, 0.3, 0.22, 0.55, 0.83, 10.0, 0.06, 0.13, 0.42]})

if "bed_change" in fields:
    size = Calculator(registrationName="bed change, size", Input=results, AttributeType="Cell Data",
                      Function="abs(bed_change)", ResultArrayName="size")
    bed = Threshold(registrationName="bed change over 0.5 mm", Input=size, Scalars=["CELLS", "size"])
    bed.LowerThreshold, bed.UpperThreshold, bed.ThresholdMethod = 0.0005, 1e30, "Between"
    show(lifted(bed, "erosion and deposition", 0.7 * lift), array=("CELLS", "bed_change"), visible=False,
         table={"title": "bed change [m]", "points": [
             -0.1, 0.40, 0.10, 0.06, -0.01, 0.78, 0.36, 0.22, -0.0005, 0.96, 0.75, 0.63, 0.0, 0.97, 0.95, 0.92,
             0.0005, 0.66, 0.86, 0.86, 0.01, 0.16, 0.55, 0.60, 0.1, 0.05, 0.22, 0.36]})

streams = rows("streams.csv")
if streams:
    at = [(float(s["x_m"]), float(s["y_m"]), float(s["bank_m"])) for s in streams]
    pairs = [(n, int(float(s["downstream"]))) for n, s in enumerate(streams) if float(s["downstream"]) >= 0]
    lines = ProgrammableSource(registrationName="streams")
    lines.OutputDataSetType = "vtkPolyData"
    lines.Script = (
        "import vtk\nat = %r\npairs = %r\n"
        "points, cells = vtk.vtkPoints(), vtk.vtkCellArray()\n"
        "for p in at: points.InsertNextPoint(p)\n"
        "for a, b in pairs:\n"
        "    cells.InsertNextCell(2)\n    cells.InsertCellPoint(a)\n    cells.InsertCellPoint(b)\n"
        "self.GetPolyDataOutput().SetPoints(points)\nself.GetPolyDataOutput().SetLines(cells)\n" % (at, pairs))
    spread = builtins.max(builtins.max(p[0] for p in at) - builtins.min(p[0] for p in at), builtins.max(p[1] for p in at) - builtins.min(p[1] for p in at), 1.0)
    tubes = Tube(registrationName="streams as tubes", Input=lines, Radius=0.0015 * spread)
    show(tubes, colour=[0.0, 0.35, 0.65])

reach_of_land = heights.GetDataInformation().GetBounds()
reach_of_land = builtins.max(reach_of_land[1] - reach_of_land[0], reach_of_land[3] - reach_of_land[2])
for number, measure in enumerate(rows("measure_costs.csv") if "measures" in fields else [], start=1):
    cells = Threshold(registrationName="measure %s, cells" % measure["id"], Input=results, Scalars=["CELLS", "measures"])
    cells.LowerThreshold, cells.UpperThreshold, cells.ThresholdMethod = number - 0.5, number + 0.5, "Between"
    cells.UpdatePipeline(scene.AnimationTime)
    if cells.GetDataInformation().GetNumberOfCells() == 0:
        Delete(cells)
        continue
    edges = FeatureEdges(Input=ExtractSurface(Input=cells), BoundaryEdges=1, FeatureEdges=0, NonManifoldEdges=0, Coloring=0)
    outline = Tube(registrationName="measure %s" % measure["id"], Input=lifted(edges, "measure %s, outline" % measure["id"], lift),
                   Radius=0.0008 * reach_of_land)
    show(outline, colour=[0.80, 0.40, 0.00])

for gauge in rows("gauge_places.csv"):
    x = 0.5 * (float(gauge["x_from_m"]) + float(gauge["x_to_m"]))
    y = 0.5 * (float(gauge["y_from_m"]) + float(gauge["y_to_m"]))
    size = 0.006 * reach_of_land
    needle = Line(registrationName="gauge " + gauge["gauge"], Point1=[x, y, low], Point2=[x, y, high + 0.1 * (high - low)])
    show(Tube(registrationName="gauge " + gauge["gauge"] + ", needle", Input=needle, Radius=0.5 * size), colour=[0.70, 0.09, 0.09])

clock = AnnotateTimeFilter(registrationName="clock", Input=results, Format="{time:.2f} h", Scale=1.0 / 3600.0)
clock_display = Show(clock, view)
clock_display.Color, clock_display.FontSize = [0.1, 0.1, 0.1], 14
font = None
if builtins.any(ord(letter) >= 0x2E80 for letter in TITLE + SYNTHETIC):
    font = font_with_chinese()
    if not font:
        print("No font with Chinese characters was found: they are left out of the picture.", file=sys.stderr)
for name, text, place, colour in (("title", TITLE, "Upper Center", [0.1, 0.1, 0.1]),
                                  ("mark", SYNTHETIC, "Lower Center", [0.70, 0.09, 0.09])):
    if not text:
        continue
    words = Show(Text(registrationName=name, Text=text), view)
    words.WindowLocation, words.FontSize, words.Color = place, 14, colour
    if font:
        words.FontFamily, words.FontFile = "File", font

camera = GetActiveCamera()
bounds = heights.GetDataInformation().GetBounds()
centre = [0.5 * (bounds[0] + bounds[1]), 0.5 * (bounds[2] + bounds[3]), 0.5 * TIMES_HIGHER * (bounds[4] + bounds[5])]
reach = builtins.max(bounds[1] - bounds[0], bounds[3] - bounds[2])
camera.SetFocalPoint(*centre)
camera.SetPosition(centre[0], centre[1] - 1.5 * reach, centre[2] + 1.0 * reach)
camera.SetViewUp(0.0, 0.0, 1.0)
view.ResetCamera()
Render(view)
# As near as the land's box allows, with room for the scales beside it and the words above and below.
renderer = view.GetRenderer()
for _ in range(4):
    farthest = 1e-6
    for corner in ((x, y, z) for x in bounds[0:2] for y in bounds[2:4] for z in bounds[4:6]):
        renderer.SetWorldPoint(corner[0], corner[1], TIMES_HIGHER * corner[2], 1.0)
        renderer.WorldToView()
        place = renderer.GetViewPoint()
        farthest = builtins.max(farthest, abs(place[0]) / 0.76, abs(place[1]) / 0.88)
    camera.Dolly(1.0 / farthest)
    renderer.ResetCameraClippingRange()
view.CameraPosition = list(camera.GetPosition())  # or a state file would keep the place before
SetActiveSource(results)
Render(view)
if option("--picture"):
    SaveScreenshot(option("--picture"), view, FontScaling="Do not scale fonts")
if option("--state"):
    SaveState(option("--state"))
)PY";

}  // namespace

std::string paraview_script(const std::string& title, const std::string& mark) {
  return std::string(head) + "TITLE = " + quoted(title) + "\nSYNTHETIC = " + quoted(mark) + "\n" + body;
}

}  // namespace qingliu::io
