//! Judges features along one border by the points that they should hold.
//!
//! Lengths in metres, areas in square kilometres. A band is judged by its own properties; the
//! pieces of a comparison by the properties of the plans' bands, which have to be given too.

use std::path::Path;

use geo_types::{Coord, MultiLineString, MultiPolygon};

use crate::claims::{Claim, Kind, Scope};
use crate::report::{Findings, Tiling};
use crate::shared::oracle::check::{Body, Definition, Territory};
use crate::shared::oracle::meeting::Fault;
use crate::shared::oracle::parallel::par_map;
use crate::shared::oracle::stretch::Stretch;
use crate::shared::oracle::{Edges, Oracle, area, tiling, validity};
use crate::{curve, embedded, input, sources, spots};

/// The distance from the territory's edge within which a point counts as lying on it, metres.
const ON_EDGE: f64 = 0.02;

/// The largest shift of a point by rounding since an area was measured, metres; areas are rounded
/// to a square metre.
const ROUNDED: f64 = 0.01;

/// The number of vertices that tell whether a feature lies along the border.
const LOOKED: usize = 8;

/// The number of gaps named.
const ENOUGH: usize = 20;

/// The thoroughness of the checks.
pub struct Effort {
    /// The number of random points for each feature.
    pub points: usize,
    /// The number of points inside every edge of a ring.
    pub per_edge: usize,
    /// The radius of the smallest cells, metres, when all places are checked.
    pub everywhere: Option<f64>,
}

/// A border, and the territories to which the features along it are cut.
pub struct Judge {
    oracle: Oracle,
    border: MultiLineString<f64>,
    edges: Edges,
    /// The polygons whose edge the border is, when zones lie around these.
    body: Option<Territory>,
    /// The territories, by the names in all files.
    territories: Vec<(String, Territory)>,
    stretches: Vec<(Scope, Stretch)>,
}

/// The definitions by which a feature is judged: it holds the points of the wanted ones that are in
/// none of the others.
type Definitions<'a> = Vec<(Definition<'a>, bool)>;

impl Judge {
    /// A judge of features along a border.
    pub fn new(border: MultiLineString<f64>, edges: Edges, body: Option<Territory>) -> Self {
        let oracle = Oracle::new(&border, edges);
        Judge { oracle, border, edges, body, territories: Vec::new(), stretches: Vec::new() }
    }

    /// A judge of features along another border, with the same territories.
    pub fn moved(self, border: MultiLineString<f64>, body: Option<Territory>) -> Self {
        Judge { territories: self.territories, ..Judge::new(border, self.edges, body) }
    }

    /// Reads the territory of a scope. `given` is the territory named by the user: one for all, an
    /// embedded one, a file, or `none`.
    pub fn learn(&mut self, scope: &Scope, given: Option<&str>) -> Result<(), String> {
        if let Some(name) = given.or(scope.territory.as_deref())
            && given != Some("none")
            && self.territories.iter().all(|(known, _)| known != name)
        {
            let polygons = match (embedded::territory(name), given) {
                (Some(embedded), _) => embedded,
                (None, Some(file)) => input::territory(Path::new(file))?,
                (None, None) => {
                    return Err(format!(
                        "unknown territory {name:?}; give its file with --territory, or none"
                    ));
                }
            };
            self.territories.push((name.to_owned(), Territory::of(polygons)));
        }
        let is_part = scope.stretches.is_some() || scope.side.is_some();
        if is_part && self.stretch(scope).is_none() {
            let stretches = scope.stretches.as_deref();
            let stretch = Stretch::of(&self.border, self.edges, stretches, scope.side);
            self.stretches.push((scope.clone(), stretch));
        }
        Ok(())
    }

    fn stretch(&self, scope: &Scope) -> Option<&Stretch> {
        let same = |known: &Scope| (&known.stretches, known.side) == (&scope.stretches, scope.side);
        self.stretches.iter().find(|(known, _)| same(known)).map(|(_, stretch)| stretch)
    }

    fn definition(
        &self,
        scope: &Scope,
        depths: (f64, f64),
        tolerance: f64,
        given: Option<&str>,
    ) -> Definition<'_> {
        let name = given.or(scope.territory.as_deref());
        let territory = self.territories.iter().find(|(known, _)| Some(known.as_str()) == name);
        Definition {
            inner: depths.0,
            outer: depths.1,
            tolerance,
            territory: territory.map(|(_, territory)| territory),
            stretch: self.stretch(scope),
            body: self.body.as_ref().map(Body::Grown),
        }
    }

    /// The definitions of a feature. `all` are the features of all files, among them the plans'
    /// bands.
    pub fn definitions(
        &self,
        claim: &Claim,
        all: &[Claim],
        given: Option<&str>,
    ) -> Result<Definitions<'_>, String> {
        let (depths, scope) = match &claim.kind {
            Kind::Band(inner, outer, scope) => ((*inner, *outer), scope),
            Kind::Grown(outer, scope) => ((0.0, *outer), scope),
            Kind::Eroded(depth, scope) => ((*depth, f64::INFINITY), scope),
            Kind::Curve(..) => return Ok(Vec::new()),
            Kind::Piece(holders) => return self.definitions_of_piece(claim, holders, all, given),
        };
        let mut definition = self.definition(scope, depths, claim.tolerance, given);
        if let Kind::Eroded(..) = claim.kind {
            let body = self.body.as_ref().ok_or("it is eroded, and the border has no polygon")?;
            if !sources::are_apart(body) {
                let reason = "it is eroded, and the polygons touch or overlap; unite them first";
                return Err(reason.to_owned());
            }
            definition.body = Some(Body::Eroded(body));
        }
        Ok(vec![(definition, true)])
    }

    /// The definitions of a piece of a comparison that these plans hold.
    fn definitions_of_piece(
        &self,
        claim: &Claim,
        holders: &[String],
        all: &[Claim],
        given: Option<&str>,
    ) -> Result<Definitions<'_>, String> {
        let mut plans: Vec<&String> = all.iter().filter_map(holders_of).flatten().collect();
        plans.sort();
        plans.dedup();
        let mut definitions = Vec::new();
        for plan in plans {
            let mut found: Option<(&Scope, f64)> = None;
            for (outer, scope) in all.iter().filter_map(|claim| band_of(claim, plan)) {
                if found.is_some_and(|(known, _)| known != scope) {
                    return Err(format!(
                        "the zones of {plan} are there more than once, and differ; give those that \
                         were compared"
                    ));
                }
                found = Some((scope, found.map_or(outer, |(_, depth)| depth.max(outer))));
            }
            let Some((scope, depth)) = found else {
                return Err(format!(
                    "it cannot be judged without the zones of {plan}; give the file with them too, as \
                     zones.geojson comparison.geojson"
                ));
            };
            let definition = self.definition(scope, (0.0, depth), claim.tolerance, given);
            definitions.push((definition, holders.contains(plan)));
        }
        Ok(definitions)
    }

    /// The distance from the border, metres, of a feature that lies far beyond all of its depths, as one
    /// along another border does: the least of [`LOOKED`] vertices all around it.
    pub fn beyond(&self, claim: &Claim, definitions: &Definitions<'_>) -> Option<f64> {
        let deepest = || definitions.iter().map(|(it, _)| it.outer).fold(0.0, f64::max);
        let depth = claim.kind.depth().unwrap_or_else(deepest);
        self.nearest(claim).filter(|nearest| *nearest > 1.1 * depth + claim.tolerance)
    }

    /// The least distance from the border of [`LOOKED`] vertices of a feature, metres.
    pub fn nearest(&self, claim: &Claim) -> Option<f64> {
        let step = claim.vertices().count().div_ceil(LOOKED).max(1);
        let vertices = claim.vertices().step_by(step);
        vertices.map(|at| self.oracle.distance(at.x, at.y)).reduce(f64::min)
    }

    /// Judges a feature by its definitions.
    pub fn feature(
        &self,
        claim: &Claim,
        definitions: &Definitions<'_>,
        effort: &Effort,
    ) -> Findings {
        if let Kind::Curve(distance, side) = claim.kind {
            return curve::judge(
                claim,
                (distance, side),
                (&self.oracle, &self.border, self.edges),
                effort,
            );
        }
        let polygons = &claim.polygons;
        // The border itself is no limit: it is inside, or an edge of the territory or the side.
        let depths = definitions.iter().flat_map(|(it, _)| [it.inner, it.outer]);
        let limits: Vec<f64> = depths.filter(|it| *it > 0.0 && it.is_finite()).collect();
        let ends = |lon: f64, lat: f64| {
            definitions.iter().any(|(it, _)| {
                it.territory.is_some_and(|it| it.has_edge_near(lon, lat, ON_EDGE))
                    || it.stretch.is_some_and(|stretch| {
                        stretch.changes_near(Coord { x: lon, y: lat }, claim.tolerance)
                    })
            })
        };
        let area = spots::area(polygons, definitions, &self.border);
        let spots = spots::draw(polygons, definitions, &self.border, area, effort.points);
        let cells = effort.everywhere.zip(definitions.first()).map(|(size, (definition, _))| {
            self.oracle.check_everywhere(polygons, definition, area, size)
        });
        Findings {
            tolerance: claim.tolerance,
            faults: Some(validity::faults(polygons)),
            area: claim.area.and_then(|written| other_area(polygons, written)),
            rings: self.oracle.check_rings(polygons, &limits, ends, effort.per_edge),
            points: self.oracle.check_common(polygons, definitions, &spots),
            cells,
        }
    }

    /// Judges the tiling of features that are parts of some wholes.
    pub fn tiling(&self, name: &str, claims: &[&Claim], wholes: &[Definition<'_>]) -> Tiling {
        let parts: Vec<(&str, &MultiPolygon<f64>)> =
            claims.iter().map(|claim| (claim.name.as_str(), &claim.polygons)).collect();
        let report = tiling::check(&parts);
        let gaps = par_map(&report.outline, |(part, edge)| {
            let middle = (edge.start + edge.end) * 0.5;
            let is_inside = |whole: &Definition<'_>| self.oracle.holds(whole, middle) == Some(true);
            wholes.iter().any(is_inside).then_some((*part, middle))
        });
        let gap = |(part, at): (usize, Coord<f64>)| {
            let what =
                format!("{} has an edge alone, so there is a gap or an overlap,", parts[part].0);
            Fault { what, at }
        };
        let mut faults = report.faults;
        faults.extend(gaps.into_iter().flatten().take(ENOUGH).map(gap));
        Tiling { name: name.to_owned(), shared: report.shared, faults }
    }
}

/// The plans that hold a piece.
pub fn holders_of(claim: &Claim) -> Option<&Vec<String>> {
    match &claim.kind {
        Kind::Piece(holders) => Some(holders),
        _ => None,
    }
}

/// The depth of a band of this plan, and its scope.
fn band_of<'a>(claim: &'a Claim, plan: &str) -> Option<(f64, &'a Scope)> {
    match &claim.kind {
        Kind::Band(_, outer, scope) if scope.proposal.as_deref() == Some(plan) => {
            Some((*outer, scope))
        }
        _ => None,
    }
}

/// The area written and the area measured, square kilometres, unless rounding explains the
/// difference.
fn other_area(polygons: &MultiPolygon<f64>, written: f64) -> Option<(f64, f64)> {
    let own = area::polygons(polygons);
    let slack = 1.0 + area::slack(polygons, ROUNDED) + 1e-9 * own;
    ((own - 1e6 * written).abs() > slack).then_some((written, own / 1e6))
}
