//! Locator
mod arcs;
mod frame;
mod grid;
mod ground;
mod growth;
mod judge;
mod lists;
mod located;
mod mesh;
mod sieve;

use geo_types::Coord;

use crate::earth;
use crate::{Border, Error, Length, Plan, Position, Projection, Standing};
use frame::Frame;
use grid::{Grid, Known};
use ground::Ground;
pub use located::Located;

/// Locator
#[derive(Debug)]
pub struct Locator {
    ground: Ground,
    grid: Grid,
    standings: Vec<Standing>,
}

impl Locator {
    /// new
    pub fn new(border: &Border, plans: &[Plan<'_>]) -> Result<Self, Error> {
        let ground = Ground::new(border, plans)?;
        let frame = Frame::around(ground.route.positions(), ground.deepest());
        let (grid, standings) = growth::grow(&ground, frame);
        Ok(Locator { ground, grid, standings })
    }

    /// locate
    #[inline]
    pub fn locate(&self, lon: f64, lat: f64) -> Result<Located<'_>, Error> {
        let position = Position::new(lon, lat)?;
        Ok(match self.grid.known(lon, lat) {
            Known::Class(class) => Located::of_class(self, class),
            Known::Beyond => Located::of_class(self, 0),
            Known::Open => self.measured(position.into(), 0.0),
        })
    }

    /// within
    pub fn locate_within(&self, lon: f64, lat: f64, doubt: Length) -> Result<Located<'_>, Error> {
        Ok(self.measured(Position::new(lon, lat)?.into(), doubt.metres()))
    }

    /// distance
    #[inline]
    pub fn distance(&self, lon: f64, lat: f64) -> Result<Length, Error> {
        let position: Coord<f64> = Position::new(lon, lat)?.into();
        let foot = self.ground.foot(self.ground.point(position), self.near(lon, lat));
        Ok(Length::literal(self.ground.arcs.exact(&self.ground.route, &foot, position)))
    }

    /// nearest
    pub fn nearest(&self, lon: f64, lat: f64) -> Result<Projection, Error> {
        let position = Position::new(lon, lat)?;
        let p = earth::ecef(position.into());
        let mark = self.ground.mark(p, self.near(lon, lat));
        Ok(self.ground.route.projection(position, p, &mark))
    }

    /// size
    pub fn size(&self) -> usize { self.grid.size() }

    /// What of the border may be nearest to a point.
    #[inline]
    fn near(&self, lon: f64, lat: f64) -> Option<ground::Near<'_>> {
        self.grid.list(lon, lat).map(|list| (&self.grid.lists, list))
    }

    #[cold]
    #[inline(never)]
    fn measured(&self, position: Coord<f64>, doubt: f64) -> Located<'_> {
        let p = self.ground.point(position);
        let near = self.near(position.x, position.y);
        Located::of_measured(self, self.ground.measure(position, p, near, doubt))
    }
}
impl Locator {
    /// stat
    pub fn stat(&self, lon: f64, lat: f64) -> (usize, usize) {
        let p = self.ground.point(Coord { x: lon, y: lat });
        let Some((lists, list)) = self.near(lon, lat) else { return (0, 0) };
        let rough = lists.rough(list, p);
        (lists.arcs(list).len(), rough.nearest(self.ground.arcs.slack(rough.least())).count())
    }
}
