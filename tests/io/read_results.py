"""Reads a results folder as its users do; called by results_test.cpp, whose values it expects."""
import sys

import h5py
import numpy as np
import xarray

folder = sys.argv[1]
nx, ny, steps = 5, 3, 3
cells = 10.0 * np.arange(ny)[:, None] + np.arange(nx)[None, :]
cells[0, 0] = np.nan

with xarray.open_dataset(folder + "/results.vtkhdf", engine="netcdf4") as data:
    assert data.attrs["Conventions"] == "CF-1.8" and data.attrs["status"] == "complete"
    assert data.attrs["title"] == "SYNTHETIC TERRAIN: Gongping <10-year storm> & 公平"
    assert data.water_depth.dims == ("time", "y", "x"), data.water_depth.dims
    assert data.water_depth.attrs["units"] == "m" and data.water_depth.attrs["grid_mapping"] == "crs"
    assert data.time.values[1] == np.datetime64("2018-08-30T05:10:00"), data.time.values
    np.testing.assert_array_equal(data.x.values, 500005.0 + 10.0 * np.arange(nx))
    np.testing.assert_array_equal(data.y.values, 2560005.0 + 10.0 * np.arange(ny))
    for k in range(steps):
        np.testing.assert_array_equal(data.water_depth.values[k], 100.0 * k + cells)
    assert data.crs.attrs["grid_mapping_name"] == "transverse_mercator"
    assert data.crs.attrs["longitude_of_central_meridian"] == 114.0
    assert data.crs.attrs["crs_wkt"].startswith("PROJCRS["), data.crs.attrs["crs_wkt"]  # WKT2, as CF-1.8 asks
    assert data.crs.attrs["spatial_ref"].startswith("PROJCS["), data.crs.attrs["spatial_ref"]
    assert data.crs.attrs["false_easting"] == 500000.0

with xarray.open_dataset(folder + "/results.vtkhdf", engine="netcdf4", group="static") as static:
    np.testing.assert_array_equal(static.elevation.values, 300.0 + cells)
    assert static.elevation.dims == ("y", "x")
    np.testing.assert_array_equal(static.x.values, 500005.0 + 10.0 * np.arange(nx))
    np.testing.assert_array_equal(static.y.values, 2560005.0 + 10.0 * np.arange(ny))

for k in range(steps):
    with h5py.File(f"{folder}/steps/{k:06}.h5") as segment:
        velocity = segment["velocity"]
        assert velocity.is_virtual and velocity.dtype == np.float32
        np.testing.assert_array_equal(velocity[:, :, 0], 1000.0 + 100.0 * k + cells)
        np.testing.assert_array_equal(velocity[:, :, 1], -1000.0 - 100.0 * k + cells)
        assert (velocity[:, :, 2] == 0.0).all()

with h5py.File(folder + "/results.vtkhdf") as file:
    view = file["VTKHDF"]
    assert view.attrs["Type"] == b"UnstructuredGrid" and list(view.attrs["Version"]) == [2, 0]
    n = nx * ny
    assert view["NumberOfCells"][0] == n and view["NumberOfPoints"][0] == (nx + 1) * (ny + 1)
    assert view["Points"].shape == ((nx + 1) * (ny + 1), 3) and np.isfinite(view["Points"][:]).all()
    assert view["Connectivity"][:].max() == (nx + 1) * (ny + 1) - 1
    assert (np.diff(view["Offsets"][:]) == 4).all() and (view["Types"][:] == 9).all()
    assert view["Steps"].attrs["NSteps"] == steps
    np.testing.assert_array_equal(view["Steps/Values"][:], [0.0, 600.0, 1200.0])
    for k in range(steps):
        begin = view["Steps/CellDataOffsets/velocity"][k]
        velocity = view["CellData/velocity"][begin:begin + n]
        np.testing.assert_array_equal(velocity[:, 0], (1000.0 + 100.0 * k + cells).ravel())
        np.testing.assert_array_equal(velocity[:, 1], (-1000.0 - 100.0 * k + cells).ravel())
        assert (velocity[:, 2] == 0.0).all()
        begin = view["Steps/CellDataOffsets/water_depth"][k]
        depth = view["CellData/water_depth"][begin:begin + n]
        np.testing.assert_array_equal(depth, (100.0 * k + cells).ravel())
        begin = view["Steps/CellDataOffsets/elevation"][k]
        np.testing.assert_array_equal(view["CellData/elevation"][begin:begin + n], (300.0 + cells).ravel())
    assert [name.decode() for name in file["gauges/name"][:]] == ["坝址", "坝址"]
    np.testing.assert_array_equal(file["gauges/discharge_m3_per_s"][:], [1.5, 2.5])
    assert file["provenance/scenario"][()].decode() == 'schema = "qingliu-scenario/1"\n'
    assert file["provenance/inputs/bytes"][0] == 12345 and file["provenance/threads"][()] == b"2"
    assert file["water_depth"].dims[0][0].name == "/time"
