//! Points in GeoJSON.

use safe_zone::Position;
use serde_json::value::RawValue;

use super::longitude::on_map;
use super::{BYTE_ORDER_MARK, Given, Order, Units};

/// `true` if a file with this beginning is JSON.
pub fn is_json(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes).trim_ascii_start();
    let text = text.strip_prefix(b"\x1e").unwrap_or(text).trim_ascii_start();
    // The title of a column may begin with the same brace.
    text.strip_prefix(b"{")
        .is_some_and(|rest| matches!(rest.trim_ascii_start(), [] | [b'"' | b'}', ..]))
}

/// The position that the first two numbers of the coordinates give.
pub fn coordinates(
    coordinates: Option<&RawValue>,
    order: Order,
    units: Units,
) -> Result<Given, String> {
    let text = coordinates.map_or("null", RawValue::get);
    // Read by serde_json, a number of many digits would be off by its last bit.
    let number = |number: &RawValue| number.get().parse().ok().filter(|it: &f64| it.is_finite());
    let numbers: Option<Vec<&RawValue>> = serde_json::from_str(text).ok();
    // A null altitude is none.
    let is_there = |(index, it): &(usize, &RawValue)| *index < 2 || it.get() != "null";
    let numbers: Option<Vec<f64>> = numbers.and_then(|it| {
        it.into_iter().enumerate().filter(is_there).map(|(_, it)| number(it)).collect()
    });
    let numbers = numbers.ok_or_else(|| {
        format!("coordinates {text} are not two numbers; give longitude and latitude in degrees")
    })?;
    match numbers[..] {
        [] => Ok(Given::Nothing),
        [_] => Err(format!("coordinates {text} lack a latitude; give longitude and latitude")),
        [x, y, ..] => {
            let [lon, lat] = order.lon_lat([x, y]);
            if units == Units::Other {
                return Ok(Given::At(lon, lat));
            }
            let on_map = on_map(lon);
            if Position::new(on_map, lat).is_ok() {
                return Ok(Given::At(on_map, lat));
            }
            // The error has the longitude as it is written.
            Position::new(lon, lat).map_err(|error| error.to_string())?;
            Ok(Given::At(lon, lat))
        }
    }
}
