//! Bounds on geodesics from great circles: cheap, and safe in every case.
//!
//! Longitude and latitude in degrees; lengths in metres, chords and arcs in radii of the sphere.
//!
//! The ellipsoid is mapped on a unit sphere by the conformal latitude χ, longitude kept. The map
//! stretches all directions at a place alike, so a path of arc A between latitudes where the scale
//! lies in k0..k1 is k0·A..k1·A metres long on the ellipsoid, and so are the shortest paths. The
//! scale depends on the latitude φ alone and falls from the equator to the poles, because
//! d ln k/dφ = (1 − e²)(sin χ − sin φ) / (cos φ (1 − e² sin² φ)) and χ ≤ φ. Nothing is special at
//! the poles or the antimeridian. The arc is that of the haversine formula, written with vectors:
//! hav A = |u − v|²/4.
//!
//! References: Snyder 1987, Map Projections, USGS Professional Paper 1395, eq. 3-1; Karney 2011,
//! Transverse Mercator with an accuracy of a few nanometers, eqs. 7-9 (the same latitude).

/// Equatorial radius of WGS 84, and the largest scale of the map, metres a radian.
pub const EQUATOR: f64 = 6_378_137.0;
const FLATTENING: f64 = 1.0 / 298.257_223_563;
pub const E2: f64 = FLATTENING * (2.0 - FLATTENING);

/// The smallest radius of curvature, a(1 − e²): that of the meridian at the equator.
pub const SHARPEST: f64 = EQUATOR * (1.0 - E2);
/// The largest radius of curvature, a²/b: that at the poles.
pub const FLATTEST: f64 = EQUATOR / (1.0 - FLATTENING);
/// Below the smallest scale of the map, 6,356,780 m a radian at the poles.
pub const LEAST_SCALE: f64 = 6_356_700.0;

/// A place on the unit sphere.
pub type Unit = [f64; 3];

/// The place on the sphere of a longitude and a latitude.
pub fn place(lon: f64, lat: f64) -> Unit {
    let (sin, cos) = lat.to_radians().sin_cos();
    let (east, north) = lon.to_radians().sin_cos();
    let q = isometric_loss(sin);
    let w = q.cosh() - sin * q.sinh();
    let across = cos / w;
    [across * north, across * east, (sin * q.cosh() - q.sinh()) / w]
}

/// Smallest and largest scale, metres a radian, within `reach` metres of a latitude.
pub fn scales(lat: f64, reach: f64) -> (f64, f64) {
    let angle = (reach / SHARPEST).to_degrees();
    let poleward = (lat.abs() + angle).min(90.0);
    let equatorward = (lat.abs() - angle).max(0.0);
    (scale(poleward), scale(equatorward))
}

fn scale(lat: f64) -> f64 {
    let sin = lat.to_radians().sin();
    let q = isometric_loss(sin);
    EQUATOR / (1.0 - E2 * sin * sin).sqrt() * (q.cosh() - sin * q.sinh())
}

/// The amount by which the isometric latitude of the ellipsoid falls short of the sphere's.
fn isometric_loss(sin: f64) -> f64 {
    let e = E2.sqrt();
    e * (e * sin).atanh()
}

/// The metres in a radian of longitude and in a radian of latitude, at a latitude.
pub fn metres_per_radian(lat: f64) -> (f64, f64) {
    let (sin, cos) = lat.to_radians().sin_cos();
    let squeezed = 1.0 - E2 * sin * sin;
    let across = EQUATOR / squeezed.sqrt();
    (across * cos, across * (1.0 - E2) / squeezed)
}

/// Straight-line distance between two places, at most the arc.
pub fn chord(u: &Unit, v: &Unit) -> f64 {
    let [x, y, z] = [u[0] - v[0], u[1] - v[1], u[2] - v[2]];
    (x * x + y * y + z * z).sqrt()
}

/// The arc that belongs to a chord.
pub fn arc(chord: f64) -> f64 {
    2.0 * (0.5 * chord).min(1.0).asin()
}
