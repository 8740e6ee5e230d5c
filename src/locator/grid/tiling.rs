//! A map of square cells around a border, and the cell of a position.
//!
//! Longitude, latitude in degrees. The map holds every point within reach of the border and a good
//! deal more; where it reaches across the antimeridian or over a pole, it goes around the Earth.
//! The map is cut into 2^[`TOP`] cells, as nearly square on the ground as may be, and the side of
//! each cell into 2^[`BELOW`] parts: the corner of a cell is counted in these parts.

use geo_types::{Coord, Rect};

use crate::earth::{self, Vec3};

/// The number of cells of the map, as a power of two.
const TOP: u32 = 16;
/// The number of parts of a cell's side, as a power of two: a tenth of a millimetre each in a map
/// of 1,000 km.
pub(super) const BELOW: u32 = 24;

/// A lower bound of the metres in a degree of the equator and in a degree of any meridian.
const DEGREE: [f64; 2] = [111_300.0, 110_500.0];

/// The map, divided into cells.
#[derive(Debug)]
pub(crate) struct Tiling {
    corner: Coord<f64>,
    /// The number of parts in a degree, eastwards and northwards.
    scale: Coord<f64>,
    /// The last part eastwards and northwards.
    last: Coord<f64>,
    /// The number of cells from west to east and from south to north, as powers of two.
    pub bits: [u32; 2],
    /// The half side of a square of 2^bits parts, by bits.
    steps: Vec<[Step; 2]>,
}

/// A square of 2^bits parts a side, by its south-western corner.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Square {
    pub x: u64,
    pub y: u64,
    pub bits: u32,
}

/// A square's middle, and the largest distance of its points from the middle, metres.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Middle {
    pub position: Coord<f64>,
    pub center: Vec3,
    pub radius: f64,
    /// Sine and cosine of longitude and latitude.
    turns: [(f64, f64); 2],
}

/// The plane that touches the ellipsoid in a square's middle.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tangent {
    /// The way eastwards and northwards on the plane, metres for each degree.
    pub east: Vec3,
    pub north: Vec3,
    /// The largest distance of a point of the square from the one of as many degrees on the plane.
    pub off: f64,
}

/// An angle, radians.
#[derive(Debug, Clone, Copy)]
struct Step {
    angle: f64,
    sin: f64,
    cos: f64,
}

impl Tiling {
    /// The map around these positions for points up to `reach` metres away.
    pub fn around(positions: impl Iterator<Item = Coord<f64>> + Clone, reach: f64) -> Self {
        let bound = |pick: fn(Coord<f64>) -> f64| {
            let least = positions.clone().map(pick).fold(f64::INFINITY, f64::min);
            (least, positions.clone().map(pick).fold(f64::NEG_INFINITY, f64::max))
        };
        let ((west, east), (south, north)) = (bound(|p| p.x), bound(|p| p.y));
        let cosine = |lat: f64| lat.abs().min(90.0).to_radians().cos();
        let middle = cosine(0.5 * (south + north));
        let size = (DEGREE[0] * middle * (east - west)).hypot(DEGREE[1] * (north - south));
        let beyond = 1.1 * reach + 0.05 * size + 10.0;
        let up = beyond / DEGREE[1];
        let (south, north) = ((south - up).max(-90.0), (north + up).min(90.0));
        let across = beyond / (DEGREE[0] * cosine(south).min(cosine(north)));
        let (mut west, mut east) = (west - across, east + across);
        // Beyond 30 degrees, a degree of a great circle and a degree of the parallel differ too
        // much.
        if across.is_nan() || across > 30.0 || west < -180.0 || east > 180.0 {
            (west, east) = (-180.0, 180.0);
        }
        let aspect = DEGREE[0] * middle.max(0.01) * (east - west) / (DEGREE[1] * (north - south));
        let wide =
            (0.5 * (f64::from(TOP) + aspect.log2())).round().clamp(2.0, f64::from(TOP) - 2.0);
        let bits = [wide as u32, TOP - wide as u32];
        let parts = |bits: u32| (1_u64 << (bits + BELOW)) as f64;
        let scale =
            Coord { x: parts(bits[0]) / (east - west), y: parts(bits[1]) / (north - south) };
        let step = |parts: f64, scale: f64| {
            let angle = (0.5 * parts / scale).to_radians();
            Step { angle, sin: angle.sin(), cos: angle.cos() }
        };
        let sides = (0..=BELOW + TOP).map(|bits| (1_u64 << bits) as f64);
        let steps = sides.map(|side| [step(side, scale.x), step(side, scale.y)]).collect();
        let last = Coord { x: parts(bits[0]) - 1.0, y: parts(bits[1]) - 1.0 };
        Tiling { corner: Coord { x: west, y: south }, scale, last, bits, steps }
    }

    /// The part in which a position lies; `None` beyond the map.
    #[inline]
    pub fn part(&self, lon: f64, lat: f64) -> Option<(u64, u64)> {
        let x = (lon - self.corner.x) * self.scale.x;
        let y = (lat - self.corner.y) * self.scale.y;
        // The far edge belongs to the map, and rounding may move it.
        let last = self.last;
        let inside = x >= 0.0 && y >= 0.0 && x < last.x + 2.0 && y < last.y + 2.0;
        let within = |at: f64, last: f64| (if at < last { at } else { last }) as i64 as u64;
        inside.then(|| (within(x, last.x), within(y, last.y)))
    }

    /// The squares that together are the map, as large as possible.
    pub fn squares(&self) -> impl Iterator<Item = Square> + use<> {
        let [wide, high] = self.bits;
        let bits = BELOW + wide.min(high);
        let square = move |i: u64| {
            let (x, y) = if wide > high { (i, 0) } else { (0, i) };
            Square { x: x << bits, y: y << bits, bits }
        };
        (0..1_u64 << wide.abs_diff(high)).map(square)
    }

    /// The rectangle of a square on the map, enlarged by the rounding of a position.
    pub fn rect(&self, square: Square) -> Rect<f64> {
        let side = (1_u64 << square.bits) as f64;
        let at = |x: f64, y: f64| Coord {
            x: self.corner.x + x / self.scale.x,
            y: self.corner.y + y / self.scale.y,
        };
        let (x, y) = (square.x as f64, square.y as f64);
        Rect::new(at(x - 1.0, y - 1.0), at(x + side + 1.0, y + side + 1.0))
    }

    /// The middle of a square.
    pub fn middle(&self, square: Square) -> Middle {
        let rect = self.rect(square);
        let position = (rect.min() + rect.max()) / 2.0;
        let turns = [position.x, position.y].map(|angle| angle.to_radians().sin_cos());
        Middle::new(position, turns, self.steps(square.bits))
    }

    /// The middles of a square's quarters, in their order: turned from the square's own, which
    /// saves sines.
    pub fn quarter_middles(&self, square: Square, middle: &Middle) -> [Middle; 4] {
        let steps = self.steps(square.bits - 1);
        let half = (1_u64 << (square.bits - 1)) as f64 * 0.5;
        let Coord { x, y } = middle.position;
        let (east, north) = (half / self.scale.x, half / self.scale.y);
        let [lon, lat] = middle.turns;
        let west_east =
            [(x - east, turned(lon, steps[0], -1.0)), (x + east, turned(lon, steps[0], 1.0))];
        let south_north =
            [(y - north, turned(lat, steps[1], -1.0)), (y + north, turned(lat, steps[1], 1.0))];
        let quarter = |column: usize, row: usize| {
            let ((x, lon), (y, lat)) = (west_east[column], south_north[row]);
            Middle::new(Coord { x, y }, [lon, lat], steps)
        };
        [quarter(0, 0), quarter(1, 0), quarter(0, 1), quarter(1, 1)]
    }

    /// The plane that touches the ellipsoid in a square's middle.
    pub fn tangent(&self, square: Square, middle: &Middle) -> Tangent {
        let [(sin_lon, cos_lon), (sin_lat, cos_lat)] = middle.turns;
        let [east, north] = self.steps(square.bits);
        // Second derivatives by longitude, by both and by latitude are no longer than the radius of
        // curvature times the cosine of the latitude, times its sine, and times 1.0001: the
        // meridian's curvature hardly changes.
        let (across, along) = (east.angle, north.angle);
        let bends = widest(middle.turns[1], north) * across * across
            + 2.0 * across * along
            + 1.001 * along * along;
        let steep = 1.0 - earth::E2 * sin_lat * sin_lat;
        let across = (earth::A / steep.sqrt() * cos_lat).to_radians();
        let along = (earth::A * (1.0 - earth::E2) / (steep * steep.sqrt())).to_radians();
        Tangent {
            east: Vec3::new(-sin_lon, cos_lon, 0.0) * across,
            north: Vec3::new(-sin_lat * cos_lon, -sin_lat * sin_lon, cos_lat) * along,
            off: 0.5 * FLATTEST * bends + 1e-3,
        }
    }

    /// The half side of a square, eastwards and northwards.
    fn steps(&self, bits: u32) -> [Step; 2] {
        self.steps[bits as usize]
    }
}

/// Sine and cosine of an angle turned by a step, forwards or backwards.
fn turned((sin, cos): (f64, f64), step: Step, way: f64) -> (f64, f64) {
    let by = way * step.sin;
    (sin * step.cos + cos * by, cos * step.cos - sin * by)
}

/// The largest radius of curvature, at a pole, rounded up, metres.
const FLATTEST: f64 = 6_400_000.0;

/// The cosine of the latitude of a square's widest parallel, the equator or the nearer edge's.
fn widest((sin, cos): (f64, f64), step: Step) -> f64 {
    let reaches_equator = sin.abs() <= step.sin;
    if reaches_equator { 1.0 } else { cos * step.cos + sin.abs() * step.sin }
}

impl Middle {
    fn new(position: Coord<f64>, turns: [(f64, f64); 2], steps: [Step; 2]) -> Self {
        // No longer than the straight way on the map, with a margin for rounding.
        let (east, north) = (steps[0].angle * widest(turns[1], steps[1]), steps[1].angle);
        let radius = FLATTEST * (east * east + north * north).sqrt() + 1e-3;
        Middle { position, center: earth::at_angles(turns[0], turns[1]), radius, turns }
    }
}

impl Square {
    /// `true` if the square is no larger than a cell of the map.
    pub fn is_of_one_cell(self) -> bool {
        self.bits <= BELOW
    }

    /// `true` if another square is this one or a part of it.
    pub fn holds(self, other: Square) -> bool {
        self.bits >= other.bits
            && (self.x >> self.bits, self.y >> self.bits)
                == (other.x >> self.bits, other.y >> self.bits)
    }

    /// The four quarters of the square.
    pub fn quarters(self) -> [Square; 4] {
        let bits = self.bits - 1;
        let half = 1 << bits;
        [(0, 0), (half, 0), (0, half), (half, half)].map(|(x, y)| Square {
            x: self.x + x,
            y: self.y + y,
            bits,
        })
    }
}
