//! Sides of lines that run beside themselves, by brute force. Inside a spiral one long curve runs
//! between the windings, and passes the lines straight on from both tips, where it turns back to the
//! tip. From the tips of a line there and back two curves run side by side, a hair apart. Where the way
//! back crosses the way there, sides change, at an angle as small as the two are close.

use geo_types::{Coord, LineString, MultiLineString};
use safe_zone::{Border, Edges};

use crate::support::oracle::sample::Random;
use crate::support::side_oracle::{away, check_sides};

/// A spiral about a place: `radius` gives the distance from there in metres, at an angle in radians.
fn spiral(at: (f64, f64), [count, step]: [f64; 2], radius: impl Fn(f64) -> [f64; 2]) -> Border {
    const DEGREE: f64 = 111_000.0;
    let point = |i: u32| {
        let angle = f64::from(i) * step;
        let [east, north] = radius(angle);
        let shrink = at.1.to_radians().cos();
        Coord {
            x: at.0 + east * angle.cos() / DEGREE / shrink,
            y: at.1 + north * angle.sin() / DEGREE,
        }
    };
    let line = LineString((0..count as u32).map(point).collect());
    Border::new(MultiLineString(vec![line]), Edges::Planar).expect("a border")
}

/// Spirals that shrink by a share of their width: no side of them could be closed.
#[test]
fn a_spiral_that_shrinks_has_two_sides() {
    for (at, points, [rate, wide], [depth, allowed]) in [
        ((26.894_409, 61.524_857), [114.0, 0.329_418], [0.016_180, 3.0769], [655.278, 0.645]),
        ((104.145_453, 55.806_295), [54.0, 0.378_699], [0.017_835, 2.3881], [1_321.96, 0.184]),
    ] {
        let border = spiral(at, points, |angle| [wide * depth * (-rate * angle).exp(); 2]);
        check_sides(&border, depth, allowed, 150, 9);
    }
}

/// A spiral whose windings lie 86 m apart, seen from 5 km.
#[test]
fn a_spiral_of_even_windings_has_two_sides() {
    let (at, depth) = ((-62.476_906, -33.268_879), 5_054.674);
    let border = spiral(at, [88.0, 0.574_341], |angle| [13.7 * angle, 0.6702 * 13.7 * angle]);
    check_sides(&border, depth, 0.1, 150, 9);
}

/// A line of 300 m and its way back 0.1 m beside it, at a tolerance of 1 m: no side could be closed.
#[test]
fn a_line_there_and_back_a_hair_apart_has_two_sides() {
    let line = LineString::from(vec![
        (-146.68249684740712, 13.7743704683336),
        (-146.68254814617168, 13.774371544216677),
        (-146.6826185813659, 13.774380765556625),
        (-146.68317819265647, 13.774245011723364),
        (-146.68324519143576, 13.774191438342045),
        (-146.68328879576978, 13.774174529873383),
        (-146.6836028276084, 13.773909501522793),
        (-146.68387710188088, 13.773512393270105),
        (-146.68392519887337, 13.773492273082775),
        (-146.68397129075674, 13.773458715773268),
        (-146.6840758716275, 13.773402156642552),
        (-146.6841511346582, 13.773369686487358),
        (-146.68421326686922, 13.773277159071457),
        (-146.68474178363027, 13.772694705837242),
        (-146.68480039952044, 13.772620561315298),
        (-146.68479966605975, 13.77262001085537),
        (-146.68474108545084, 13.772694113164091),
        (-146.68421256224175, 13.773276573732016),
        (-146.68415050248046, 13.773369026828851),
        (-146.6840754516968, 13.773401351356588),
        (-146.68397080586698, 13.773457946141075),
        (-146.68392473088517, 13.77349149351894),
        (-146.6838763622447, 13.77351185075828),
        (-146.68360212750625, 13.773908911016433),
        (-146.6832882129925, 13.774173828096396),
        (-146.68324468414255, 13.774190682630866),
        (-146.6831779179629, 13.774244148666877),
        (-146.68261839411218, 13.774379880426531),
        (-146.68254822640597, 13.77437064377053),
        (-146.6824968673712, 13.774369564689561),
    ]);
    let border = Border::new(MultiLineString(vec![line]), Edges::Planar).expect("a border");
    check_sides(&border, 344.636_514_686_422_46, 1.0, 300, 41);
}

/// A wandering line and its way back, each point of it within a tolerance and a half of the way there:
/// the two cross over and over. Crossings were moved to vertices within a centimetre, tens of metres
/// along; seven of these borders had points on the wrong side.
#[test]
fn a_line_that_crosses_its_way_back_has_two_sides() {
    for seed in (0..12).chain([41, 113, 132, 171, 254, 454, 479]) {
        let mut random = Random::new(seed);
        let allowed = 10_f64.powf(random.between(-1.0, 0.5));
        let depth = allowed * 10_f64.powf(random.between(2.0, 3.5));
        let apart = allowed * random.between(0.05, 1.6);
        let mut at = Coord { x: random.between(-170.0, 170.0), y: random.between(-60.0, 60.0) };
        let mut bearing = random.between(0.0, 360.0);
        let (mut there, mut back) = (vec![at], vec![away(at, bearing + 90.0, apart)]);
        for _ in 0..random.between(2.0, 40.0) as usize {
            bearing += random.between(-70.0, 70.0);
            at = away(at, bearing, depth * 10_f64.powf(random.between(-2.5, -0.5)));
            there.push(at);
            back.push(away(at, random.between(0.0, 360.0), apart * random.between(0.0, 1.0)));
        }
        there.extend(back.into_iter().rev());
        let line = MultiLineString(vec![LineString(there)]);
        let border = Border::new(line, Edges::Planar).expect("a border");
        check_sides(&border, depth, allowed, 300, seed);
    }
}
