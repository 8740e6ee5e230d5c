//! Compares batches with single calls.

use safe_zone::dataset::{self, turkey_syria_border};
use safe_zone::plan::Standing;
use safe_zone::{Locator, Position};

use crate::support::oracle::sample::uniform;

/// Some points around the border.
fn asked() -> (Locator, Vec<Position>) {
    let plans =
        [dataset::us_2019(), dataset::turkey_2019()].map(|plan| dataset::plan(plan).unwrap());
    let locator = Locator::new(turkey_syria_border(), &plans).unwrap();
    let points = uniform(geo_types::Rect::new((35.5, 35.4), (42.6, 37.6)), 10_000, 3);
    let points = points.into_iter().map(|point| Position::try_from(point).unwrap());
    (locator, points.collect())
}

fn standings(located: safe_zone::points::Located<'_>) -> Vec<Standing> {
    located.standings().collect()
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
    for (i, &p) in points.iter().enumerate() {
        let single = standings(locator.locate(p));
        assert_eq!(standings(located[i]), single, "{p:?}");
        assert_eq!(standings(each[i]), single, "{p:?}");
        assert_eq!(distances[i], locator.distance(p), "{p:?}");
        assert_eq!(offsets[i], locator.offset(p), "{p:?}");
    }
}

#[cfg(feature = "rayon")]
#[test]
fn so_do_batches_on_all_processors() {
    let (locator, points) = asked();
    let (mut located, mut distances) = (Vec::new(), Vec::new());
    locator.par_locate_all(&points, &mut located);
    locator.par_distances(&points, &mut distances);
    assert_eq!([located.len(), distances.len()], [points.len(); 2]);
    for (i, &p) in points.iter().enumerate() {
        assert_eq!(standings(located[i]), standings(locator.locate(p)), "{p:?}");
        assert_eq!(distances[i], locator.distance(p), "{p:?}");
    }
}
