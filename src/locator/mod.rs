//! Locates points in plans along a border: the band in each plan, the distance, the nearest border
//! point.
//!
//! Longitude, latitude in degrees; distances in metres. The answer follows the definition, not a
//! polygon drawn within a tolerance: a < s <= b by Karney's geodesics, the plan's territory,
//! sectors and side. A `grid` over the map stores one class for most cells, whose points all have
//! the same standings; for cells through which a limit runs, the class on either side of a narrow
//! strip; and for every cell a list of the blocks of the border that may be nearest to the cell's
//! points. A point of any other cell, or in a strip, is measured (`exact`). `build` decides cells
//! only by bounds that hold: the distance is 1-Lipschitz, and the distance from a straight line is
//! convex. Every point on Earth has an answer; beyond 500 km the nearest border point is nearest by
//! chord only.
//!
//! # Imports
//! `value`, `earth`, `index`, `border`, `region`, `plan`.
//!
//! # Reading order
//! `grid`, `exact`, `build`, this file; `located`, `offset`, `batch`, `columns`, `parallel`; `bounds`.

mod batch;
mod bounds;
mod build;
mod columns;
mod exact;
mod grid;
mod located;
mod offset;
#[cfg(feature = "rayon")]
mod parallel;

use geo_types::Coord;

pub use self::columns::{Columns, NO_POSITION};
use self::exact::{ExactMeasure, Foot, Near};
use self::grid::{Grid, Tiling};
pub use self::located::Located;
pub use self::offset::Offset;
use crate::border::{Border, Projection};
use crate::earth;
use crate::plan::{Plan, Standing};
use crate::value::{Error, Length, Position};

/// An index that gives the standing of any point in some plans, millions of times a second.
///
/// Points are [`Position`]s, checked when they are made from numbers, text, a `Coord` or a `Point`: every
/// question about one has an answer.
///
/// ```
/// # #[cfg(feature = "data")] {
/// use safe_zone::plan::Standing;
/// use safe_zone::{Locator, Position, Side, dataset};
/// let plans = [dataset::us_2019(), dataset::turkey_2019()].map(dataset::plan);
/// let plans = plans.into_iter().collect::<Result<Vec<_>, _>>()?;
/// let locator = Locator::new(dataset::turkey_syria_border(), &plans)?;
///
/// let position = Position::new(38.35, 36.80)?;
/// let located = locator.locate(position);
/// assert_eq!(located.standing(0), Some(Standing::In(1))); // 5-14 km
/// assert_eq!(located.standing(1), Some(Standing::In(0))); // 0-28 km
/// assert!((locator.distance(position).km() - 11.04).abs() < 0.1);
/// assert_eq!(locator.nearest(position).side(), Some(Side::Right));
/// # }
/// # Ok::<(), safe_zone::Error>(())
/// ```
///
/// # When to use it
/// Use it for many points. For a few, or for a [`Gazetteer`](crate::places::Gazetteer), a
/// [`Census`](crate::plan::Census) is quicker and gives the same answers.
///
/// # Accuracy
/// A standing follows the distance by Karney's geodesics, to less than a micrometre of distance at
/// limits up to 200 km and 3 µm at 500 km, and the territory's edge exactly. Sectors and sides are
/// those of [`Route`](crate::Route); [`Station`](crate::linear::Station) states the accuracy of the nearest
/// border point.
///
/// # Cost
/// For the embedded border with limits at 5, 14 and 28 km: 0.04 s and 5 MB to build; then, on one
/// core, about 25 ns to locate a point uniform around the border, 0.2 µs for its distance.
/// `benches/README.md` has the figures. Memory grows in proportion to the border: 0.3 s and 0.2 GB
/// for a million vertices. A locator owns all it needs, is never changed
/// after it is built, and can be shared between threads. A call allocates nothing, unless more than
/// 16 pieces of the border are equally near, or more than 24 blocks of its arcs nearly so.
#[derive(Debug)]
pub struct Locator {
    exact: ExactMeasure,
    grid: Grid,
    /// The standings in every plan of each class.
    standings: Vec<Standing>,
}

impl Locator {
    /// Builds a locator for plans along a border; without plans, for distances and nearest border
    /// points.
    ///
    /// # Errors
    /// [`ErrorKind::AnotherBorder`](crate::ErrorKind::AnotherBorder) when a plan is laid along another border;
    /// [`ErrorKind::DistanceTooLarge`](crate::ErrorKind::DistanceTooLarge),
    /// [`ErrorKind::BeyondTerritory`](crate::ErrorKind::BeyondTerritory) and
    /// [`ErrorKind::BadSector`](crate::ErrorKind::BadSector) as for [`bands()`](crate::bands).
    pub fn new(border: &Border, plans: &[Plan<'_>]) -> Result<Self, Error> {
        let exact = ExactMeasure::new(border, plans)?;
        let tiling = Tiling::around(exact.route.positions(), exact.deepest());
        let (grid, standings) = build::grow(&exact, tiling);
        Ok(Locator { exact, grid, standings })
    }

    /// The standing of a point in every plan.
    #[inline]
    pub fn locate(&self, position: Position) -> Located<'_> {
        match self.grid.class(position.lon(), position.lat()) {
            Some(class) => Located::of_class(&self.exact, &self.standings, class),
            None => self.measured(position, Length::ZERO),
        }
    }

    /// The standing of a point known only to within an uncertainty: [`Standing::AtLimit`],
    /// [`Standing::AtEnd`] or [`Standing::AtEdge`] where a smaller shift would move the point
    /// across.
    ///
    /// The point is measured every time, which takes about a microsecond. A nearer part of the
    /// border that the uncertainty would bring into play, of another sector or seen from another
    /// side, is not looked for.
    ///
    /// ```
    /// use geo_types::line_string;
    /// use safe_zone::plan::Standing;
    /// use safe_zone::{Border, Edges, Locator, Plan, Position, Proposal};
    /// let proposal: Proposal = serde_json::from_str(
    ///     r##"{
    ///         "id": "strip", "title": "A strip", "proponent": "Somebody", "source": "An example",
    ///         "colour": "#0072b2",
    ///         "bands": [{ "inner": "0km", "outer": "5km", "depth": "exact" }]
    ///     }"##,
    /// )?;
    /// let border = Border::new(line_string![(x: 38.0, y: 0.0), (x: 39.0, y: 0.0)], Edges::Planar)?;
    /// let locator = Locator::new(&border, &[Plan::new(&proposal, &border, None, Plan::NO_PLACES)?])?;
    /// let position = Position::new(38.5, 0.0452)?; // 4,998 m away
    /// assert_eq!(locator.locate(position).standing(0), Some(Standing::In(0)));
    /// let located = locator.locate_to_within(position, "10m".parse()?);
    /// assert_eq!(located.standing(0), Some(Standing::AtLimit(0)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn locate_to_within(&self, position: Position, uncertainty: Length) -> Located<'_> {
        self.measured(position, uncertainty)
    }

    /// The distance from a point to the border, within 0.1 µm of Karney's geodesics.
    ///
    /// Valid up to 10,000 km. Beyond, the distance may exceed the smallest: near the antipode of
    /// the border another border point than the one taken may be nearer.
    #[inline]
    pub fn distance(&self, position: Position) -> Length {
        let near = self.near(position);
        let position = position.into();
        let foot = self.exact.foot(self.exact.point(position), near);
        self.length(&foot, position)
    }

    /// The border point nearest to a point, its distance and the side: the result of
    /// [`Route::project`](crate::Route::project), faster.
    ///
    /// Valid up to 10,000 km. Beyond, the distance may exceed the smallest: near the antipode of
    /// the border another border point than the one taken may be nearer.
    pub fn nearest(&self, position: Position) -> Projection {
        let p = earth::ecef(position.into());
        let mark = self.exact.mark(p, self.near(position));
        self.exact.route.projection(position, p, &mark)
    }

    /// The chainage, the distance and the side of a point: the result of [`nearest`](Self::nearest)
    /// without the border point itself, several times as fast. The border point taken is nearest in
    /// a straight line through the Earth; at 100 km it lies up to 2 cm from the point where the
    /// geodesic is shortest, and the chainage is off by as much. Where parts of the border are
    /// equally near to within 3 µm, any of them may count.
    ///
    /// Valid up to 10,000 km. Beyond, the distance may exceed the smallest: near the antipode of
    /// the border another border point than the one taken may be nearer.
    pub fn offset(&self, position: Position) -> Offset {
        let near = self.near(position);
        let position = position.into();
        let p = self.exact.point(position);
        let foot = self.exact.foot(p, near);
        let (arcs, route) = (&self.exact.arcs, &self.exact.route);
        let distance = self.length(&foot, position);
        let by_route = || route.side(p, &arcs.mark(route, &foot), distance.metres());
        Offset {
            chainage: Length::literal(arcs.chainage(&foot)),
            distance,
            side: arcs.side(route, p, &foot).or_else(by_route),
        }
    }

    /// The distance of a position from its nearest border point.
    #[inline]
    fn length(&self, foot: &Foot, position: Coord<f64>) -> Length {
        Length::literal(self.exact.arcs.exact(&self.exact.route, foot, position))
    }

    /// The blocks of the border that may be nearest to a point.
    #[inline]
    fn near(&self, position: Position) -> Option<Near<'_>> {
        self.grid.list(position.lon(), position.lat()).map(|list| self.grid.candidates.blocks(list))
    }

    #[inline(never)]
    fn measured(&self, position: Position, uncertainty: Length) -> Located<'_> {
        let near = self.near(position);
        let position = position.into();
        let p = self.exact.point(position);
        let at = self.exact.measure(position, p, near, uncertainty.metres());
        Located::of_measured(&self.exact, at)
    }
}
