//! The types of geometry that can be transformed, taken apart into points, lines and rings.

use geo_types::{
    Geometry, GeometryCollection, LineString, MultiLineString, MultiPoint, MultiPolygon, Point,
    Polygon,
};

use super::densify::Densifier;
use crate::value::Error;

/// A geometry that [`Crs::to_wgs84`](crate::crs::Crs::to_wgs84) and
/// [`Crs::from_wgs84`](crate::crs::Crs::from_wgs84) take: any type of [`geo_types`] with points, lines
/// or polygons. Other crates cannot implement it.
pub trait Shape: Through {}

impl<T: Through> Shape for T {}

pub trait Through: Sized {
    /// Transforms the geometry to the other system.
    fn through(&self, densifier: &mut Densifier<'_, '_>) -> Result<Self, Error>;
}

impl Through for MultiPoint<f64> {
    fn through(&self, densifier: &mut Densifier<'_, '_>) -> Result<Self, Error> {
        densifier.points(self).map(MultiPoint)
    }
}

impl Through for Point<f64> {
    fn through(&self, densifier: &mut Densifier<'_, '_>) -> Result<Self, Error> {
        densifier.point(self)
    }
}

impl Through for LineString<f64> {
    fn through(&self, densifier: &mut Densifier<'_, '_>) -> Result<Self, Error> {
        densifier.line(self)
    }
}

impl Through for Polygon<f64> {
    fn through(&self, densifier: &mut Densifier<'_, '_>) -> Result<Self, Error> {
        let exterior = densifier.ring(self.exterior())?;
        let interiors = self.interiors().iter().map(|ring| densifier.ring(ring));
        Ok(Polygon::new(exterior, interiors.collect::<Result<_, _>>()?))
    }
}

impl Through for MultiLineString<f64> {
    fn through(&self, densifier: &mut Densifier<'_, '_>) -> Result<Self, Error> {
        each(&self.0, densifier).map(MultiLineString)
    }
}

impl Through for MultiPolygon<f64> {
    fn through(&self, densifier: &mut Densifier<'_, '_>) -> Result<Self, Error> {
        each(&self.0, densifier).map(MultiPolygon)
    }
}

impl Through for GeometryCollection<f64> {
    fn through(&self, densifier: &mut Densifier<'_, '_>) -> Result<Self, Error> {
        each(&self.0, densifier).map(GeometryCollection)
    }
}

impl Through for Geometry<f64> {
    fn through(&self, densifier: &mut Densifier<'_, '_>) -> Result<Self, Error> {
        Ok(match self {
            Geometry::Point(point) => point.through(densifier)?.into(),
            Geometry::MultiPoint(points) => points.through(densifier)?.into(),
            Geometry::Line(line) => LineString::from(line).through(densifier)?.into(),
            Geometry::LineString(line) => line.through(densifier)?.into(),
            Geometry::MultiLineString(lines) => lines.through(densifier)?.into(),
            Geometry::Polygon(polygon) => polygon.through(densifier)?.into(),
            Geometry::MultiPolygon(polygons) => polygons.through(densifier)?.into(),
            Geometry::Rect(rect) => rect.to_polygon().through(densifier)?.into(),
            Geometry::Triangle(triangle) => triangle.to_polygon().through(densifier)?.into(),
            Geometry::GeometryCollection(members) => {
                Geometry::GeometryCollection(members.through(densifier)?)
            }
        })
    }
}

fn each<T: Through>(members: &[T], densifier: &mut Densifier<'_, '_>) -> Result<Vec<T>, Error> {
    members.iter().map(|member| member.through(densifier)).collect()
}
