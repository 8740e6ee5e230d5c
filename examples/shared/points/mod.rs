//! Reads tables of points, in the forms that people have: CSV with any delimiter, and coordinates
//! in two columns or in one.
//!
//! `options` are those of the command line; `table` tells a file's form from its beginning, with
//! `header`, which finds columns by their titles; `columns` reads the position in a row from
//! `degrees`, or from `one_field`, with what the columns `beside` say, and `longitude` brings it onto the map. `fields`
//! and `decimal` are the quick way through long files.
//! Whatever could mean two positions is refused with the option that tells.

pub mod beside;
pub mod columns;
pub mod decimal;
pub mod degrees;
pub mod fields;
pub mod foreign;
pub mod header;
pub mod json;
pub mod longitude;
pub mod one_field;
pub mod options;
pub mod table;
pub mod width;

/// The position in a row, longitude and latitude in degrees on WGS 84, or in the units of another
/// system.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Given {
    At(f64, f64),
    /// A row without coordinates.
    Nothing,
    /// A row with unusable coordinates.
    Bad,
}

/// The order of two coordinates.
#[derive(Clone, Copy, Debug, PartialEq, clap::ValueEnum)]
pub enum Order {
    /// Longitude first.
    LonLat,
    /// Latitude first.
    LatLon,
}

impl Order {
    /// The other order.
    pub fn exchanged(self) -> Self {
        if self == Order::LonLat { Order::LatLon } else { Order::LonLat }
    }

    /// Longitude and latitude of two coordinates in this order.
    pub fn lon_lat<T>(self, [first, second]: [T; 2]) -> [T; 2] {
        if self == Order::LonLat { [first, second] } else { [second, first] }
    }
}

/// The units of the coordinates.
#[derive(Clone, Copy, PartialEq)]
pub enum Units {
    /// Degrees on WGS 84.
    Degrees,
    /// Those of another coordinate system.
    Other,
}

/// The bytes with which a file in UTF-8 may begin.
pub const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// Refuses a file that begins as one in UTF-16 does.
pub fn check_encoding(bytes: &[u8]) -> Result<(), String> {
    let is_wide = match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => true,
        // Without a mark, every other byte of Latin letters is zero.
        [0, one, 0, other, ..] | [one, 0, other, 0, ..] => *one != 0 && *other != 0,
        _ => false,
    };
    if is_wide {
        return Err("line 1 is UTF-16, no text in UTF-8; save the file as UTF-8, or convert it: \
                    iconv -f UTF-16 -t UTF-8"
            .to_owned());
    }
    Ok(())
}
