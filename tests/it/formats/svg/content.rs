//! What the map shows and says of plans, zones and their comparison.

use std::collections::HashSet;

use safe_zone::svg::Map;
use safe_zone::{Zones, dataset};

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
