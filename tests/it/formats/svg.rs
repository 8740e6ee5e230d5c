//! The map as a picture: right lengths and areas, nothing over anything else, any text.

use std::collections::HashSet;
use std::sync::LazyLock;

use geo::{Destination, Geodesic, Point};
use geo_types::{LineString, MultiLineString};
use safe_zone::svg::{Caption, Map};
use safe_zone::{
    Border, Census, Comparison, Edges, Extent, Gazetteer, Plan, Position, Proposal, Settlement,
    Tolerance, Zones, dataset,
};

use crate::support::svg_tree::Node;

const CAPTION: Caption = Caption { name: "A map", description: "What it shows", data_licence: "" };

fn proposal(id: &str, limits: &[&str]) -> Proposal {
    coloured(id, limits, "#0072b2")
}

fn coloured(id: &str, limits: &[&str], colour: &str) -> Proposal {
    let inner = std::iter::once(&"0km").chain(limits);
    let bands: Vec<String> = inner
        .zip(limits)
        .map(|(from, to)| format!(r#"{{ "inner": "{from}", "outer": "{to}", "depth": "exact" }}"#))
        .collect();
    let text = format!(
        r##"{{ "id": "{id}", "title": "A plan", "proponent": "Somebody", "source": "A test",
        "colour": "{colour}", "bands": [{}] }}"##,
        bands.join(",")
    );
    serde_json::from_str(&text).unwrap()
}

fn border(lines: &[&[(f64, f64)]]) -> Border {
    let lines = lines.iter().map(|line| LineString::from(line.to_vec())).collect();
    Border::new(MultiLineString(lines), Edges::Planar).unwrap()
}

fn zones(border: &Border, proposal: &Proposal) -> Zones {
    Zones::compute(&Plan::in_extent(proposal, border, Extent::default()), Tolerance::default())
        .unwrap()
}

/// The map of one plan along a line.
fn map(lines: &[&[(f64, f64)]], limits: &[&str]) -> (Node, Zones) {
    let border = border(lines);
    let zones = zones(&border, &proposal("plan", limits));
    let picture = Map::new(&border, std::slice::from_ref(&zones), CAPTION).to_string();
    (Node::read(&picture), zones)
}

/// The map of embedded plans, as `safe_zones` draws it.
fn embedded(ids: &[&str]) -> Node {
    let proposals = dataset::proposals().iter().filter(|plan| ids.contains(&plan.id()));
    let plans: Vec<Plan> = proposals.map(|plan| dataset::plan(plan).unwrap()).collect();
    let tolerance = Tolerance::default();
    let zones: Vec<Zones> =
        plans.iter().map(|plan| Zones::compute(plan, tolerance).unwrap()).collect();
    let censuses: Vec<Census> = plans
        .iter()
        .map(|plan| Census::take(plan, dataset::places(), tolerance).unwrap())
        .collect();
    let territories = plans.iter().filter_map(|plan| plan.extent().territory());
    let map = Map::new(dataset::turkey_syria_border(), &zones, CAPTION);
    let map = map.within(territories).with_places(&censuses);
    let comparison = match &plans[..] {
        [a, b] => Some(Comparison::compute(a, b, tolerance).unwrap()),
        _ => None,
    };
    let text = match &comparison {
        Some(comparison) => map.comparing(comparison).to_string(),
        None => map.to_string(),
    };
    Node::read(&text)
}

/// The map of the two plans of August 2019.
static TWO_DRAWN: LazyLock<Node> = LazyLock::new(|| embedded(&["us-2019", "turkey-2019"]));

/// The map of all plans along the border.
static ALL_DRAWN: LazyLock<Node> = LazyLock::new(|| embedded(&ALL));

const ALL: [&str; 7] = [
    "us-2019",
    "turkey-2019",
    "turkey-2019-20-miles",
    "turkey-2019-un",
    "security-mechanism-2019",
    "peace-spring-2019",
    "sochi-2019",
];

type Lines = Vec<&'static [(f64, f64)]>;

/// Lines at every kind of place, each with limits that suit it.
fn anywhere() -> [(Lines, [&'static str; 2]); 6] {
    [
        (vec![&[(38.0, 36.8), (38.001, 36.8005), (38.002, 36.8)]], ["50m", "100m"]),
        (
            vec![&[(177.0, -16.0), (180.0, -17.5)], &[(-180.0, -17.5), (-177.0, -16.0)]],
            ["100km", "300km"],
        ),
        (vec![&[(0.0, 88.0), (90.0, 89.0), (180.0, 88.5)]], ["30km", "300km"]),
        (vec![&[(-60.0, -89.9995), (120.0, -89.9995)]], ["20m", "100m"]),
        (vec![&[(20.0, 30.0), (20.5, 35.0), (19.0, 45.0), (20.0, 50.0)]], ["10km", "30km"]),
        (vec![&[(-60.0, 0.0), (60.0, 10.0)]], ["100km", "500km"]),
    ]
}

/// The kilometres of the scale bar, and the pixels between its ends.
fn bar(picture: &Node) -> (f64, f64) {
    let bar = picture.find("scale");
    let line = bar.children.iter().find(|node| node.get("class") == Some("bar")).unwrap();
    let ends = &line.parts()[0];
    let words = &bar.children.last().unwrap().text;
    let (number, unit) = words.split_once(' ').unwrap();
    let km = number.parse::<f64>().unwrap() * if unit == "km" { 1.0 } else { 0.001 };
    (km, ends[1][0] - ends[0][0])
}

/// Two places as far apart as the bar says, through the middle of the map, are drawn as far apart
/// as the bar is long; on the largest map a bar that were right in the middle alone would be 1 px
/// longer.
#[test]
fn the_scale_bar_is_as_long_as_karney_says() {
    for line in [
        [(38.0, 0.0), (38.5, 0.0), (39.0, 0.0)],
        [(10.0, 60.0), (10.01, 60.0), (10.02, 60.0)],
        [(-170.0, 0.0), (0.0, 0.0), (170.0, 0.0)],
    ] {
        let border = border(&[&line]);
        let proposal = proposal("plan", &["500m"]);
        let zones = [zones(&border, &proposal)];
        let (km, pixels) = bar(&Node::read(&Map::new(&border, &zones, CAPTION).to_string()));

        let middle = Point::from(line[1]);
        let ends = [-90.0, 90.0].map(|azimuth| {
            let end = Geodesic.destination(middle, azimuth, 500.0 * km);
            let position = Position::new(end.x(), end.y()).unwrap();
            Settlement::new("Place", vec![], position, None).unwrap()
        });
        let places = Gazetteer::new(ends.into());
        let plan = Plan::in_extent(&proposal, &border, Extent::default());
        let censuses = [Census::take(&plan, &places, Tolerance::default()).unwrap()];
        let map = Map::new(&border, &zones, CAPTION).with_places(&censuses);
        let picture = Node::read(&map.to_string());
        let dots = picture.find("places").children.iter().map(|dot| dot.number("cx"));
        let [west, east] = [dots.clone().fold(f64::INFINITY, f64::min), dots.fold(0.0, f64::max)];
        // Each of the four is rounded to a tenth.
        assert!((east - west - pixels).abs() <= 0.2, "{km} km: {} and {pixels}", east - west);
    }
}

#[test]
fn bands_are_drawn_as_large_as_they_are() {
    for (lines, limits) in anywhere() {
        let (picture, zones) = map(&lines, &limits);
        let bands = picture.find("bands").children.iter();
        let (km, pixels) = bar(&picture);
        let outermost =
            zones.iter().last().unwrap().area_km2() / bands.clone().next().unwrap().area();
        for (band, zone) in bands.zip(zones.iter().rev()) {
            // One scale for all, the bar's but for its rounding, and for that lengths are not to scale.
            let square = zone.area_km2() / band.area();
            assert!((square / outermost - 1.0).abs() < 0.004, "{lines:?}: {square} {outermost}");
            let by_the_bar = (km / pixels).powi(2);
            assert!((by_the_bar / square - 1.0).abs() < 0.02, "{lines:?}: {by_the_bar} {square}");
        }
    }
}

#[test]
fn neighbours_share_their_edges() {
    for (lines, limits) in anywhere() {
        let (picture, _) = map(&lines, &limits);
        let edges = |band: &Node| -> HashSet<[String; 4]> {
            let rings = band.parts();
            let edges = rings.iter().flat_map(|ring| {
                ring.iter().zip(ring.iter().cycle().skip(1)).map(|(a, b)| [*a, *b])
            });
            let ordered = edges.map(|[a, b]| if a < b { [a, b] } else { [b, a] });
            ordered.map(|[a, b]| [a[0], a[1], b[0], b[1]].map(|value| value.to_string())).collect()
        };
        let bands = &picture.find("bands").children;
        let (outer, inner) = (edges(&bands[0]), edges(&bands[1]));
        assert!(inner.len() > 10, "{}", inner.len());
        // All around the inner band lies the outer one, but for the cuts of plane maps: both have them.
        let alone = inner.iter().filter(|edge| !outer.contains(*edge)).count();
        assert!(alone <= 2, "{lines:?}: {alone} of {} edges", inner.len());
    }
}

#[test]
fn the_antimeridian_is_no_limit() {
    let (picture, _) =
        map(&[&[(179.0, 0.0), (180.0, 0.0)], &[(-180.0, 0.0), (-179.0, 0.0)]], &["50km"]);
    let is_on = |point: &[f64; 2]| (point[0] - 500.0).abs() < 0.3;
    let is_cut = |a: &[f64; 2], b: &[f64; 2]| is_on(a) && is_on(b) && (a[1] - b[1]).abs() > 20.0;
    let limits = &picture.find("limits").children[0].parts();
    let drawn =
        limits.iter().flat_map(|part| part.windows(2)).any(|edge| is_cut(&edge[0], &edge[1]));
    assert!(!drawn, "{limits:?}");
    // The area filled has it, from each side.
    let rings = picture.find("bands").children[0].parts();
    let cuts = rings.iter().flat_map(|ring| ring.iter().zip(ring.iter().cycle().skip(1)));
    assert_eq!(cuts.filter(|(a, b)| is_cut(a, b)).count(), 2);
}

/// Left, top, right, bottom of a line of text: a letter of a sentence in Helvetica is half as wide
/// as it is high, on average.
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

/// Asserts that everything in an element lies on the sheet, its groups moved to their places.
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
fn it_says_what_it_is_made_of() {
    let picture = &*TWO_DRAWN;
    let words = picture.words();
    for said in [
        "A map",
        "United States, 8 August 2019",
        "0-5 km: demilitarized",
        "2214 km²",
        "at least 11541 km²",
        "United States and Turkey share 6028 km²; Turkey adds at least 5514 km², 48 % of its zone",
        "only Turkey, August",
        "at least 5514 km²",
        "held by both: not hatched",
        "6028 km²",
        "Syria east of the Euphrates",
        "‘Ayn al ‘Arab",
        "Al Qāmishlī",
        "Lambert azimuthal equal-area projection of the WGS 84 ellipsoid",
    ] {
        assert!(words.contains(said), "{said:?} is not in:\n{words}");
    }
    let ids: Vec<&str> = picture.all().into_iter().filter_map(|node| node.get("id")).collect();
    assert_eq!(ids.iter().collect::<HashSet<_>>().len(), ids.len(), "{ids:?}");
    assert_eq!(picture.children[0].name, "title");
    assert!(picture.children[1].text.contains("us-2019: 0-5 km, demilitarized, 2214 km²"));
    let hatched = &picture.find("disputed").children;
    assert_eq!(hatched.len(), 1);
    assert_eq!(hatched[0].get("fill"), Some("url(#only-second)"));
    picture.find("only-second");
}

#[test]
fn of_all_plans_each_is_seen() {
    let bands = ALL_DRAWN.find("bands").children.iter();
    let drawn: Vec<&str> = bands.map(|band| band.get("data-plan").unwrap()).collect();
    // The deepest first; of two as deep the longer one.
    assert_eq!(
        drawn,
        [
            "turkey-2019-20-miles",
            "peace-spring-2019",
            "turkey-2019-un",
            "sochi-2019",
            "turkey-2019",
            "us-2019",
            "sochi-2019",
            "us-2019",
            "security-mechanism-2019",
        ]
    );
    for id in ALL {
        assert!(ALL_DRAWN.find("legend").words().contains(id), "{id}");
    }
}

#[test]
fn it_is_made_small_and_the_same_every_time() {
    let again = embedded(&["us-2019", "turkey-2019"]);
    assert_eq!(format!("{:?}", *TWO_DRAWN), format!("{again:?}"));
    let border = dataset::turkey_syria_border();
    let plan = dataset::plan(dataset::us_2019()).unwrap();
    // Ten times as many points, and hardly more to draw.
    let lengths = ["1m", "1cm"].map(|tolerance| {
        let zones = [Zones::compute(&plan, tolerance.parse().unwrap()).unwrap()];
        Map::new(border, &zones, CAPTION).to_string().len()
    });
    assert!(lengths[0] < 80_000 && lengths[1] < lengths[0] * 3 / 2, "{lengths:?}");
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
fn without_places_and_licence_it_says_nothing_of_them() {
    let (picture, _) = map(&[&[(38.0, 36.8), (39.0, 36.7)]], &["5km"]);
    let words = picture.words();
    assert!(!words.contains("Data:") && !words.contains("place"), "{words}");
    assert!(picture.find("names").children.is_empty());
    assert!(picture.find("disputed").children.is_empty());
}

#[test]
fn without_a_zone_there_is_the_border() {
    let border = border(&[&[(38.0, 36.8), (39.0, 36.7)]]);
    let picture = Node::read(&Map::new(&border, &[], CAPTION).to_string());
    let drawn = &picture.find("border").children[0].parts()[0];
    assert!(drawn.last().unwrap()[0] - drawn[0][0] > 800.0, "{drawn:?}");
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

#[test]
fn the_legend_hatches_on_what_the_map_does() {
    let picture = embedded(&["turkey-2019", "sochi-2019"]);
    let fills = |id: &str| -> Vec<String> {
        let nodes = picture.find(id).all().into_iter().filter_map(|node| node.get("fill"));
        nodes.map(str::to_owned).collect()
    };
    let legend = fills("legend");
    // Beyond Turkey's 28 km the plan of Sochi has its outer band alone.
    let over = legend.iter().position(|fill| fill == "url(#only-second)").unwrap();
    let sochi = dataset::proposals().iter().find(|plan| plan.id() == "sochi-2019").unwrap();
    assert_eq!(legend[over - 1], sochi.colour().tint(0.5).to_string());
    let over = legend.iter().position(|fill| fill == "url(#only-first)").unwrap();
    assert_eq!(legend[over - 1], dataset::turkey_2019().colour().to_string());
}

#[test]
fn a_white_plan_is_seen() {
    let white = coloured("plan", &["5km"], "#ffffff");
    let border = border(&[&[(38.0, 36.8), (39.0, 36.7)]]);
    let zones = [zones(&border, &white)];
    let picture = Node::read(&Map::new(&border, &zones, CAPTION).to_string());
    for id in ["limits", "legend"] {
        let strokes = picture.find(id).all().into_iter().filter_map(|node| node.get("stroke"));
        assert!(strokes.clone().any(|stroke| stroke == "#767676"), "{id}");
    }
}
