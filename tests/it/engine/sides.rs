//! Sides and sectors where parts of a border meet: lenses, joints, islets, tips; by brute force.

use geo_types::{Coord, LineString, MultiLineString};
use safe_zone::linear::Sector;
use safe_zone::{Border, Edges, Extent, Length, Route, Side, area_km2, bands};

use crate::support::judge::{length, tolerance};
use crate::support::oracle::membership::Membership;
use crate::support::oracle::sample::{Random, on_map};
use crate::support::side_oracle::{away, check_sides, side};

fn border(lines: &[Vec<(f64, f64)>]) -> Border {
    let lines = lines.iter().cloned().map(LineString::from).collect();
    Border::new(MultiLineString(lines), Edges::Planar).expect("a border")
}

/// Points that lay outside the left zone of 0.1.0 though they see the border on that side.
#[test]
fn inside_a_lens_each_point_has_its_side() {
    // Two lines of 10 km that share both ends; the second bends in its middle.
    let lens = |degrees: f64| {
        let (start, end) = (Coord { x: 38.0, y: 36.8 }, Coord { x: 38.0, y: 36.89 });
        let aside = 0.045 * (degrees.to_radians()).tan() / 36.845_f64.to_radians().cos();
        let middle = Coord { x: 38.0 + aside, y: 36.845 };
        let lines = vec![LineString(vec![start, middle, end]), LineString(vec![start, end])];
        Border::new(MultiLineString(lines), Edges::Planar).expect("a border")
    };
    for degrees in [0.1, 0.5, 2.0, 4.0, 10.0, 30.0] {
        for (depth, allowed) in [(2_500.0, 1.0), (5_000.0, 0.01)] {
            check_sides(&lens(degrees), depth, allowed, 150, 3);
        }
    }
}

/// The T whose arms bend by 0.04 to 0.1 degrees: 0.1.0 could not close it.
#[test]
fn three_lines_meet() {
    for bend in [0.0, 0.04, 0.1, 1.0] {
        let center = Coord { x: 22.7, y: 44.24 };
        let arms = [0.0, 180.0 + bend, 60.0].map(|bearing| away(center, bearing, 10_000.0));
        for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
            let lines = order.map(|arm| LineString(vec![arms[arm], center])).to_vec();
            let border = Border::new(MultiLineString(lines), Edges::Planar).expect("a border");
            for (depth, allowed) in [(1_000.0, 0.01), (5_000.0, 1.0), (5_000.0, 0.1)] {
                check_sides(&border, depth, allowed, 60, 5);
            }
        }
    }
}

/// A lens of 4 degrees: a point 142.8 m from the first line, on its left (pyproj, by brute force
/// over the line), which the left zone of 0.1.0 left out.
#[test]
fn a_lens_s_own_point_is_on_its_left() {
    let lens = border(&[
        vec![(38.0, 36.8), (38.003_92, 36.845_049), (38.0, 36.890_098)],
        vec![(38.0, 36.8), (38.0, 36.890_098)],
    ]);
    let left = side(&lens, Side::Left, 2_500.0, tolerance(1.0));
    assert!(Membership::new(&left).contains(38.001_953_304_8, 36.840_896_735_6));
    check_sides(&lens, 2_500.0, 1.0, 300, 1);
}

/// Lines that 0.1.0 could not close on one side: three that meet, two of them nearly straight on;
/// three of a real border; an islet beside a coast (Puget Sound, from Natural Earth, public
/// domain).
#[test]
fn lines_that_meet_or_pass_close_have_two_sides() {
    let meet = [
        vec![(22.591_779, 44.194_815), (22.7, 44.24)],
        vec![(22.7, 44.329_995), (22.7, 44.24)],
        vec![(22.700_218, 44.150_004), (22.7, 44.24)],
    ];
    let real = [
        vec![(22.667_485, 44.220_195), (22.705_105, 44.237_791)],
        vec![(22.775_179, 44.195_236), (22.705_105, 44.237_791)],
        vec![(22.687_845, 44.248_307), (22.705_105, 44.237_791)],
    ];
    let islet = [
        vec![
            (-122.853076, 47.204736),
            (-122.862598, 47.185059),
            (-122.876758, 47.186133),
            (-122.907959, 47.226123),
            (-122.911914, 47.254346),
            (-122.885107, 47.274707),
            (-122.84917, 47.216309),
            (-122.853076, 47.204736),
        ],
        vec![
            (-122.542187, 47.275586),
            (-122.60415, 47.166992),
            (-122.627051, 47.144238),
            (-122.701953, 47.110889),
            (-122.729883, 47.111816),
            (-122.811963, 47.145996),
            (-122.91416, 47.131494),
            (-123.027588, 47.138916),
            (-122.987646, 47.172559),
            (-122.956201, 47.24458),
            (-122.919531, 47.289648),
            (-122.828467, 47.336572),
            (-122.812549, 47.328955),
            (-122.783301, 47.225977),
            (-122.767773, 47.218359),
            (-122.720898, 47.305127),
            (-122.707715, 47.316406),
            (-122.648633, 47.281445),
            (-122.603906, 47.274609),
            (-122.577881, 47.293164),
            (-122.553564, 47.404932),
            (-122.557422, 47.463184),
            (-122.58584, 47.528418),
            (-122.675488, 47.612354),
            (-122.664307, 47.617236),
            (-122.628271, 47.608154),
            (-122.613623, 47.615625),
            (-122.630176, 47.692822),
            (-122.618408, 47.712793),
            (-122.523926, 47.769336),
            (-122.510791, 47.815723),
            (-122.532813, 47.919727),
            (-122.585742, 47.927881),
            (-122.592676, 47.916406),
            (-122.587891, 47.855957),
            (-122.608154, 47.835498),
            (-122.717871, 47.762109),
            (-122.757129, 47.700537),
            (-122.814063, 47.658545),
            (-122.912891, 47.607373),
            (-122.982471, 47.559375),
            (-123.048633, 47.479346),
            (-123.060156, 47.453662),
            (-123.066797, 47.399658),
            (-123.018213, 47.401074),
            (-122.916895, 47.417969),
            (-122.922168, 47.407666),
            (-123.030908, 47.360205),
            (-123.104199, 47.348389),
            (-123.136328, 47.355811),
        ],
    ];
    let cases: [(&[_], &[f64]); 3] =
        [(&meet, &[1_000.0, 5_000.0]), (&real, &[5_000.0]), (&islet, &[5_000.0])];
    for (lines, depths) in cases {
        for &depth in depths {
            for allowed in [1.0, 0.1, 0.01] {
                check_sides(&border(lines), depth, allowed, 60, 2);
            }
        }
    }
}

/// The order of lines does not matter where no wedge is a joint's own. The area is 100.072 km2, by
/// brute force over grids of 5 m, within 0.001 km2; drawn within 1 m of its depth, 100.060 km2
/// (another program's figure).
#[test]
fn the_order_of_lines_does_not_matter() {
    let lines = [
        vec![(22.667485, 44.220195), (22.705105, 44.237791)],
        vec![(22.775179, 44.195236), (22.705105, 44.237791)],
        vec![(22.687845, 44.248307), (22.705105, 44.237791)],
    ]
    .map(LineString::from);
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        let lines = order.map(|i| lines[i].clone()).to_vec();
        let border = Border::new(MultiLineString(lines), Edges::Planar).expect("a border");
        for (allowed, expected) in [(1.0, 100.06), (0.01, 100.072)] {
            let area = area_km2(&side(&border, Side::Left, 5_000.0, tolerance(allowed)));
            assert!((area - expected).abs() < 0.002, "{area} km2");
        }
    }
}

/// Lines of 20 m edges that turn back on themselves or cross themselves within millimetres: a spike
/// half a millimetre beside its own start, a spike that crosses the line by 1.5 cm, a loop narrower
/// than the tolerance, pockets of one side 40 m apart at 190 m.
#[test]
fn short_edges_that_turn_back_have_two_sides() {
    let lines: [&[(f64, f64)]; 4] = [
        &[
            (36.080085576667024, 35.868214968973206),
            (36.08001226777378, 35.86814695700455),
            (36.08031304555425, 35.868426023691875),
        ],
        &[
            (36.66647345854494, 36.23485644606928),
            (36.666381509093036, 36.23470121065781),
            (36.666769682586036, 36.23488555308935),
            (36.666436961331364, 36.23479507588847),
            (36.66698408872169, 36.234968336227865),
        ],
        &[
            (36.36578699230243, 36.167732176726936),
            (36.36559195992867, 36.167939754966454),
            (36.36567511769855, 36.16784413704851),
            (36.36557748155484, 36.168064530743116),
        ],
        &[
            (36.37834993791814, 36.10704226048631),
            (36.37917832531818, 36.10666669907076),
            (36.37932840572075, 36.10690914384838),
            (36.37938261606497, 36.10648860991827),
            (36.381841163758885, 36.1077814260204),
            (36.38132323676461, 36.1083747923096),
            (36.381526422996195, 36.10875634888279),
            (36.38137045864245, 36.10875439686273),
            (36.38128183472394, 36.10873183084051),
            (36.38145881445563, 36.10869127106467),
            (36.381080064495144, 36.10934410042028),
            (36.3810710899592, 36.109531405615655),
            (36.38089775188489, 36.109604622989586),
            (36.38097350925366, 36.10956413995723),
            (36.38054115511245, 36.11025426207011),
            (36.38038011232229, 36.110197372337595),
            (36.37931350719499, 36.11098778924413),
            (36.37533830682769, 36.109369557254716),
        ],
    ];
    for line in lines {
        let line = LineString::from(line.to_vec());
        let border = Border::new(MultiLineString(vec![line]), Edges::Planar).expect("a border");
        check_sides(&border, 5_000.0, 1.0, 300, 6);
    }
}

/// A ring with a gap of 90 m, whose inside lost its side at 1 m of tolerance; alike about its axis,
/// so that the curves from both ends end in one place.
#[test]
fn inside_a_ring_that_all_but_closes_is_a_side() {
    let ring = border(&[vec![
        (38.019_994, 36.800_4),
        (38.009_71, 36.813_988),
        (37.989_856, 36.813_789),
        (37.98, 36.8),
        (37.989_856, 36.786_211),
        (38.009_71, 36.786_012),
        (38.019_994, 36.799_6),
    ]]);
    for allowed in [10.0, 1.0, 0.1, 0.01] {
        check_sides(&ring, 20_000.0, allowed, 200, 8);
        let left = side(&ring, Side::Left, 20_000.0, tolerance(allowed));
        assert!(Membership::new(&left).contains(38.0, 36.8));
    }
}

/// A line of random turns, or several from one point or beside one another.
fn random_border(random: &mut Random, depth: f64) -> Border {
    let center = Coord { x: random.between(-170.0, 170.0), y: random.between(-70.0, 70.0) };
    let count = 1 + random.between(0.0, 5.0) as usize;
    let lines = (0..count).map(|_| {
        let mut bearing = random.between(0.0, 360.0);
        let apart = if random.between(0.0, 1.0) < 0.5 { 0.0 } else { depth };
        let mut line = vec![away(center, random.between(0.0, 360.0), apart)];
        for _ in 0..1 + random.between(0.0, 7.0) as usize {
            bearing += random.between(-100.0, 100.0);
            let last = line[line.len() - 1];
            line.push(away(last, bearing, depth * random.between(0.1, 1.5)));
        }
        // A lens: back to a vertex by another way, at a small angle.
        if random.between(0.0, 1.0) < 0.4 {
            let (from, to) = (line[line.len() - 1], line[line.len() - 2]);
            let wide = 10_f64.powf(random.between(-1.0, 1.5)).to_radians().tan();
            let aside = Coord { x: (to.y - from.y) * 0.5 * wide, y: (from.x - to.x) * 0.5 * wide };
            line.extend([from + (to - from) * 0.5 + aside, to]);
        }
        if random.between(0.0, 1.0) < 0.5 {
            line.reverse();
        }
        LineString(line)
    });
    Border::new(MultiLineString(lines.collect()), Edges::Planar).expect("a border")
}

fn random_sides(seeds: std::ops::Range<u64>, points: usize) {
    for seed in seeds {
        let mut random = Random::new(seed);
        let depth = 10_f64.powf(random.between(2.3, 4.5));
        let allowed = 10_f64.powf(random.between(-2.0, 0.0)).min(0.05 * depth);
        let border = random_border(&mut random, depth);
        if border.lines().0.iter().flat_map(LineString::lines).any(|it| it.dx().abs() > 90.0) {
            // The oracle knows no antimeridian.
            continue;
        }
        check_sides(&border, depth, allowed, points, seed);
    }
}

#[test]
fn random_borders_have_sides() {
    random_sides(0..60, 40);
}

#[test]
#[ignore = "150 random borders, 100 points each: a minute"]
fn many_random_borders_have_sides() {
    random_sides(1_000..1_150, 100);
}

/// Turned about the Earth's axis until its middle lies at 180°, a border has sides of the same
/// area.
#[test]
fn sides_do_not_depend_on_the_longitude() {
    for seed in 0..24 {
        let mut random = Random::new(seed);
        let (depth, allowed) = (10_f64.powf(random.between(2.3, 4.5)), tolerance(1.0));
        let lines = random_border(&mut random, depth).lines().clone();
        let middle = lines.0[0].0[0].x;
        let turned = |to: f64| {
            let turn = |p: Coord<f64>| on_map(Coord { x: p.x - middle + to, y: p.y });
            let lines: MultiLineString<f64> = lines
                .iter()
                .map(|line| LineString::from_iter(line.coords().map(|&p| turn(p))))
                .collect();
            let border = Border::new(lines, Edges::Geodesic).expect("a border");
            [Side::Left, Side::Right, Side::Both]
                .map(|of| area_km2(&side(&border, of, depth, allowed)))
        };
        let (here, there) = (turned(0.0), turned(180.0));
        // Each edge may lie a tolerance from another drawing's.
        let slack = 2.0 * (depth / 1e3) * (1.0 / 1e3);
        for (one, other) in here.iter().zip(there) {
            assert!((one - other).abs() < slack, "seed {seed}: {here:?} and {there:?} km²");
        }
    }
}

/// The whole line and sectors that end at, just before and just after vertices, tips and joints.
fn random_sectors(seeds: impl IntoIterator<Item = u64>) {
    for seed in seeds {
        let mut random = Random::new(seed);
        let depth = 10_f64.powf(random.between(2.3, 4.5));
        let bound = 10_f64.powf(random.between(-2.0, 0.0)).min(0.05 * depth);
        let border = random_border(&mut random, depth);
        let end = border.length();
        let zone = |from: Length, to: Length| {
            let extent = Extent::default().along([Sector::new(from, to).expect("a sector")]);
            let zone = bands(&border, extent, &[length(depth)], tolerance(bound));
            area_km2(
                &zone.unwrap_or_else(|error| {
                    panic!(
                        "{seed}, {from} to {to}, tolerance {bound}: {error}; {:?}",
                        border.lines()
                    )
                })[0],
            )
        };
        let whole = zone(Length::ZERO, end);
        let chainages: Vec<Length> = Route::new(&border).vertex_chainages().flatten().collect();
        for offset in [0.0, 1e-6, -1e-6, 1e-3, -1e-3, 0.1, -0.1] {
            let at = chainages[random.between(0.0, chainages.len() as f64) as usize];
            let cut = (at.metres() + offset).clamp(0.0, end.metres());
            let room = 2.1 * bound;
            if cut > room && end.metres() - cut > room {
                let cut = length(cut);
                let sum = zone(Length::ZERO, cut) + zone(cut, end);
                // Computed apart, their common curves are drawn from other ends.
                let drawn = 4.0 * depth * bound / 1e6;
                assert!((sum - whole).abs() < drawn, "{seed}, {cut}: {sum} of {whole} km2");
            } else {
                let short = length(offset.abs());
                zone(short, end);
                zone(Length::ZERO, length(end.metres() - offset.abs()));
            }
        }
    }
}

#[test]
fn sectors_end_anywhere() {
    random_sectors(0..25);
}

/// Ends a millimetre beside a vertex, where three sectors meet within micrometres at 5 to 15 km.
#[test]
fn sectors_fork_beside_their_ends() {
    random_sectors([702_170, 705_190, 705_869]);
}

#[test]
#[ignore = "60 random borders, cut in 7 places each: a minute"]
fn sectors_of_many_borders_end_anywhere() {
    random_sectors(100..160);
}
