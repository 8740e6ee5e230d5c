//! Where words, dots and shapes stand: all on the sheet, no word over another, whatever the text.

use safe_zone::places::{Gazetteer, Settlement};
use safe_zone::plan::Census;
use safe_zone::svg::{Caption, Map};
use safe_zone::{Extent, Plan, Position, Proposal, Tolerance};

use super::{ALL, ALL_DRAWN, CAPTION, TWO_DRAWN, anywhere, border, embedded, map, proposal, zones};
use crate::support::svg_tree::Node;

/// Left, top, right, bottom of a line of text: a letter of a sentence in Helvetica is half as wide as it
/// is high, on average.
fn room(text: &Node) -> [f64; 4] {
    let size = text.number("font-size");
    let bold = if text.get("font-weight") == Some("bold") { 1.1 } else { 1.0 };
    let wide = 0.5 * size * bold * text.text.chars().count() as f64;
    let (x, y) = (text.number("x"), text.number("y"));
    let left = match text.get("text-anchor") {
        Some("end") => x - wide,
        Some("middle") => x - 0.5 * wide,
        _ => x,
    };
    [left, y - 0.75 * size, left + wide, y + 0.2 * size]
}

fn overlap(a: [f64; 4], b: [f64; 4]) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

#[test]
fn no_word_on_the_map_covers_another_or_a_dot() {
    for picture in
        [embedded(&["us-2019", "turkey-2019"]), embedded(&ALL), embedded(&["sochi-2019"])]
    {
        let texts = ["names", "degrees", "scale"].map(|id| picture.find(id).all());
        let texts: Vec<&Node> =
            texts.into_iter().flatten().filter(|it| it.name == "text").collect();
        assert!(texts.len() > 25, "{}", texts.len());
        for (index, text) in texts.iter().enumerate() {
            for other in &texts[index + 1..] {
                assert!(!overlap(room(text), room(other)), "{} and {}", text.text, other.text);
            }
            for dot in &picture.find("places").children {
                let (x, y, r) = (dot.number("cx"), dot.number("cy"), dot.number("r"));
                let disc = [x - r, y - r, x + r, y + r];
                assert!(!overlap(room(text), disc), "{} and the dot at {x}, {y}", text.text);
            }
        }
    }
}

/// Whether all that an element holds lies on the sheet, its groups moved to where they stand.
fn check_inside(node: &Node, moved: [f64; 2], size: [f64; 2]) {
    let numbers = |text: &str| -> Vec<f64> {
        text.split(|c: char| !c.is_ascii_digit() && c != '.' && c != '-')
            .filter_map(|number| number.parse().ok())
            .collect()
    };
    let shift = node.get("transform").map_or(vec![0.0, 0.0], numbers);
    let moved = [moved[0] + shift[0], moved[1] + shift[1]];
    let boxes: Vec<[f64; 4]> = match node.name.as_str() {
        "pattern" | "title" | "desc" => return,
        "text" => vec![room(node)],
        "path" => node.parts().concat().iter().map(|p| [p[0], p[1], p[0], p[1]]).collect(),
        "circle" => {
            let (x, y, r) = (node.number("cx"), node.number("cy"), node.number("r"));
            vec![[x - r, y - r, x + r, y + r]]
        }
        "rect" => {
            let (x, y) = (node.number("x"), node.number("y"));
            vec![[x, y, x + node.number("width"), y + node.number("height")]]
        }
        _ => Vec::new(),
    };
    for [left, top, right, bottom] in boxes {
        assert!(left + moved[0] >= 0.0 && right + moved[0] <= size[0], "{node:?}");
        assert!(top + moved[1] >= 0.0 && bottom + moved[1] <= size[1], "{node:?}");
    }
    node.children.iter().for_each(|child| check_inside(child, moved, size));
}

#[test]
fn nothing_leaves_the_sheet() {
    let everywhere = anywhere().map(|(lines, limits)| map(&lines, &limits).0);
    for picture in everywhere.iter().chain([&*TWO_DRAWN, &*ALL_DRAWN]) {
        let size = [picture.number("width"), picture.number("height")];
        assert_eq!(picture.get("viewBox"), Some(format!("0 0 {} {}", size[0], size[1]).as_str()));
        check_inside(picture, [0.0, 0.0], size);
    }
}

#[test]
fn any_text_is_taken_as_it_is() {
    let hostile = "<b>&amp;\"'>]]></text><script/> \u{1}\u{fffe}\n منطقة 非武装地帯";
    let shown = "<b>&amp;\"'>]]></text><script/> \u{fffd}\u{fffd}  منطقة 非武装地帯";
    let long = "word ".repeat(300) + &"x".repeat(2000);
    let text = serde_json::json!({
        "id": hostile, "title": long, "proponent": hostile, "source": long, "colour": "#0072b2",
        "bands": [{ "inner": "0km", "outer": "5km", "depth": "exact", "regime": hostile }]
    });
    let proposal: Proposal = serde_json::from_value(text).unwrap();
    let border = border(&[&[(38.0, 36.8), (39.0, 36.7)]]);
    let zones = [zones(&border, &proposal)];
    let caption = Caption { name: hostile, description: &long, data_licence: hostile };
    let place =
        Settlement::new(hostile, vec![], Position::new(38.5, 36.75).unwrap(), None).unwrap();
    let places = Gazetteer::new(vec![place]);
    let plan = Plan::in_extent(&proposal, &border, Extent::default());
    let censuses = [Census::take(&plan, &places, Tolerance::default()).unwrap()];
    let map = Map::new(&border, &zones, caption).with_places(&censuses);
    let picture = Node::read(&map.to_string());

    assert_eq!(picture.children[0].text, shown);
    assert_eq!(picture.find("bands").children[0].get("data-plan"), Some(shown));
    assert_eq!(picture.find("names").children[0].text, shown);
    assert!(!picture.all().iter().any(|node| ["script", "b"].contains(&node.name.as_str())));
    let size = [picture.number("width"), picture.number("height")];
    // Of names alone the width is not known to be enough for Chinese and Arabic in this test.
    check_inside(picture.find("legend"), [0.0, 0.0], size);
    check_inside(picture.find("notes"), [0.0, 0.0], size);
}

#[test]
fn each_place_within_a_zone_has_its_dot() {
    let border = border(&[&[(38.0, 36.8), (39.0, 36.7)]]);
    let proposal = proposal("plan", &["5km"]);
    // Names enough to cover all of the zone, were there room.
    let at = |i: i32| Position::new(38.3 + 0.008 * f64::from(i), 36.75).unwrap();
    let place = |i: i32| Settlement::new("A place with a long name", vec![], at(i), None).unwrap();
    let places = Gazetteer::new((0..50).map(place).collect());
    let plan = Plan::in_extent(&proposal, &border, Extent::default());
    let censuses = [Census::take(&plan, &places, Tolerance::default()).unwrap()];
    let zones = [zones(&border, &proposal)];
    let picture =
        Node::read(&Map::new(&border, &zones, CAPTION).with_places(&censuses).to_string());
    let dots = &picture.find("places").children;
    assert_eq!(dots.iter().filter(|dot| dot.get("fill") == Some("#1a1a1a")).count(), 50);
    assert!(picture.find("names").children.len() < 20);
}

/// The names of towns begin at their dots, whatever the script: the anchor is known, the width is not.
#[test]
fn names_are_anchored_at_their_dots_in_any_script() {
    let border = border(&[&[(38.0, 36.8), (39.0, 36.7)]]);
    let proposal = proposal("plan", &["20km"]);
    let names = ["القامشلي", "חיפה", "非武装地帯", "Омск", "Kobani"];
    let at = |i: usize| Position::new(38.1 + 0.2 * i as f64, 36.7).unwrap();
    let place = |(i, name): (usize, &&str)| Settlement::new(*name, vec![], at(i), Some(9)).unwrap();
    let places = Gazetteer::new(names.iter().enumerate().map(place).collect());
    let plan = Plan::in_extent(&proposal, &border, Extent::default());
    let censuses = [Census::take(&plan, &places, Tolerance::default()).unwrap()];
    let zones = [zones(&border, &proposal)];
    let picture =
        Node::read(&Map::new(&border, &zones, CAPTION).with_places(&censuses).to_string());
    let dots: Vec<f64> = picture.find("places").children.iter().map(|it| it.number("cx")).collect();
    let drawn = &picture.find("names").children;
    assert_eq!(drawn.len(), names.len());
    for name in drawn {
        let is_rtl = ["القامشلي", "חיפה"].contains(&name.text.as_str());
        assert_eq!(name.get("direction"), is_rtl.then_some("rtl"), "{}", name.text);
        let anchor = name.get("text-anchor");
        // From left to right a name to the right of its dot starts there; from right to left it ends there.
        let expected = if is_rtl { Some("end") } else { None };
        assert_eq!(anchor, expected, "{}", name.text);
        let away = dots.iter().map(|dot| name.number("x") - dot);
        assert!(away.fold(f64::INFINITY, |a, b| if b > 0.0 { a.min(b) } else { a }) < 6.5);
    }
}

/// The halo of a name lies beneath the limits and the border, and the name above them.
#[test]
fn halos_erase_no_line() {
    let order: Vec<&str> = TWO_DRAWN.children.iter().filter_map(|it| it.get("id")).collect();
    let at = |id: &str| order.iter().position(|it| *it == id).unwrap();
    assert!(at("overlaps") < at("halos") && at("halos") < at("limits"));
    assert!(at("limits") < at("border") && at("border") < at("names"));
    assert!(TWO_DRAWN.find("names").get("stroke").is_none());
    assert_eq!(TWO_DRAWN.find("halos").children.len(), TWO_DRAWN.find("names").children.len());
}
