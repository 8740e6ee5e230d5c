//! The course of edges, as it is named on the command line.

use clap::ValueEnum;
use safe_zone::Edges;

#[derive(Clone, Copy, ValueEnum)]
pub enum EdgesName {
    /// Straight in longitude and latitude, as in GeoJSON and most maps
    Planar,
    /// Along the shortest line on the Earth
    Geodesic,
}

impl From<EdgesName> for Edges {
    fn from(name: EdgesName) -> Self {
        match name {
            EdgesName::Planar => Edges::Planar,
            EdgesName::Geodesic => Edges::Geodesic,
        }
    }
}
