//! The style of each layer: categories, headings, and the features for which there is none.

use std::collections::HashSet;

use geojson::Feature;
use roxmltree::{Document, Node};
use safe_zone::Error;
use safe_zone::layers::{self as layers, Caption};
use safe_zone::qgis::Layer;
use serde_json::{Value, json};

use super::super::read;
use super::{HOSTILE, all, any_plans, collections, one, short_border, styled};

/// The value of the option with this name, of a symbol layer or of what stands in it.
fn option<'a>(layer: Node<'a, '_>, name: &str) -> &'a str {
    let mut options = layer.descendants().filter(|it| it.has_tag_name("Option"));
    let found = options.find(|it| it.attribute("name") == Some(name));
    found.and_then(|it| it.attribute("value")).unwrap_or_else(|| panic!("no {name}"))
}

fn text_or<'a>(feature: &'a Feature, key: &str, other: &'a str) -> &'a str {
    feature.property(key).and_then(Value::as_str).unwrap_or(other)
}

#[test]
fn each_feature_has_one_category_in_its_colours_and_words() {
    let collections = collections(&short_border(), &any_plans(), HOSTILE);
    let layers = styled(&collections);
    let collections = collections.map(|it| read(&it));
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
            // A piece is called by its area already.
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
fn every_column_has_a_heading_and_those_for_drawing_are_hidden() {
    let collections = collections(&short_border(), &any_plans(), "A name");
    for (layer, collection) in styled(&collections).iter().zip(&collections) {
        let style = layer.style();
        let style = Document::parse(&style).unwrap();
        let headings = all(style.root(), "alias");
        let columns = all(style.root(), "column");
        let text = collection.to_string();
        let first = &read(collection).features[0];
        let mut keys: Vec<_> = first.properties.as_ref().unwrap().keys().collect();
        // In the order of the text.
        keys.sort_by_key(|key| text.find(&format!("{}:", json!(key))));
        let mut told = HashSet::new();
        for ((key, heading), column) in keys.into_iter().zip(headings).zip(columns) {
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
fn a_layer_of_another_kind_is_refused_with_the_feature_and_the_right_function() {
    let [border, zones, comparison, places] = &collections(&short_border(), &any_plans(), "A name");
    let refused = |layer: Result<Layer, Error>, words: &[&str]| {
        let error = layer.unwrap_err().to_string();
        assert!(words.iter().all(|word| error.contains(word)), "{error}");
    };
    refused(Layer::zones("a.geojson", border), &["feature 1", "layers::zones"]);
    refused(Layer::zones("a.geojson", comparison), &["feature 1", "layers::zones"]);
    refused(Layer::comparison("a.geojson", zones), &["feature 1", "layers::comparison"]);
    refused(Layer::border("a.geojson", places), &["feature 1", "layers::border"]);
    refused(Layer::border("a.geojson", zones), &["feature 1", "layers::border"]);
    refused(Layer::places("a.geojson", zones), &["feature 1", "layers::places"]);
    refused(Layer::border("a|b.geojson", border), &["\"a|b.geojson\"", "without |"]);
    refused(Layer::zones(" ", zones), &["\" \"", "file"]);
    let empty = layers::zones(&[], &Caption::default());
    refused(Layer::border("a.geojson", &empty), &["empty", "layers::border"]);
}
