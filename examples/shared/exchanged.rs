//! The doubt that longitude and latitude are exchanged, of points along a border and of the border itself.
//!
//! It arises where nearly all points lie outside all plans, or farther from the border than [`FAR`] times
//! the deepest limit, and many of them would not with their coordinates exchanged; and where all lie outside,
//! and some would not. Where the exchange of either, points or border, brings the two together, nothing tells
//! which is at fault.

use geo::{BoundingRect, Intersects};
use geo_types::{Coord, Rect};
use safe_zone::{Border, Length, Territory};

/// A point is far from the border beyond this many times the deepest limit.
pub const FAR: f64 = 10.0;

/// The share of points outside, or far, from which that is a doubt.
const NEARLY_ALL: f64 = 0.95;

/// The share of points that would lie inside, above which it is a doubt that none does.
const SOME: f64 = 0.02;

/// The least length of a degree of latitude, metres: at the equator.
const DEGREE: f64 = 110_574.0;

/// The place of a point outside all plans.
#[derive(Clone, Copy, PartialEq)]
pub enum Place {
    Near,
    Far,
}

impl Place {
    /// The place of a point at a distance from the border, with the deepest limit.
    pub fn at(distance: Length, deepest: Length) -> Self {
        if distance.metres() <= FAR * deepest.metres() { Place::Near } else { Place::Far }
    }
}

/// A look at a point with its coordinates exchanged.
#[derive(Clone, Copy, Default)]
pub struct Look {
    /// `true` if it then lies inside a plan.
    pub is_inside: bool,
    /// `true` if it is not far then.
    pub is_near: bool,
}

/// The origin of the border.
#[derive(Clone, Copy, PartialEq)]
pub enum Origin {
    Embedded,
    /// A file of the user's, which may itself have its coordinates exchanged.
    File,
}

/// Points outside all plans, or far from the border.
#[derive(Clone, Copy, Default)]
struct Away {
    points: usize,
    /// Some of them, looked at with their coordinates exchanged.
    looked: usize,
    /// Those of them that then lie inside, or near.
    exchanged: usize,
}

impl Away {
    fn count(&mut self, look: Option<bool>) {
        self.points += 1;
        self.looked += usize::from(look.is_some());
        self.exchanged += usize::from(look == Some(true));
    }

    fn add(&mut self, other: Away) {
        self.points += other.points;
        self.looked += other.looked;
        self.exchanged += other.exchanged;
    }
}

/// Counts of points that give rise to the doubt.
#[derive(Clone, Copy, Default)]
pub struct Doubt {
    outside: Away,
    far: Away,
}

impl Doubt {
    /// Counts a point outside all plans, with the result of a look, if there was one.
    pub fn count(&mut self, place: Place, look: Option<Look>) {
        self.outside.count(look.map(|it| it.is_inside));
        if place == Place::Far {
            self.far.count(look.map(|it| it.is_near));
        }
    }

    /// Adds the counts of another part of the points.
    pub fn add(&mut self, other: &Doubt) {
        self.outside.add(other.outside);
        self.far.add(other.far);
    }

    /// The doubt about this number of points, if there is one.
    pub fn text(&self, points: usize, border: Origin) -> Option<String> {
        let far = format!("farther from the border than {FAR} times the deepest limit");
        let inside = if self.outside.points == points { SOME } else { 0.25 };
        let rules = [
            (self.far, 0.5, far.as_str(), "nearer"),
            (self.outside, inside, "outside all plans", "inside"),
        ];
        let shows = |(away, share, ..): &(Away, f64, &str, &str)| {
            let nearly_all = NEARLY_ALL * points as f64;
            away.points as f64 > nearly_all && away.exchanged as f64 > share * away.looked as f64
        };
        let (Away { points: away, looked, exchanged }, _, place, other) =
            rules.into_iter().find(shows)?;
        let or = match border {
            Origin::Embedded => "",
            Origin::File => ", or exchange those of the border if they are the wrong ones",
        };
        Some(format!(
            "{away} of {points} points lie {place}, but {exchanged} of {looked} looked at would lie \
             {other} with longitude and latitude exchanged; give --swap if they are{or}"
        ))
    }
}

/// `true` if a border lies so far from a territory that no zone of this depth reaches it, and with
/// longitude and latitude exchanged would lie beside it.
pub fn is_exchanged(border: &Border, territory: &Territory, depth: Length) -> bool {
    let bounds = border.lines().bounding_rect().zip(territory.polygons().bounding_rect());
    let Some((line, land)) = bounds else { return false };
    let exchanged = Rect::new(latitude_first(line.min()), latitude_first(line.max()));
    !wider(line, depth).intersects(&land) && wider(exchanged, depth).intersects(&land)
}

fn latitude_first(point: Coord<f64>) -> Coord<f64> {
    Coord { x: point.y, y: point.x }
}

/// The bounds of all within a distance of some bounds, or wider ones.
fn wider(bounds: Rect<f64>, by: Length) -> Rect<f64> {
    let north = by.metres() / DEGREE;
    let latitude = (bounds.min().y.abs().max(bounds.max().y.abs()) + north).min(89.0);
    let by = Coord { x: north / latitude.to_radians().cos(), y: north };
    Rect::new(bounds.min() - by, bounds.max() + by)
}
