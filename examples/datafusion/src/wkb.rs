//! Reads points in well-known binary.
//!
//! OGC 06-103r4 §8.2 and PostGIS's EWKB: a byte for the order of bytes, a type, in EWKB perhaps a coordinate
//! system, then x and y, in degrees; z and m are skipped. An empty point has NaN for both, as in GeoPackage.
//! Undefined: positions in another coordinate system than EPSG:4326, which is not looked at.

use std::fmt::Write;

/// The type of a point.
const POINT: u32 = 1;
/// EWKB's marks of points with z, with m and with a coordinate system.
const MARKS: u32 = 0xe000_0000;
const HAS_SYSTEM: u32 = 0x2000_0000;

/// The x and the y of a point; NaN for an empty one, `None` for anything else.
pub fn point(bytes: &[u8]) -> Option<(f64, f64)> {
    let order = match bytes.first()? {
        0 => Order::BigEndian,
        1 => Order::LittleEndian,
        _ => return None,
    };
    let kind = order.integer(bytes.get(1..5)?)?;
    // ISO adds 1000 for z, 2000 for m and 3000 for both.
    let plain = kind & !MARKS;
    if plain % 1000 != POINT || plain / 1000 > 3 {
        return None;
    }
    let start = if kind & HAS_SYSTEM == 0 { 5 } else { 9 };
    let number = |at: usize| order.number(bytes.get(at..at + 8)?);
    Some((number(start)?, number(start + 8)?))
}

/// Bytes as they are shown in a message: in hexadecimal, the first 24 of them.
pub fn shown(bytes: &[u8]) -> String {
    const MOST: usize = 24;
    let mut text = "0x".to_owned();
    for byte in bytes.iter().take(MOST) {
        let _ = write!(text, "{byte:02x}");
    }
    text + if bytes.len() > MOST { "…" } else { "" }
}

#[derive(Clone, Copy)]
enum Order {
    BigEndian,
    LittleEndian,
}

impl Order {
    fn integer(self, bytes: &[u8]) -> Option<u32> {
        let bytes = bytes.try_into().ok()?;
        Some(match self {
            Order::BigEndian => u32::from_be_bytes(bytes),
            Order::LittleEndian => u32::from_le_bytes(bytes),
        })
    }

    fn number(self, bytes: &[u8]) -> Option<f64> {
        let bytes = bytes.try_into().ok()?;
        Some(match self {
            Order::BigEndian => f64::from_be_bytes(bytes),
            Order::LittleEndian => f64::from_le_bytes(bytes),
        })
    }
}
