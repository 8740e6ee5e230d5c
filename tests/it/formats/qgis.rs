//! QGIS styles and projects, read back by another XML library and compared with their features.
//!
//! The length of ids above ten characters, the limit of 1000 passes, and the names of EPSG:4326
//! were observed in QGIS 3.22, with which the CI opens the files.

use std::collections::HashSet;

use geo::{Distance, Geodesic, Point};
use geo_types::{MultiLineString, line_string};
use geojson::{Feature, FeatureCollection};
use roxmltree::{Document, Node};
use safe_zone::geojson::{self as layers, Caption};
use safe_zone::qgis::{self, Layer};
use safe_zone::{
    Border, Census, Comparison, Edges, Error, Gazetteer, Plan, Position, Proposal, Settlement,
    Tolerance, Zones, dataset,
};
use serde_json::{Value, json};

const HOSTILE: &str = "<b>\"Ко & 'Ço'\"</b> ]]> %1 | {x}";
const FILES: [&str; 4] =
    ["border.geojson", "zones.geojson", "comparison.geojson", "places.geojson"];

fn all<'a, 'input>(node: Node<'a, 'input>, name: &'a str) -> Vec<Node<'a, 'input>> {
    node.descendants().filter(|it| it.has_tag_name(name)).collect()
}

fn one<'a, 'input>(node: Node<'a, 'input>, name: &'a str) -> Node<'a, 'input> {
    let all = all(node, name);
    assert_eq!(all.len(), 1, "{name}");
    all[0]
}

fn child_text<'a>(node: Node<'a, '_>, name: &str) -> &'a str {
    let child = node.children().find(|it| it.has_tag_name(name));
    child.unwrap_or_else(|| panic!("no {name}")).text().unwrap_or_default()
}

/// The value of the option with this name, of a symbol layer or an element inside it.
fn option<'a>(layer: Node<'a, '_>, name: &str) -> &'a str {
    let mut options = layer.descendants().filter(|it| it.has_tag_name("Option"));
    let found = options.find(|it| it.attribute("name") == Some(name));
    found.and_then(|it| it.attribute("value")).unwrap_or_else(|| panic!("no {name}"))
}

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

fn plan(id: &str, overrides: Value) -> Proposal {
    let mut plan = json!({
        "id": id, "title": "A title", "proponent": "Somebody", "source": "A test",
        "colour": "#0072b2", "bands": [{ "inner": "0km", "outer": "5km", "depth": "exact" }]
    });
    plan.as_object_mut().unwrap().extend(overrides.as_object().unwrap().clone());
    serde_json::from_str(&plan.to_string()).unwrap()
}

fn short_border() -> Border {
    Border::new(line_string![(x: 38.0, y: 36.8), (x: 38.6, y: 36.7)], Edges::Planar).unwrap()
}

fn zones(border: &Border, plans: &[Proposal]) -> FeatureCollection {
    let caption = Caption { name: "Zones", ..Caption::default() };
    let compute = |plan| {
        let plan = Plan::new(plan, border, None, Plan::NO_PLACES).unwrap();
        Zones::compute(&plan, Tolerance::default()).unwrap()
    };
    layers::zones(&plans.iter().map(compute).collect::<Vec<_>>(), &caption)
}

fn labels(collection: &FeatureCollection) -> Vec<&str> {
    collection.features.iter().map(|it| it.property("label").unwrap().as_str().unwrap()).collect()
}

fn text_or<'a>(feature: &'a Feature, key: &str, other: &'a str) -> &'a str {
    feature.property(key).and_then(Value::as_str).unwrap_or(other)
}

/// Border, zones, comparison and places of two plans, as `safe_zones` writes them.
fn collections(border: &Border, plans: &[Proposal; 2], name: &str) -> [FeatureCollection; 4] {
    let caption = Caption { name, description: name, data_licence: name };
    let tolerance = Tolerance::default();
    let laid = |plan| Plan::new(plan, border, None, Plan::NO_PLACES).unwrap();
    let laid = plans.each_ref().map(laid);
    let comparison = Comparison::compute(&laid[0], &laid[1], tolerance).unwrap();
    let settlement = |name: &str, lon, lat| {
        Settlement::new(name, vec![], Position::new(lon, lat).unwrap(), Some(1000)).unwrap()
    };
    let places = [settlement(name, 38.3, 36.76), settlement("Far", 39.5, 36.7)];
    let places = Gazetteer::new(places.to_vec());
    let censuses = laid.each_ref().map(|plan| Census::take(plan, &places, tolerance).unwrap());
    let pairs: Vec<_> = laid.iter().zip(&censuses).collect();
    let computed: Vec<_> =
        laid.iter().map(|plan| Zones::compute(plan, tolerance).unwrap()).collect();
    [
        layers::border(border, tolerance, &caption),
        layers::zones(&computed, &caption),
        layers::comparison(&comparison, &caption),
        layers::places(&pairs, &caption),
    ]
}

fn styled([border, zones, comparison, places]: &[FeatureCollection; 4]) -> [Layer; 4] {
    let [a, b, c, d] = FILES;
    [
        Layer::border(a, border).unwrap(),
        Layer::zones(b, zones).unwrap(),
        Layer::comparison(c, comparison).unwrap(),
        Layer::places(d, places).unwrap(),
    ]
}

/// Plans with difficult contents and names.
fn any_plans() -> [Proposal; 2] {
    let bands = json!([
        { "inner": "0km", "outer": "2km", "depth": "exact", "regime": HOSTILE },
        { "inner": "2km", "outer": "9km", "depth": "minimum", "most": "12km" }
    ]);
    let (first, second) = (
        json!({ "proponent": HOSTILE, "period": HOSTILE, "title": HOSTILE, "source": HOSTILE }),
        json!({ "bands": bands, "date": "2019-08-08", "colour": "#D55E00", "side": "left" }),
    );
    [plan(HOSTILE, first), plan("o'dd \"id\"", second)]
}

#[test]
fn each_feature_has_one_category_in_its_colours_and_words() {
    let collections = collections(&short_border(), &any_plans(), HOSTILE);
    let layers = styled(&collections);
    for (collection, layer) in collections.iter().zip(&layers).take(3).skip(1) {
        let style = layer.style();
        let style = Document::parse(&style).unwrap();
        let categories = all(style.root(), "category");
        let symbols = one(style.root(), "symbols");
        let symbols: Vec<_> = symbols.children().filter(Node::is_element).collect();
        let mut used = HashSet::new();
        for feature in &collection.features {
            let text = |key| feature.property(key).unwrap().as_str().unwrap();
            let value = format!("{} {}", text("label"), text("fill"));
            let is_its = |it: &Node| it.attribute("value") == Some(&value);
            let index = categories.iter().position(is_its).unwrap();
            assert!(used.insert(index), "one category for two looks: {value}");
            let called = categories[index].attribute("label").unwrap();
            // The label of a piece includes its area already.
            let km2 = feature.property("area_km2").unwrap().as_f64().unwrap();
            let least = text_or(feature, "depth_kind", "exact") == "minimum";
            let area = format!(", {}{km2:.0} km²", if least { "at least " } else { "" });
            let area = if feature.property("piece").is_some() { "" } else { &area };
            assert_eq!(called, format!("{}{area}", text("label")));
            let symbol = symbols[index];
            assert_eq!(symbol.attribute("name"), categories[index].attribute("symbol"));
            let parts: Vec<_> = symbol.children().filter(|it| it.has_tag_name("layer")).collect();
            assert_eq!(option(parts[parts.len() - 1], "outline_color"), text("stroke"));
            let only_one_holds_it = feature.property("piece").is_some_and(|it| it != "both");
            match &parts[..] {
                [fill, _] => assert_eq!(option(*fill, "color"), text("fill")),
                [_, hatch, _] => assert_eq!(option(*hatch, "line_color"), text("fill")),
                _ => panic!("{} parts", parts.len()),
            }
            assert_eq!(parts.len() == 3, only_one_holds_it);
            let opacity = one(style.root(), "layerOpacity").text().unwrap();
            assert_eq!(opacity.parse().ok(), feature.property("fill-opacity").unwrap().as_f64());
        }
        assert_eq!(used.len(), categories.len());
        let expression = one(style.root(), "renderer-v2").attribute("attr");
        assert_eq!(expression, Some(r#""label" || ' ' || "fill""#));
    }
    let border = layers[0].style();
    let stroke = collections[0].features[0].property("stroke").unwrap().as_str();
    let border = Document::parse(&border).unwrap();
    let lines = all(border.root(), "layer");
    assert_eq!(Some(option(lines[1], "line_color")), stroke);

    let places = layers[3].style();
    let places = Document::parse(&places).unwrap();
    let values: Vec<_> =
        all(places.root(), "category").iter().filter_map(|it| it.attribute("value")).collect();
    assert_eq!(values, ["in a zone", "in no zone"]);
    let standing = |index: usize| collections[3].features[index].property("standing").unwrap();
    assert_eq!((standing(0), standing(1)), (&json!("in a zone"), &json!("in no zone")));
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
fn the_deepest_zone_lies_at_the_bottom_whatever_the_order_in_the_file() {
    let depths = [3.0, 20.0, 7.5, 14.0];
    let plans = depths.map(|km| {
        let band = json!([{ "inner": "0km", "outer": format!("{km}km"), "depth": "exact" }]);
        plan(&format!("plan-{km}"), json!({ "bands": band, "proponent": format!("Who {km}") }))
    });
    let mut collection = zones(&short_border(), &plans);
    let style = Layer::zones("zones.geojson", &collection).unwrap().style();
    collection.features.reverse();
    assert_eq!(Layer::zones("zones.geojson", &collection).unwrap().style(), style);

    let document = Document::parse(&style).unwrap();
    assert_eq!(one(document.root(), "renderer-v2").attribute("symbollevels"), Some("1"));
    let categories = all(document.root(), "category");
    let label = |it: &Node| it.attribute("label").unwrap().rsplit_once(", ").unwrap().0.to_owned();
    let legend: Vec<_> = categories.iter().map(label).collect();
    // From the border outwards.
    let names = [3.0, 7.5, 14.0, 20.0].map(|km| format!("Who {km}: 0-{km} km"));
    assert_eq!(legend, names);
    let passes: Vec<Vec<u32>> = all(document.root(), "symbol")
        .iter()
        .map(|symbol| {
            let pass = |it: &Node| it.attribute("pass").unwrap().parse().unwrap();
            all(*symbol, "layer").iter().map(pass).collect()
        })
        .collect();
    // Less deep on deeper, and all outlines on all fills.
    assert!(passes.windows(2).all(|it| it[0][0] > it[1][0] && it[0][1] > it[1][1]), "{passes:?}");
    assert!(passes[0][0] < passes[3][1]);
}

#[test]
fn bands_without_number_stay_below_the_last_pass() {
    let band = |index: u32| json!({ "inner": format!("{}km", f64::from(index) / 50.0), "outer": format!("{}km", f64::from(index + 1) / 50.0), "depth": "exact" });
    let bands: Vec<_> = (0..600).map(band).collect();
    let collection = zones(&short_border(), &[plan("many", json!({ "bands": bands }))]);
    assert_eq!(collection.features.len(), 600);
    let style = Layer::zones("zones.geojson", &collection).unwrap().style();
    let document = Document::parse(&style).unwrap();
    assert_eq!(all(document.root(), "category").len(), 600);
    let layers = all(document.root(), "layer");
    assert!(layers.iter().all(|it| it.attribute("pass").unwrap().parse::<u32>().unwrap() < 1000));
}

#[test]
fn a_legend_reads_well_whatever_a_source_leaves_out() {
    let miles = json!([{ "inner": "0km", "outer": "20mi", "depth": "minimum", "most": "40km", "regime": "no arms" }]);
    let plans = [
        plan("a", json!({ "date": "2019-08-08", "period": "until 8 August 2019" })),
        plan("b", json!({ "period": "August  2019\n" })),
        plan("c", json!({ "bands": miles })),
        plan("d", json!({ "proponent": "Bell\u{7}", "colour": "#d55e00" })),
        plan("e", json!({ "proponent": "Bell", "colour": "#d55e01" })),
    ];
    let collection = zones(&short_border(), &plans);
    let mut labels = labels(&collection);
    labels.sort_unstable();
    assert_eq!(
        labels,
        [
            "Bell (d): 0-5 km",
            "Bell (e): 0-5 km",
            "Somebody, 8 August 2019: 0-5 km",
            "Somebody, August 2019: 0-5 km",
            "Somebody: 0-32.19 km or more, up to 40 km, no arms",
        ]
    );
}

#[test]
fn halves_of_a_zone_are_one_entry_of_the_legend() {
    let border = short_border();
    let halves = ["left", "right"].map(|side| plan("dmz", json!({ "side": side })));
    let collection = zones(&border, &halves);
    assert_eq!(collection.features.len(), 2);
    let style = Layer::zones("zones.geojson", &collection).unwrap().style();
    assert_eq!(style.matches("<category ").count(), 1);
}

/// The box in which a project's map begins, and its coordinate system.
fn canvas(collection: &FeatureCollection) -> ([f64; 4], String) {
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
    let bbox: [f64; 4] = collection.bbox.clone().unwrap().try_into().unwrap();
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
    let [west, south, east, north] = collection.bbox.clone().unwrap().try_into().unwrap();
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
    let [west, _, east, _]: [f64; 4] = collection.bbox.clone().unwrap().try_into().unwrap();
    let ([left, _, right, _], _) = canvas(&collection);
    assert!((1.06..1.2).contains(&((right - left) / (east - west))), "{left} {right}");
}

#[test]
fn every_column_has_a_heading_and_those_for_drawing_are_hidden() {
    let collections = collections(&short_border(), &any_plans(), "A name");
    for (layer, collection) in styled(&collections).iter().zip(&collections) {
        let style = layer.style();
        let style = Document::parse(&style).unwrap();
        let headings = all(style.root(), "alias");
        let columns = all(style.root(), "column");
        let keys = collection.features[0].properties.as_ref().unwrap().keys();
        let mut told = HashSet::new();
        for ((key, heading), column) in keys.zip(headings).zip(columns) {
            assert_eq!(heading.attribute("field"), Some(&**key));
            assert_eq!(column.attribute("name"), Some(&**key));
            let is_style = ["fill", "stroke", "fill-opacity"].contains(&&**key);
            assert_eq!(column.attribute("hidden"), Some(if is_style { "1" } else { "0" }));
            let heading = heading.attribute("name").unwrap();
            assert!(is_style || heading.starts_with(char::is_uppercase), "{key}: {heading}");
            assert!(told.insert(heading), "{heading} comes twice");
        }
    }
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

#[test]
fn another_collection_is_refused_with_the_feature_and_the_property() {
    let [border, zones, comparison, places] = &collections(&short_border(), &any_plans(), "A name");
    let refused = |layer: Result<Layer, Error>, words: &[&str]| {
        let error = layer.unwrap_err().to_string();
        assert!(words.iter().all(|word| error.contains(word)), "{error}");
    };
    refused(Layer::zones("a.geojson", border), &["feature 0", "\"label\"", "geojson"]);
    refused(Layer::zones("a.geojson", comparison), &["feature 0", "\"proposal\"", "geojson"]);
    refused(Layer::comparison("a.geojson", zones), &["feature 0", "\"piece\"", "geojson"]);
    refused(Layer::border("a.geojson", places), &["feature 0", "\"length_km\"", "geojson"]);
    refused(Layer::border("a.geojson", zones), &["feature 0", "\"length_km\"", "geojson"]);
    refused(Layer::places("a.geojson", zones), &["feature 0", "\"standing\"", "geojson"]);
    refused(Layer::border("a|b.geojson", border), &["\"a|b.geojson\"", "without |"]);
    refused(Layer::zones(" ", zones), &["\" \"", "file"]);
    let mut broken = zones.clone();
    broken.features[1].set_property("fill", "blue");
    refused(Layer::zones("a.geojson", &broken), &["\"blue\"", "#0072b2"]);
    let empty = FeatureCollection { features: vec![], ..border.clone() };
    refused(Layer::border("a.geojson", &empty), &["empty", "geojson::border"]);
}

#[test]
fn all_the_embedded_plans_have_their_entries() {
    let laid = dataset::proposals().iter().filter(|plan| plan.line().is_none());
    let zones: Vec<_> = laid
        .map(|plan| Zones::compute(&dataset::plan(plan).unwrap(), Tolerance::default()).unwrap())
        .collect();
    let collection = layers::zones(&zones, &Caption::default());
    let layer = Layer::zones("zones.geojson", &collection).unwrap();
    let style = layer.style();
    let style = Document::parse(&style).unwrap();
    let legend: Vec<_> =
        all(style.root(), "category").iter().filter_map(|it| it.attribute("label")).collect();
    // The depths of src/dataset/README.md, from the border, with the areas of the README.
    assert_eq!(
        legend,
        [
            "United States and Turkey, August to October 2019: 0-5 km or more, up to 14 km, at least 527 km²",
            "United States, 8 August 2019: 0-5 km, demilitarized, 2214 km²",
            "United States, 8 August 2019: 5-14 km, cleared of heavy weapons, 3814 km²",
            "Turkey, August 2019: 0-28 km or more, no YPG, at least 11541 km²",
            "Russia and Turkey, 22 October 2019: 0-10 km, joint patrols, no YPG, 3191 km²",
            "Russia and Turkey, 22 October 2019: 10-30 km, no YPG, 5407 km²",
            "Turkey, 24 September 2019: 0-30 km, 12294 km²",
            "Turkey, October 2019: 0-32 km, 3522 km²",
            "Turkey, January to September 2019: 0-32.19 km, 13109 km²",
        ]
    );
    // A layer without a name is called after its file.
    assert!(qgis::project(&Caption::default(), &[layer]).contains(r#"name="zones.geojson""#));
}
