//! The options that tell the form of a table of points.

use clap::Args;

use super::Order;
use super::degrees::Decimal;

/// The heading of the options in `--help`.
pub const HEADING: &str = "Tables of points";

/// The options, from the command line.
#[derive(Args)]
pub struct TableArgs {
    /// Column with the longitude, by its title, or with --no-header by its number, from 1 [default:
    /// longitude, long, lon, lng, x or easting]
    #[arg(help_heading = HEADING, long, value_name = "COLUMN", requires = "lat")]
    pub lon: Option<String>,

    /// Column with the latitude [default: latitude, lat, y or northing]
    #[arg(help_heading = HEADING, long, value_name = "COLUMN", requires = "lon")]
    pub lat: Option<String>,

    /// Column with both, as POINT (38.35 36.89) or a pair [default: wkt, geometry, point, lat_lon
    /// and the like, where none has one alone]
    #[arg(help_heading = HEADING, long, value_name = "COLUMN", conflicts_with_all = ["lon", "lat"])]
    pub point: Option<String>,

    /// Order of the pairs in such a column [default: as the column's title or their letters say,
    /// else lat-lon, with a warning]
    #[arg(help_heading = HEADING, long, value_name = "ORDER", value_enum, conflicts_with = "swap")]
    pub order: Option<Order>,

    /// Exchange longitude and latitude: what is titled or stands as one is the other
    #[arg(help_heading = HEADING, long)]
    pub swap: bool,

    /// Delimiter between the columns of CSV, one character, or tab [default: as a line sep= says,
    /// or , ; tab or |, with which the columns are found]
    #[arg(help_heading = HEADING, long, value_name = "CHARACTER", value_parser = delimiter, allow_hyphen_values = true)]
    pub delimiter: Option<u8>,

    /// Mark before the fraction of a number, . or , [default: either where the delimiter is not ,]
    #[arg(help_heading = HEADING, long, value_name = "MARK", value_parser = decimal)]
    pub decimal: Option<Decimal>,

    /// The first line is a row, and titles no columns: name columns by their numbers
    #[arg(help_heading = HEADING, long)]
    pub no_header: bool,
}

impl TableArgs {
    /// The order of coordinates that stand longitude first.
    pub fn lon_first(&self) -> Order {
        if self.swap { Order::LatLon } else { Order::LonLat }
    }

    /// The options given, by their names.
    pub fn given(&self) -> Vec<&'static str> {
        let swap = self.swap.then_some("--swap");
        swap.into_iter().chain(self.given_of_columns()).collect()
    }

    /// Refuses options that GeoJSON, which has no columns, would leave without effect.
    pub fn check_columns(&self) -> Result<(), String> {
        let given = self.given_of_columns();
        if given.is_empty() {
            return Ok(());
        }
        let given = given.join(", ");
        Err(format!("it is GeoJSON, and tables alone have {given}; leave that out"))
    }

    /// The options given that tell the columns of a table.
    fn given_of_columns(&self) -> Vec<&'static str> {
        let all = [
            ("--lon", self.lon.is_some()),
            ("--lat", self.lat.is_some()),
            ("--point", self.point.is_some()),
            ("--order", self.order.is_some()),
            ("--delimiter", self.delimiter.is_some()),
            ("--decimal", self.decimal.is_some()),
            ("--no-header", self.no_header),
        ];
        all.into_iter().filter(|(_, is_given)| *is_given).map(|(name, _)| name).collect()
    }
}

/// Reads a delimiter, and refuses one that a number, a plan's id or a depth may contain.
fn delimiter(text: &str) -> Result<u8, String> {
    match text.as_bytes() {
        b"tab" | b"\\t" | b"\t" => Ok(b'\t'),
        &[byte] if is_delimiter(byte) => Ok(byte),
        [_] => Err("a number or a name may have it; give another character, as ';' or '|', or tab"
            .to_owned()),
        _ => Err("give one character, as ';' or '|', or tab".to_owned()),
    }
}

/// `true` for a byte that may be a delimiter.
pub fn is_delimiter(byte: u8) -> bool {
    byte == b'\t'
        || byte.is_ascii_graphic() && !byte.is_ascii_alphanumeric() && !b"\"+-._".contains(&byte)
}

fn decimal(text: &str) -> Result<Decimal, String> {
    match text {
        "." | "point" => Ok(Decimal::Point),
        "," | "comma" => Ok(Decimal::Comma),
        _ => Err("give . or ,".to_owned()),
    }
}
