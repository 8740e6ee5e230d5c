//! What the map shows and says of plans, zones and their comparison.

use std::collections::HashSet;

use safe_zone::svg::{AreaName, Map};
use safe_zone::{Position, Zones, dataset};

use super::{ALL, ALL_DRAWN, CAPTION, TWO_DRAWN, border, coloured, embedded, map, zones};
use crate::support::svg_tree::Node;

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
        "held by both: striped",
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
    // Both bands of the United States lie on Turkey's zone, the deepest.
    let striped = picture.find("overlaps").children.iter();
    let striped: Vec<_> = striped.map(|it| (it.get("fill"), it.get("clip-path"))).collect();
    assert_eq!(striped, [(Some("url(#beneath-0)"), Some("url(#within-0)")); 2]);
    assert_eq!(picture.find("beneath-0").children[0].get("stroke"), Some("#d55e00"));
    let bands = &picture.find("bands").children;
    assert_eq!(picture.find("within-0").children[0].get("d"), bands[0].get("d"));
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
    // Below the map each plan is alone, its own shape in its own colours, all at one scale: that of the shape of
    // the map in small.
    let alone = &ALL_DRAWN.find("alone").children;
    let paths = |node: &&Node| node.children.iter().any(|it| it.get("class") == Some("band"));
    let alone: Vec<&Node> = alone.iter().filter(paths).collect();
    assert_eq!(alone.len(), ALL.len());
    let area = |node: &Node, id: &str| -> f64 {
        let of = node.children.iter().filter(|band| band.get("data-plan") == Some(id));
        of.map(Node::area).sum()
    };
    let scales = ALL.map(|id| {
        let small: f64 = alone.iter().map(|node| area(node, id)).sum();
        small / area(ALL_DRAWN.find("bands"), id)
    });
    // The strip of 5 km is 2 pixels wide there, and drawn to a tenth.
    assert!(scales.iter().all(|scale| (scale / scales[0] - 1.0).abs() < 0.06), "{scales:?}");
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
fn without_places_and_licence_it_says_nothing_of_them() {
    let (picture, _) = map(&[&[(38.0, 36.8), (39.0, 36.7)]], &["5km"]);
    let words = picture.words();
    assert!(!words.contains("Data:") && !words.contains("place"), "{words}");
    assert!(picture.find("names").children.is_empty());
    assert!(picture.find("overlaps").children.is_empty());
}

#[test]
fn without_a_zone_there_is_the_border() {
    let border = border(&[&[(38.0, 36.8), (39.0, 36.7)]]);
    let picture = Node::read(&Map::new(&border, &[], CAPTION).to_string());
    let drawn = &picture.find("border").children[0].parts()[0];
    assert!(drawn.last().unwrap()[0] - drawn[0][0] > 800.0, "{drawn:?}");
}

#[test]
fn the_legend_stripes_what_the_map_does() {
    let picture = embedded(&["turkey-2019", "sochi-2019"]);
    let fills = |id: &str| -> Vec<String> {
        let nodes = picture.find(id).all().into_iter().filter_map(|node| node.get("fill"));
        nodes.map(str::to_owned).collect()
    };
    let sochi = dataset::proposal("sochi-2019").unwrap().colour();
    let turkey = dataset::turkey_2019().colour();
    // From below: the outer band of Sochi, 30 km deep, then Turkey's 28 km, then Sochi's 10 km.
    let bands = fills("bands");
    assert_eq!(bands, [sochi.tint(0.5), turkey, sochi].map(|colour| colour.to_string()));
    assert_eq!(fills("overlaps"), ["url(#beneath-0)", "url(#beneath-1)"]);
    let legend = fills("legend");
    for (stripes, on_top) in [("url(#beneath-0)", turkey), ("url(#beneath-1)", sochi)] {
        let over = legend.iter().position(|fill| fill == stripes).unwrap();
        assert_eq!(legend[over - 1], on_top.to_string());
    }
    // Beyond Turkey's 28 km the plan of Sochi has its outer band alone; it is held by one plan, and plain.
    let last = legend.iter().rposition(|fill| *fill == sochi.tint(0.5).to_string()).unwrap();
    assert_eq!(legend[last + 1], "none");
}

#[test]
fn plans_of_one_colour_are_striped_in_another() {
    let border = border(&[&[(38.0, 36.8), (39.0, 36.7)]]);
    let zones = [coloured("a", &["5km"], "#0072b2"), coloured("b", &["9km"], "#0072b2")]
        .map(|proposal| zones(&border, &proposal));
    let picture = Node::read(&Map::new(&border, &zones, CAPTION).to_string());
    assert_eq!(picture.find("beneath-0").children[0].get("stroke"), Some("#ffffff"));
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

/// Names with a choice keep off the zone, here 5 km on both sides of a line; names without one stay.
#[test]
fn names_of_areas_stand_where_they_are_said_to() {
    let border = border(&[&[(38.0, 36.8), (39.0, 36.7)]]);
    let plan = coloured("plan", &["5km"], "#0072b2");
    let zones = [zones(&border, &plan)];
    let at = |lon, lat| Position::new(lon, lat).unwrap();
    let names = [
        AreaName::at_first_free("North", [at(38.5, 36.775), at(38.5, 36.9), at(38.5, 36.95)]),
        AreaName::at_first_free("Nowhere", [at(38.5, 36.75), at(0.0, 0.0)]),
        AreaName::at("On it", at(38.3, 36.77)),
        AreaName::at("Far away", at(10.0, 50.0)),
    ];
    let map = Map::new(&border, &zones, CAPTION).naming(&names);
    assert!(map.shows(at(38.5, 36.9)) && !map.shows(at(10.0, 50.0)));
    let picture = Node::read(&map.to_string());
    let drawn = &picture.find("areas").children;
    let words: Vec<&str> = drawn.iter().map(|it| it.text.as_str()).collect();
    assert_eq!(words, ["NORTH", "ON IT"]);
    let bands = picture.find("bands").children[0].parts().concat();
    let top = bands.iter().map(|point| point[1]).fold(f64::INFINITY, f64::min);
    assert!(drawn[0].number("y") < top && drawn[1].number("y") > top, "{drawn:?}");
}
