//! Lengths and areas on the sheet are those on the ellipsoid.

use std::collections::HashSet;

use geo::{Destination, Geodesic, Point};
use safe_zone::places::{Gazetteer, Settlement};
use safe_zone::plan::Census;
use safe_zone::svg::Map;
use safe_zone::{Extent, Plan, Position, Tolerance};

use super::{CAPTION, anywhere, border, map, proposal, zones};
use crate::support::svg_tree::Node;

/// The kilometres that the scale bar stands for, and the pixels between its ends.
fn bar(picture: &Node) -> (f64, f64) {
    let bar = picture.find("scale");
    let line = bar.children.iter().find(|node| node.get("class") == Some("bar")).unwrap();
    let ends = &line.parts()[0];
    let words = &bar.children.last().unwrap().text;
    let (number, unit) = words.split_once(' ').unwrap();
    let km = number.parse::<f64>().unwrap() * if unit == "km" { 1.0 } else { 0.001 };
    (km, ends[1][0] - ends[0][0])
}

/// Two places as far apart as the bar says, through the middle of the map, are drawn as far apart as
/// the bar is long; on the largest map a bar that were right in the middle alone would be 1 px longer.
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
    // What is filled has it, from each side.
    let rings = picture.find("bands").children[0].parts();
    let cuts = rings.iter().flat_map(|ring| ring.iter().zip(ring.iter().cycle().skip(1)));
    assert_eq!(cuts.filter(|(a, b)| is_cut(a, b)).count(), 2);
}
