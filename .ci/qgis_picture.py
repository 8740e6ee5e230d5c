"""Pictures that QGIS makes of a project's map, and what their pixels say.

Bands are counted without borders, places, labels, outlines and smoothed edges, which would cover a
part of them: what is left is each fill in its colour, mixed with white by the layer's opacity.
"""

from math import radians
from types import SimpleNamespace

import numpy
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsDistanceArea,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsGeometry,
    QgsLayoutExporter,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsPoint,
    QgsRenderContext,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor, QImage
from qgis.PyQt.QtXml import QDomDocument

SIZE = (3200, 1600)
# Between an area and its pixels.
COUNT_TOLERANCE = 0.02
LAYOUT_WIDTH = 1600
# WGS 84
A, E2 = 6378137.0, 0.00669437999014
WGS84 = QgsCoordinateReferenceSystem.fromEpsgId(4326)
# Positions along each side of the box around each part of a zone.
PROBES = 60


def as_drawn(geometry):
    """With edges so short that geodesics, along which QGIS measures, are straight in degrees."""
    return geometry.densifyByDistance(0.02)


def between(system, other):
    return QgsCoordinateTransform(system, other, QgsCoordinateTransformContext())


def canvas(project):
    """What the map shows when the project opens."""
    document = QDomDocument()
    document.setContent(project.read_text(encoding="utf-8"))
    settings = QgsMapSettings()
    settings.readXml(document.elementsByTagName("mapcanvas").item(0))
    return SimpleNamespace(extent=settings.extent(), crs=settings.destinationCrs())


def settings_of(canvas, layers, smooth):
    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setDestinationCrs(canvas.crs)
    settings.setEllipsoid("EPSG:7030")
    settings.setBackgroundColor(QColor("white"))
    settings.setOutputSize(QSize(*SIZE))
    settings.setExtent(canvas.extent)
    settings.setFlag(QgsMapSettings.Antialiasing, smooth)
    settings.setFlag(QgsMapSettings.UseRenderingOptimization, False)
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(None))
    context.appendScope(QgsExpressionContextUtils.mapSettingsScope(settings))
    settings.setExpressionContext(context)
    return settings


def render(canvas, layers, smooth=True):
    """Rows of pixels, each red, green, blue."""
    job = QgsMapRendererSequentialJob(settings_of(canvas, layers, smooth))
    job.start()
    job.waitForFinished()
    if job.errors():
        raise RuntimeError("; ".join(error.message for error in job.errors()))
    return pixels(job.renderedImage())


def pixels(image):
    image = image.convertToFormat(QImage.Format_RGB888)
    bits = image.constBits().asarray(image.sizeInBytes())
    rows = numpy.frombuffer(bits, numpy.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).astype(int)


def differing(one, other):
    """The share of pixels that differ."""
    return float((one != other).any(axis=2).mean())


def inked(image):
    return float((image != 255).any(axis=2).mean())


def pixel_areas(canvas):
    """The area on the ground of a pixel in each row, km²."""
    view = settings_of(canvas, [], False).visibleExtent()
    # Columns run along meridians and rows along parallels, in degrees and in the cylindrical plane.
    to_degrees = between(canvas.crs, WGS84)
    middle = view.center()
    west, east = (
        to_degrees.transform(middle.x() + side * view.width() / SIZE[0], middle.y()).x()
        for side in (0, 1)
    )
    south, north = (
        to_degrees.transform(middle.x(), middle.y() + side * view.height() / SIZE[1]).y()
        for side in (0, 1)
    )
    width, height = (east - west) % 360.0, north - south
    latitudes = south + height * (SIZE[1] / 2 - numpy.arange(SIZE[1]) - 0.5)
    w2 = 1.0 - E2 * numpy.sin(numpy.radians(latitudes)) ** 2
    per_steradian = A * A * (1.0 - E2) / (w2 * w2) * numpy.cos(numpy.radians(latitudes))
    return per_steradian * radians(width) * radians(height) / 1e6


def count_bands(canvas, zones):
    """A line on each category of the layer, alone and under the others, and whether it is wrong."""
    measure = QgsDistanceArea()
    measure.setEllipsoid("EPSG:7030")
    per_row, opacity = pixel_areas(canvas), zones.opacity()
    geometries = by_category(zones)
    kept = zones.renderer().clone()
    bare = zones.renderer().clone()
    bands = []
    for index, category in enumerate(bare.categories()):
        symbol = category.symbol().clone()
        for layer in symbol.symbolLayers()[1:]:
            layer.setEnabled(False)
        bare.updateCategorySymbol(index, symbol)
        fill = symbol.symbolLayer(0)
        bands.append((fill.renderingPass(), index, fill.color(), category.label()))
    zones.setRenderer(bare)

    def counted(image, colour):
        mixed = [opacity * part + (1 - opacity) * 255 for part in colour.getRgb()[:3]]
        same = (abs(image - numpy.array(mixed)) <= 2).all(axis=2)
        return float((same.sum(axis=1) * per_row).sum())

    together = render(canvas, [zones], smooth=False)
    for order, index, colour, label in sorted(bands):
        for other in range(len(bands)):
            zones.renderer().updateCategoryRenderState(other, other == index)
        alone = counted(render(canvas, [zones], smooth=False), colour)
        whole = sum(measure.measureArea(as_drawn(it)) for it in geometries[index]) / 1e6
        above = [it for rank, other, _, _ in bands if rank > order for it in geometries[other]]
        cover = QgsGeometry.unaryUnion(above)
        left = [it.difference(cover) if above else it for it in geometries[index]]
        seen = sum(measure.measureArea(as_drawn(it)) for it in left) / 1e6
        counts = counted(together, colour)
        wrong = abs(alone / whole - 1) > COUNT_TOLERANCE or seen <= 0
        wrong |= abs(counts / seen - 1) > COUNT_TOLERANCE if seen > 0 else False
        line = f"{label}: {whole:.0f} km², in pixels {alone:.0f}"
        yield f"{line}; not covered {seen:.0f}, in pixels {counts:.0f}", wrong
    zones.setRenderer(kept)


def astray(canvas, zones):
    """How many positions were asked, and the share drawn on the wrong side of a limit.

    Straight from the file, in degrees; those within a pixel of a limit or off the map are left out.
    """
    painted = (render(canvas, [zones], smooth=False) != 255).any(axis=2)
    view = settings_of(canvas, [], False).visibleExtent()
    to_map = between(WGS84, canvas.crs)
    whole = QgsGeometry.unaryUnion([it.geometry() for it in zones.getFeatures()])
    inside = QgsGeometry.createGeometryEngine(whole.constGet())
    inside.prepareGeometry()
    asked = wrong = 0
    for part in whole.asGeometryCollection():
        box = part.boundingBox()
        # Zones must not be drawn around it either.
        box.grow(0.5 * min(box.width(), box.height()))
        for index in range(PROBES * PROBES):
            x = box.xMinimum() + box.width() * (index // PROBES + 0.5) / PROBES
            y = box.yMinimum() + box.height() * (index % PROBES + 0.5) / PROBES
            at = to_map.transform(x, y)
            column = int((at.x() - view.xMinimum()) / view.width() * SIZE[0])
            row = int((view.yMaximum() - at.y()) / view.height() * SIZE[1])
            # What lies beyond the antimeridian is asked around the part on that side.
            if abs(x) > 180 or not (1 <= column < SIZE[0] - 1 and 1 <= row < SIZE[1] - 1):
                continue
            around = painted[row - 1 : row + 2, column - 1 : column + 2]
            if around.all() or not around.any():
                asked += 1
                wrong += bool(around.all()) != inside.contains(QgsPoint(x, y))
    return asked, wrong / max(asked, 1)


def on_layout(project):
    """What the map of the project's first print layout shows."""
    shown = project.layoutManager().printLayouts()[0].itemById("map")
    return SimpleNamespace(extent=shown.extent(), crs=shown.crs())


def by_category(layer):
    """The geometries that each category of the layer draws."""
    context = QgsRenderContext()
    context.expressionContext().appendScopes(
        QgsExpressionContextUtils.globalProjectLayerScopes(layer)
    )
    renderer = layer.renderer().clone()
    renderer.startRender(context, layer.fields())
    geometries = [[] for _ in renderer.categories()]
    for feature in layer.getFeatures():
        context.expressionContext().setFeature(feature)
        for key in renderer.legendKeysForFeature(feature, context):
            geometries[int(key)].append(feature.geometry())
    renderer.stopRender(context)
    return geometries


def layout(project):
    """The project's first print layout as an image."""
    drawing = project.layoutManager().printLayouts()[0]
    page = drawing.pageCollection().page(0).rect()
    size = QSize(LAYOUT_WIDTH, round(LAYOUT_WIDTH * page.height() / page.width()))
    return QgsLayoutExporter(drawing).renderPageToImage(0, size)


def apart(image, path):
    """The share of an image that is clearly another than that in a file."""
    kept = QImage(str(path))
    if kept.size() != image.size():
        return 1.0
    return float((abs(pixels(image) - pixels(kept)) > 64).any(axis=2).mean())
