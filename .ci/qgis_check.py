"""Opens what safe_zones wrote with QGIS itself: each file alone, all together, and the project.

    qgis_check.py [--save PNG | --same-as PNG] FOLDER...

Checks against the properties in the GeoJSON files: layers, fields, styles, legends, areas on the
ellipsoid, the order of drawing, and that the picture shows each zone in its colour, by counting
pixels. --save writes the print layout of the first folder's project, --same-as compares it with a
picture kept. Exit code 1 when anything is wrong. Needs no display.
"""

import argparse
import json
import os
import shutil
import sys
import tempfile
from pathlib import Path

import qgis_picture as picture
from qgis.core import (
    QgsApplication,
    QgsDistanceArea,
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsProject,
    QgsProviderRegistry,
    QgsUnitTypes,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtXml import QDomDocument

GEOMETRIES = {"border": QgsWkbTypes.LineGeometry, "places": QgsWkbTypes.PointGeometry}
# Relative, between QGIS's own area or length on the ellipsoid and that in the properties.
MEASURE_TOLERANCE = 1e-4

faults = []


def check(truth, what):
    if not truth:
        faults.append(what)
        print(f"  FAILED: {what}")


def features_of(path):
    return json.loads(path.read_text(encoding="utf-8"))["features"]


def type_of(values):
    """What QGIS has to make of a column."""
    values = [value for value in values if value is not None]
    if values and all(isinstance(value, int) for value in values):
        return {"Integer", "Integer64"}
    if values and all(isinstance(value, float) for value in values):
        return {"Real"}
    dates = [value for value in values if len(value) == 10 and value[4] == value[7] == "-"]
    return {"Date"} if values and len(dates) == len(values) else {"String"}


def layer_alone(path):
    """As QGIS opens a dropped file: with the style beside it."""
    sublayers = QgsProviderRegistry.instance().querySublayers(str(path))
    check(len(sublayers) == 1, f"{path}: {len(sublayers)} sublayers, so a dialog opens")
    layer = QgsVectorLayer(str(path), path.stem, "ogr")
    check(layer.isValid(), f"{path}: not a valid layer")
    return layer


def check_data(layer, path):
    features = features_of(path)
    kind = GEOMETRIES.get(path.stem, QgsWkbTypes.PolygonGeometry)
    check(layer.geometryType() == kind, f"{path}: geometry {layer.geometryType()}")
    check(layer.featureCount() == len(features), f"{path}: {layer.featureCount()} features")
    keys = list(features[0]["properties"])
    names = [field.name() for field in layer.fields()]
    check(names == keys, f"{path}: fields {names}, properties {keys}")
    for key in keys:
        found = layer.fields().field(key).typeName()
        wanted = type_of([feature["properties"][key] for feature in features])
        check(found in wanted, f"{path}: {key} is {found}, not {wanted}")
    measure = QgsDistanceArea()
    measure.setEllipsoid("EPSG:7030")
    apart = []
    for feature, written in zip(layer.getFeatures(), features):
        properties, geometry = written["properties"], picture.as_drawn(feature.geometry())
        if "area_km2" in properties:
            found, wanted = measure.measureArea(geometry) / 1e6, properties["area_km2"]
        elif "length_km" in properties:
            found, wanted = measure.measureLength(geometry) / 1e3, properties["length_km"]
        else:
            continue
        apart.append(abs(found / wanted - 1.0))
    worst = max(apart, default=0.0)
    check(worst < MEASURE_TOLERANCE, f"{path}: QGIS measures otherwise, by {worst:.0e}")
    print(f"  {path.name}: {len(features)} features, {len(apart)} measured, at most {worst:.0e} off")


def check_table(layer, path):
    """Headings in words, and no column that is for drawing only."""
    hidden = {column.name for column in layer.attributeTableConfig().columns() if column.hidden}
    styles = {"fill", "stroke", "fill-opacity"} & set(layer.fields().names())
    check(hidden == styles, f"{path}: hidden columns {hidden}")
    for index, field in enumerate(layer.fields()):
        if field.name() not in styles:
            alias = layer.attributeAlias(index)
            check(alias and alias != field.name(), f"{path}: {field.name()} has no heading")


def check_style(layer, path):
    renderer, features = layer.renderer(), features_of(path)
    if path.stem == "border":
        check(renderer.type() == "singleSymbol", f"{path}: {renderer.type()}")
        colour = renderer.symbol().symbolLayer(1).color().name()
        check(colour == features[0]["properties"]["stroke"], f"{path}: drawn in {colour}")
        return
    check(renderer.type() == "categorizedSymbol", f"{path}: {renderer.type()}")
    check(layer.labelsEnabled() == (path.stem == "places"), f"{path}: labels")
    categories = {category.value(): category for category in renderer.categories()}
    check(len(categories) == len(renderer.categories()), f"{path}: a category comes twice")
    expression = QgsExpression(renderer.classAttribute())
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    used, passes = set(), []
    for feature, written in zip(layer.getFeatures(), features):
        context.setFeature(feature)
        value, properties = expression.evaluate(context), written["properties"]
        if value not in categories:
            check(False, f"{path}: nothing draws {value!r}")
            continue
        used.add(value)
        if path.stem == "places":
            continue
        category = categories[value]
        # With its area after it, but a piece, which is called by its area already.
        called = category.label().startswith(properties["label"])
        called &= category.label().endswith("m²")
        check(called, f"{path}: called {category.label()!r}")
        symbol = category.symbol()
        drawn = symbol.symbolLayer(0).color().name()
        if properties.get("piece", "both") != "both":
            hatch = symbol.symbolLayer(1)
            check(hatch.layerType() == "LinePatternFill", f"{path}: {value} is not hatched")
            drawn = hatch.subSymbol().color().name()
        check(drawn == properties["fill"], f"{path}: {value} is drawn in {drawn}")
        outline = symbol.symbolLayer(symbol.symbolLayerCount() - 1).strokeColor().name()
        check(outline == properties["stroke"], f"{path}: {value} has an outline in {outline}")
        check(layer.opacity() == properties["fill-opacity"], f"{path}: opacity {layer.opacity()}")
        passes.append((properties.get("outer_km", 0.0), symbol.symbolLayer(0).renderingPass()))
    check(used == set(categories), f"{path}: categories without features")
    for outer, order in passes:
        above = [other for depth, other in passes if depth < outer]
        check(all(other > order for other in above), f"{path}: {outer} km lies over less deep ones")
    check(renderer.usingSymbolLevels(), f"{path}: drawn in the order of the file")


def symbology(layer):
    """All of a layer's style as QGIS would save it."""
    document = QDomDocument()
    layer.exportNamedStyle(document)
    return document.toString()


def check_project(folder, alone):
    project = QgsProject.instance()
    check(project.read(str(folder / "safe_zones.qgs")), f"{folder}: {project.error()}")
    crs = project.crs()
    check(crs.isValid() and crs.authid() in ("EPSG:4326", ""), f"{folder}: in {crs.authid()}")
    check(project.title() != "", f"{folder}: no title")
    check(project.ellipsoid() == "EPSG:7030", f"{folder}: measures on {project.ellipsoid()!r}")
    square_km = QgsUnitTypes.AreaSquareKilometers
    check(project.areaUnits() == square_km, f"{folder}: areas in {project.areaUnits()}")
    nodes = project.layerTreeRoot().findLayers()
    stems = [Path(node.layer().source()).stem for node in nodes]
    order = [stem for stem in ("places", "border", "comparison", "zones") if stem in alone]
    check(stems == order, f"{folder}: layers {stems}")
    for node, stem in zip(nodes, stems):
        layer, path = node.layer(), folder / f"{stem}.geojson"
        check(layer.isValid(), f"{folder}: {stem} is not valid")
        check(Path(layer.source()).resolve() == path.resolve(), f"{folder}: {layer.source()}")
        check(symbology(layer) == symbology(alone[stem]), f"{folder}: {stem} has another style")
        name = json.loads(path.read_text(encoding="utf-8"))["name"]
        check(layer.name() == name == node.name(), f"{folder}: {stem} is called {layer.name()!r}")
        check(node.isVisible() == (stem != "comparison"), f"{folder}: {stem} on or off")
    print(f"  safe_zones.qgs: {project.title()!r}, {', '.join(node.name() for node in nodes)}")
    return {stem: node.layer() for node, stem in zip(nodes, stems)}


def check_pictures(folder, layers):
    canvas = picture.canvas(folder / "safe_zones.qgs")
    zones = layers["zones"]
    area = zones.extent() if canvas.crs.isGeographic() else None
    check(area is None or canvas.extent.contains(area), f"{folder}: the map cuts the zones")
    for line, wrong in picture.count_bands(canvas, zones):
        print(f"  {line}")
        check(not wrong, f"{folder}: {line}")
    for where, seen in (("map", canvas), ("layout", picture.on_layout(QgsProject.instance()))):
        asked, wrong = picture.astray(seen, zones)
        print(f"  {where}: {asked} positions, {wrong:.2%} drawn on the wrong side of a limit")
        check(asked > 100 and wrong < 0.002, f"{folder}: the {where} shows zones where none are")
    shown = [layers[stem] for stem in ("places", "border", "zones") if stem in layers]
    whole = picture.render(canvas, shown)
    for layer in shown:
        rest = [other for other in shown if other is not layer]
        changed = picture.differing(whole, picture.render(canvas, rest))
        check(changed > 1e-4, f"{folder}: {layer.name()} is not seen")
    return whole


def check_order(folder, alone):
    """The features in the opposite order in the file make the same picture."""
    canvas = picture.canvas(folder / "safe_zones.qgs")
    with tempfile.TemporaryDirectory() as temporary:
        for stem in {"zones", "comparison"} & set(alone):
            turned = Path(temporary) / f"{stem}.geojson"
            collection = json.loads((folder / turned.name).read_text(encoding="utf-8"))
            collection["features"].reverse()
            turned.write_text(json.dumps(collection), encoding="utf-8")
            shutil.copy(folder / f"{stem}.qml", temporary)
            layer = QgsVectorLayer(str(turned), stem, "ogr")
            ways = [picture.render(canvas, [it]) for it in (alone[stem], layer)]
            check(picture.differing(*ways) == 0, f"{folder}: {stem} depends on the file's order")
            check(picture.inked(ways[0]) > 0.01, f"{folder}: {stem} draws nothing")
            del layer


def check_folder(folder):
    print(folder.name)
    paths = sorted(folder.glob("*.geojson"))
    check({path.stem for path in paths} >= {"border", "zones"}, f"{folder}: no files to open")
    alone = {path.stem: layer_alone(path) for path in paths}
    for path in paths:
        check_data(alone[path.stem], path)
        check_table(alone[path.stem], path)
        check_style(alone[path.stem], path)
    together = picture.render(picture.canvas(folder / "safe_zones.qgs"), list(alone.values()))
    check(picture.inked(together) > 0.01, f"{folder}: the files together draw nothing")
    check_order(folder, alone)
    check_pictures(folder, check_project(folder, alone))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--save", type=Path)
    parser.add_argument("--same-as", type=Path)
    parser.add_argument("folders", type=Path, nargs="+")
    arguments = parser.parse_args()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = QgsApplication([], False)
    application.initQgis()
    messages = []
    log = QgsApplication.messageLog()
    log.messageReceived.connect(lambda text, tag, level: messages.append((tag, text, level)))
    for index, folder in enumerate(arguments.folders):
        check_folder(folder)
        if index == 0 and (arguments.save or arguments.same_as):
            drawn = picture.layout(QgsProject.instance())
            if arguments.save:
                drawn.save(str(arguments.save))
            if arguments.same_as:
                apart = picture.apart(drawn, arguments.same_as)
                check(apart < 0.01, f"{arguments.same_as} is stale: {apart:.1%} of it differs")
        QgsProject.instance().clear()
    for tag, text, level in messages:
        check(level == 0, f"QGIS says, {tag}: {text}")
    del log
    application.exitQgis()
    print(f"{len(faults)} faults")
    return 1 if faults else 0


sys.exit(main())
