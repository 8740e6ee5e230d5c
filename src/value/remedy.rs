//! Remedies in the messages of errors, where they depend on the values refused.
//!
//! Longitudes and latitudes in degrees.

/// The remedy for a position outside the map.
pub(super) fn out_of_range(lon: f64, lat: f64) -> &'static str {
    if lon.abs().max(lat.abs()) > 1000.0 {
        "it looks like projected metres: transform it to WGS 84 degrees (EPSG:4326) first"
    } else if lat.abs() > 90.0 && lon.abs() <= 90.0 {
        "the order is longitude, latitude: are the two swapped?"
    } else if lat.abs() <= 90.0 && lon.abs() > 540.0 {
        "give WGS 84 degrees, longitude first; lines may go on past 180, up to 540"
    } else {
        "give WGS 84 degrees, longitude first"
    }
}

/// The remedies for an edge that spans more than 180° of longitude.
pub(super) fn long_edge(from: f64, to: f64) -> String {
    let beside = to + 360.0 * ((from - to) / 360.0).round();
    let split = "split the line at ±180 (RFC 7946 §3.1.9)";
    if (beside - from).abs() > 180.0 || beside.abs() > 540.0 {
        return format!("{split} or add points");
    }
    // Without the rounding of the sum.
    let beside = (beside * 1e9).round() / 1e9;
    format!(
        "where it crosses ±180, write {beside} for {to}, so that longitudes go on past 180, or {split}; \
         where it does not, add points"
    )
}
