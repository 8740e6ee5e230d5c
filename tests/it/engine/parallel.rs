//! With the feature `rayon`: zones do not depend on the number of processors.

#![cfg(feature = "rayon")]

use geo_types::{LineString, MultiLineString, coord};
use rayon::ThreadPoolBuilder;
use safe_zone::dataset::turkey_syria_border;
use safe_zone::{Border, Edges, Length, Tolerance, buffer};

#[test]
fn zones_are_the_same_on_any_number_of_processors() {
    // A zigzag beside itself, where balls tell too little and all walks share the capsules.
    let turn = |i: u32| coord! { x: 38.0 + 0.1 * f64::from(i % 2), y: 36.0 + 1e-5 * f64::from(i) };
    let zigzag: LineString<f64> = (0..1_500).map(turn).collect();
    let zigzag = Border::new(MultiLineString(vec![zigzag]), Edges::Planar).unwrap();
    for (border, distances) in [(turkey_syria_border(), [5e3, 14e3]), (&zigzag, [2.0, 5.0])] {
        let distances = distances.map(|metres| Length::from_metres(metres).unwrap());
        let zones = |threads: usize| {
            let pool = ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| buffer(border, &distances, Tolerance::default()).unwrap())
        };
        let one = zones(1);
        for threads in [2, 3] {
            assert!(one == zones(threads), "{threads} processors");
        }
    }
}
