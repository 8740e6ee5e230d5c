//! The longitudes of points that go on past 180°, as those of lines do.

/// The longitude to which points may go on past 180°, degrees.
pub const FARTHEST: f64 = 540.0;

/// The distance from 180° within which a point beyond is moved there, degrees: 11 µm.
const ON: f64 = 1e-10;

/// The same longitude from -180° to 180°: 190° is -170°, and a hair beyond 180° is 180°. A longitude
/// beyond 540° stays, to be refused.
pub fn on_map(lon: f64) -> f64 {
    let beyond = lon.abs() - 180.0;
    if !(0.0 < beyond && lon.abs() <= FARTHEST) {
        lon
    } else if beyond <= ON {
        180.0_f64.copysign(lon)
    } else {
        lon - 360.0_f64.copysign(lon)
    }
}
