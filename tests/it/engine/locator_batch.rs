//! Compares batches with single calls, invalid points among them.

use geo_types::Coord;
use safe_zone::dataset::{self, turkey_syria_border};
use safe_zone::{Locator, Standing};

use crate::support::oracle::sample::uniform;

/// The points: some around the border, and two that are nowhere.
fn asked() -> (Locator, Vec<Coord<f64>>) {
    let plans =
        [dataset::us_2019(), dataset::turkey_2019()].map(|plan| dataset::plan(plan).unwrap());
    let locator = Locator::new(turkey_syria_border(), &plans).unwrap();
    let mut points = uniform(geo_types::Rect::new((35.5, 35.4), (42.6, 37.6)), 10_000, 3);
    points[17].x = f64::NAN;
    points[4_711].y = 91.0;
    (locator, points)
}

fn standings(
    answer: &Result<safe_zone::Located<'_>, safe_zone::Error>,
) -> Result<Vec<Standing>, String> {
    answer.as_ref().map(|located| located.standings().collect()).map_err(ToString::to_string)
}

#[test]
fn batches_say_what_single_questions_say() {
    let (locator, points) = asked();
    let (mut located, mut distances, mut offsets) = (Vec::new(), Vec::new(), Vec::new());
    locator.locate_all(&points, &mut located);
    locator.distances(&points, &mut distances);
    locator.offsets(&points, &mut offsets);
    let each: Vec<_> = locator.locate_each(points.iter().copied()).collect();
    assert_eq!([located.len(), distances.len(), offsets.len(), each.len()], [points.len(); 4]);
    for (i, p) in points.iter().enumerate() {
        let single = standings(&locator.locate(p.x, p.y));
        assert_eq!(standings(&located[i]), single, "{p:?}");
        assert_eq!(standings(&each[i]), single, "{p:?}");
        assert_eq!(distances[i].clone().ok(), locator.distance(p.x, p.y).ok(), "{p:?}");
        assert_eq!(offsets[i].clone().ok(), locator.offset(p.x, p.y).ok(), "{p:?}");
    }
    let faults = located.iter().filter(|answer| answer.is_err()).count();
    assert_eq!(faults, 2);
    assert!(located[17].is_err() && distances[4_711].is_err());
}

#[cfg(feature = "rayon")]
#[test]
fn so_do_batches_on_all_processors() {
    let (locator, points) = asked();
    let (mut located, mut distances) = (Vec::new(), Vec::new());
    locator.par_locate_all(&points, &mut located);
    locator.par_distances(&points, &mut distances);
    assert_eq!([located.len(), distances.len()], [points.len(); 2]);
    for (i, p) in points.iter().enumerate() {
        assert_eq!(standings(&located[i]), standings(&locator.locate(p.x, p.y)), "{p:?}");
        assert_eq!(distances[i].clone().ok(), locator.distance(p.x, p.y).ok(), "{p:?}");
    }
}
