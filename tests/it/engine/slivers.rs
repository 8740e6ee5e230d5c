//! Curves that end in one place to within rounding, and leave a cell nanometres wide between them.

use geo::Validation;
use geo_types::LineString;
use safe_zone::{Border, Edges, Extent, Side, area_km2, bands, buffer};

use crate::support::judge::{length, tolerance};

/// A spiral of random steps whose sides could not be closed: three curves meet in a fork, 14 mm
/// long.
const SPIRAL: [(f64, f64); 29] = [
    (113.98995345053402, 39.20146645946593),
    (113.99022061019954, 39.201511988522945),
    (113.99051085923209, 39.20140234772373),
    (113.99061308553911, 39.201151950165354),
    (113.99068489920364, 39.200823368421716),
    (113.99037976810935, 39.200577418192275),
    (113.98995345053402, 39.200413695277796),
    (113.98942278082536, 39.20043678466395),
    (113.9888160181003, 39.20064098784117),
    (113.98835373068515, 39.201151941050206),
    (113.98885765880138, 39.201644192593875),
    (113.98927468928662, 39.20206667305883),
    (113.98995345053402, 39.20244806065998),
    (113.9909381033752, 39.20247889355641),
    (113.99142617607943, 39.20181351103699),
    (113.99166867002202, 39.201151939407076),
    (113.99179542562982, 39.20032447967348),
    (113.99108199252117, 39.19963103006794),
    (113.98995345053402, 39.199071468781874),
    (113.9886722911362, 39.19942534358201),
    (113.98739741096864, 39.2000036866736),
    (113.98737485883983, 39.201151923497676),
    (113.9872471489033, 39.2023676184323),
    (113.98830962708612, 39.203367174781505),
    (113.98995345053402, 39.20305588743424),
    (113.99182747282664, 39.203677378596346),
    (113.99281001517589, 39.202435113261046),
    (113.99331866575601, 39.20115190343244),
    (113.99261868807876, 39.19995462890759),
];

#[test]
fn a_cell_of_nanometres_beside_a_fork_does_not_matter() {
    let border = Border::new(LineString::from(SPIRAL.to_vec()), Edges::Planar).expect("a border");
    let (depth, bound) = ([length(349.164_030_665_569_8)], tolerance(0.026_466_439_864_140_76));
    let side = |side| {
        let zone = bands(&border, Extent::default().on(side), &depth, bound).expect("a side");
        assert!(zone[0].check_validation().is_ok());
        area_km2(&zone[0])
    };
    // Both sides together are the zone.
    let both = area_km2(&buffer(&border, &depth, bound).expect("a zone")[0]);
    assert!(((side(Side::Left) + side(Side::Right)) / both - 1.0).abs() < 1e-9);
}
