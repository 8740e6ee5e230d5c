//! Finds the columns of a table by the titles in its first line, in any order and any case, or by
//! their numbers.
//!
//! Errors name the column as the file has it.

use super::width::{End, Width};
use super::{Order, beside};

const LONGITUDE: [&str; 6] = ["longitude", "long", "lon", "lng", "x", "easting"];
const LATITUDE: [&str; 4] = ["latitude", "lat", "y", "northing"];
const POINT: [&str; 16] = [
    "wkt",
    "wkt_geom",
    "geom",
    "the_geom",
    "geometry",
    "shape",
    "point",
    "geo_point",
    "coordinates",
    "coordinate",
    "coords",
    "coord",
    "location",
    "geolocation",
    "position",
    "gps",
];

/// A column: its index, and its title as the file has it.
#[derive(Debug)]
pub struct Column {
    pub index: usize,
    pub title: String,
}

/// The columns of a table: their titles, or their number.
pub enum Header {
    Titles(Vec<String>),
    /// No titles, and this number of columns.
    None(usize),
}

impl Column {
    /// The field in this column.
    pub fn value<'a>(&self, fields: &'a [String]) -> &'a str {
        fields.get(self.index).map_or("", |field| field.trim())
    }
}

impl Header {
    /// The column with the longitude.
    pub fn longitude(&self) -> Result<Option<Column>, String> {
        self.coordinate("longitude", "lon", |title| LONGITUDE.contains(&title))
    }

    /// The column with the latitude.
    pub fn latitude(&self) -> Result<Option<Column>, String> {
        self.coordinate("latitude", "lat", |title| LATITUDE.contains(&title))
    }

    /// The column with both.
    pub fn point(&self) -> Result<Option<Column>, String> {
        let is_point = |title: &str| POINT.contains(&title) || order(title).is_some();
        self.coordinate("point", "point", is_point)
    }

    /// The error that no column has a coordinate.
    pub fn none_has(&self, what: &str) -> String {
        let (titles, option) = match what {
            "longitude" => (&LONGITUDE[..], "lon"),
            _ => (&LATITUDE[..], "lat"),
        };
        let none = self.lacks(what);
        if let Some(title) = self.smaller() {
            return format!(
                "{none}; {title} has minutes or seconds: give decimal degrees, or all in one column, as \
                 36 53.457 N"
            );
        }
        format!(
            "{none}; title one {}, name it with --{option}, or one that has both with --point",
            titles.join(" or ")
        )
    }

    /// The title of a column with minutes or seconds, if there is one.
    fn smaller(&self) -> Option<&String> {
        let Header::Titles(titles) = self else { return None };
        beside::smaller_title(titles)
    }

    /// The error that no column has something.
    pub fn lacks(&self, what: &str) -> String {
        let remedy = match self {
            // Another delimiter may divide a line of one column.
            Header::Titles(titles) if titles.len() == 1 => "; give --delimiter if it is several",
            _ => "",
        };
        format!("line 1: no column has the {what}, of the columns {:?}{remedy}", self.joined())
    }

    /// The one column for a coordinate; `option` names one of several.
    fn coordinate(
        &self,
        what: &str,
        option: &str,
        is_meant: impl Fn(&str) -> bool,
    ) -> Result<Option<Column>, String> {
        self.usual(what, is_meant)
            .map_err(|both| format!("{both}; name the one with --{option}, or rename the other"))
    }

    /// The one column with a title that `is_meant`, in lower case, if there is any.
    pub fn usual(
        &self,
        what: &str,
        is_meant: impl Fn(&str) -> bool,
    ) -> Result<Option<Column>, String> {
        let Header::Titles(titles) = self else { return Ok(None) };
        let mut found = titles.iter().enumerate().filter(|(_, title)| is_meant(&title_word(title)));
        let Some((index, title)) = found.next() else { return Ok(None) };
        if let Some((_, other)) = found.next() {
            return Err(format!("line 1: columns {title} and {other} could both have the {what}"));
        }
        Ok(Some(Column { index, title: title.trim().to_owned() }))
    }

    /// The column that an option names.
    pub fn named(&self, given: &str, option: &str) -> Result<Column, String> {
        let titles = match self {
            Header::Titles(titles) => titles,
            Header::None(count) => {
                let number = given.parse().ok().filter(|number| (1..=*count).contains(number));
                let number: usize = number.ok_or_else(|| {
                    format!(
                        "line 1: --{option} {given} is no column; give a number from 1 to {count}"
                    )
                })?;
                return Ok(Column { index: number - 1, title: number.to_string() });
            }
        };
        let mut found = titles.iter().enumerate().filter(|(_, title)| *title == given.trim());
        match (found.next(), found.next()) {
            (Some((index, title)), None) => Ok(Column { index, title: title.clone() }),
            (Some(_), Some(_)) => {
                Err(format!("line 1: there are two columns {given}; give each a title of its own"))
            }
            (None, _) => Err(format!(
                "line 1: no column {given:?} among {:?}; give --{option} one of them",
                self.joined()
            )),
        }
    }

    pub fn width(&self) -> Width {
        match self {
            Header::Titles(titles) => {
                Width::of(titles.len(), titles.last().map_or(b"", |title| title.as_bytes()))
            }
            Header::None(count) => Width { fields: *count, end: End::Filled },
        }
    }

    fn joined(&self) -> String {
        match self {
            Header::Titles(titles) => titles.join(", "),
            Header::None(count) => format!("1 to {count}"),
        }
    }
}

/// A title in lower case, as `is_meant` has it; Overpass puts @ before those of its own.
fn title_word(title: &str) -> String {
    title.trim().trim_start_matches('@').to_lowercase().replace([' ', '-'], "_")
}

/// The order of coordinates that the title of a column with both tells, as `lat_lon` does, and
/// `GPS (lat, lon)`.
pub fn order(title: &str) -> Option<Order> {
    let letters: String =
        title.to_lowercase().chars().filter(|letter| letter.is_alphabetic()).collect();
    let ends_in = |titles: &[&str]| {
        titles.iter().any(|title| {
            letters.strip_suffix(title).is_some_and(|it| it.is_empty() || POINT.contains(&it))
        })
    };
    if ends_in(&["lonlat", "longlat", "lnglat", "longitudelatitude", "xy"]) {
        return Some(Order::LonLat);
    }
    ends_in(&["latlon", "latlong", "latlng", "latitudelongitude", "yx"]).then_some(Order::LatLon)
}
