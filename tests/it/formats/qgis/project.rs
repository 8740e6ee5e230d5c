//! The project: its layers, their files, and the box in which the map begins.

use std::collections::HashSet;

use geo::{Distance, Geodesic, Point};
use geo_types::{MultiLineString, line_string};
use roxmltree::{Document, Node};
use safe_zone::layers::{self as layers, Caption};
use safe_zone::qgis::{self, Layer};
use safe_zone::{Border, Edges, Tolerance};
use serde_json::json;

use super::super::read;
use super::{
    FILES, HOSTILE, all, any_plans, child_text, collections, one, plan, short_border, styled, zones,
};

/// Elements, attributes and texts, one after the other.
fn content(node: Node) -> Vec<String> {
    let of = |it: Node| {
        let attributes = it.attributes().map(|it| format!("{}={}", it.name(), it.value()));
        let text = it.text().unwrap_or_default().trim().to_owned();
        let name = it.tag_name().name().to_owned();
        [name, text].into_iter().chain(attributes).collect::<Vec<_>>()
    };
    node.descendants().flat_map(of).collect()
}

#[test]
fn the_project_has_the_same_styles_and_finds_the_files_beside_it() {
    let collections = collections(&short_border(), &any_plans(), HOSTILE);
    let layers = styled(&collections);
    let caption = Caption { name: HOSTILE, description: HOSTILE, data_licence: HOSTILE };
    let text = qgis::project(&caption, &layers);
    let document = Document::parse(&text).unwrap();
    let project = document.root_element();
    assert_eq!(child_text(project, "title"), HOSTILE);

    let tree = project.children().find(|it| it.has_tag_name("layer-tree-group")).unwrap();
    let nodes = all(tree, "layer-tree-layer");
    let of = |node: &Node, key: &str| node.attribute(key).unwrap().to_owned();
    let ids: Vec<_> = nodes.iter().map(|it| of(it, "id")).collect();
    assert!(ids.iter().all(|id| id.len() > 10), "{ids:?}");
    assert_eq!(ids.iter().collect::<HashSet<_>>().len(), 4, "{ids:?}");
    let sources: Vec<_> = nodes.iter().map(|it| of(it, "source")).collect();
    // Places on top, zones below all; a comparison would hide them.
    assert_eq!(sources, [3, 0, 2, 1].map(|index| format!("./{}", FILES[index])));
    let on: Vec<_> = nodes.iter().map(|it| of(it, "checked") == "Qt::Checked").collect();
    assert_eq!(on, [true, true, false, true]);

    let map_layers = all(project, "maplayer");
    for (map_layer, (id, source)) in map_layers.iter().zip(ids.iter().zip(&sources)) {
        assert_eq!(
            (child_text(*map_layer, "id"), child_text(*map_layer, "datasource")),
            (&**id, &**source)
        );
        assert_eq!(child_text(*map_layer, "layername"), HOSTILE);
        assert!(child_text(*map_layer, "abstract").starts_with(HOSTILE));
        assert_eq!(child_text(*map_layer, "attribution"), HOSTILE);
        let index = FILES.iter().position(|file| source.ends_with(file)).unwrap();
        let style = layers[index].style();
        let style = Document::parse(&style).unwrap();
        for part in style.root_element().children().filter(Node::is_element) {
            let inside = one(*map_layer, part.tag_name().name());
            assert_eq!(content(inside), content(part), "{source}");
        }
    }
    assert_eq!(map_layers.len(), 4);
    let system = one(one(project, "projectCrs"), "spatialrefsys");
    assert_eq!((child_text(system, "authid"), child_text(system, "srsid")), ("EPSG:4326", "3452"));
}

#[test]
fn without_zones_a_comparison_is_seen() {
    let collections = collections(&short_border(), &any_plans(), "A name");
    let [border, _, comparison, _] = styled(&collections);
    let text = qgis::project(&Caption::default(), &[comparison, border]);
    assert!(text.contains("Qt::Checked") && !text.contains("Qt::Unchecked"), "{text}");
}

#[test]
fn what_xml_cannot_hold_is_marked() {
    let border = short_border();
    let caption = Caption { name: "a\u{0}b\u{1f}\u{ffff}", ..Caption::default() };
    let collection = layers::border(&border, Tolerance::default(), &caption);
    let layer = Layer::border("border.geojson", &collection).unwrap();
    let text = qgis::project(&caption, &[layer]);
    let document = Document::parse(&text).unwrap();
    assert_eq!(child_text(document.root_element(), "title"), "a\u{fffd}b\u{fffd}\u{fffd}");
}

/// The box in which a project's map begins, and its coordinate system.
fn canvas(collection: &layers::Layer) -> ([f64; 4], String) {
    let layer = Layer::zones("zones.geojson", collection).unwrap();
    let text = qgis::project(&Caption::default(), &[layer]);
    let document = Document::parse(&text).unwrap();
    let canvas = one(document.root(), "mapcanvas");
    let side = |name| child_text(one(canvas, "extent"), name).parse().unwrap();
    let system = child_text(one(canvas, "spatialrefsys"), "proj4").to_owned();
    (["xmin", "ymin", "xmax", "ymax"].map(side), system)
}

#[test]
fn the_map_begins_at_the_zones_with_a_margin() {
    let collection = zones(&short_border(), &[plan("a", json!({}))]);
    let bbox: [f64; 4] = read(&collection).bbox.unwrap().try_into().unwrap();
    let (extent, system) = canvas(&collection);
    assert_eq!(system, "+proj=longlat +datum=WGS84 +no_defs");
    let margin =
        [bbox[0] - extent[0], bbox[1] - extent[1], extent[2] - bbox[2], extent[3] - bbox[3]];
    let width = [bbox[2] - bbox[0], bbox[3] - bbox[1]];
    for (index, margin) in margin.into_iter().enumerate() {
        let share = margin / width[index % 2];
        assert!((0.03..0.1).contains(&share), "{index}: {share}");
    }
}

#[test]
fn across_the_antimeridian_the_map_is_in_one_piece() {
    let lines = vec![
        line_string![(x: 179.0, y: 60.0), (x: 180.0, y: 60.0)],
        line_string![(x: -180.0, y: 60.0), (x: -179.0, y: 60.0)],
    ];
    let border = Border::new(MultiLineString(lines), Edges::Planar).unwrap();
    let collection = zones(&border, &[plan("a", json!({}))]);
    let [west, south, east, north] = read(&collection).bbox.unwrap().try_into().unwrap();
    assert!(west > 178.0 && east < -178.0);
    let (extent, system) = canvas(&collection);
    assert!(system.starts_with("+proj=eqc +lat_ts=60 +lon_0=180 "), "{system}");
    // The zones and a margin of 3 to 10 % on each side.
    let metres = |a: [f64; 2], b: [f64; 2]| Geodesic.distance(Point::from(a), Point::from(b));
    let wide = metres([west, south], [east, south]);
    let high = metres([180.0, south], [180.0, north]);
    for (shown, zones) in [(extent[2] - extent[0], wide), (extent[3] - extent[1], high)] {
        assert!((1.06..1.23).contains(&(shown / zones)), "{shown} {zones}");
    }
    assert!((extent[0] + extent[2]).abs() < 1.0, "{extent:?}");
}

#[test]
fn a_border_of_metres_fills_its_map() {
    let line = line_string![(x: 10.0, y: 50.0), (x: 10.001, y: 50.0005)];
    let border = Border::new(line, Edges::Planar).unwrap();
    let bands = json!([{ "inner": "0km", "outer": "10m", "depth": "exact" }]);
    let collection = zones(&border, &[plan("a", json!({ "bands": bands }))]);
    let [west, _, east, _]: [f64; 4] = read(&collection).bbox.unwrap().try_into().unwrap();
    let ([left, _, right, _], _) = canvas(&collection);
    assert!((1.06..1.2).contains(&((right - left) / (east - west))), "{left} {right}");
}
