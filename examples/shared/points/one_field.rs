//! Reads a point from one field: WKT, or a pair of coordinates.

use std::sync::atomic::{AtomicBool, Ordering};

use super::degrees::{Axis, Coordinate, Decimal, coordinate};
use super::{Order, Units, foreign};

/// `true` once a pair has been read whose order nothing told.
static UNTOLD: AtomicBool = AtomicBool::new(false);

/// A note on pairs whose order nothing told, if there were any: they are taken as maps and phones write them.
pub fn untold_order() -> Option<&'static str> {
    let note = "pairs in one column were taken with the latitude first; --order lon-lat takes them the other \
                way, --order lat-lon confirms";
    UNTOLD.load(Ordering::Relaxed).then_some(note)
}

/// The forms of the points in a column.
#[derive(Clone, Copy)]
pub struct OneField {
    pub decimal: Decimal,
    /// The order of a pair, if it is known.
    pub order: Option<Order>,
    /// The order in WKT; `None` where the latitude is said to come first, which WKT does not have.
    pub wkt: Option<Order>,
    pub units: Units,
}

/// A reading of a pair.
type Pair = [Coordinate; 2];

impl OneField {
    /// The longitude and the latitude in a text, unless it has no coordinates.
    pub fn point(&self, text: &str) -> Result<Option<[f64; 2]>, String> {
        let text = text.trim();
        let letters = text.get(..5).unwrap_or_default();
        if letters.eq_ignore_ascii_case("POINT") || letters.eq_ignore_ascii_case("SRID=") {
            let order = self.wkt.ok_or_else(|| {
                format!("{text:?} is WKT, with the longitude first; give --swap if it is not so")
            })?;
            return Ok(self.well_known(text)?.map(|it| order.lon_lat(it)));
        }
        let brackets = [('(', ')'), ('[', ']')];
        let inner = brackets.into_iter().find_map(|(opens, closes)| {
            text.strip_prefix(opens).and_then(|inner| inner.strip_suffix(closes))
        });
        let inner = inner.unwrap_or(text);
        if self.coordinate(inner) == Ok(Coordinate::Missing) {
            return Ok(None);
        }
        let pair = self.pair(inner).map_err(|reason| format!("{text:?} {reason}"))?;
        self.ordered(text, pair)
    }

    /// The coordinates of a point in WKT, as PostGIS extends it.
    fn well_known(&self, text: &str) -> Result<Option<[f64; 2]>, String> {
        let upper = text.to_ascii_uppercase();
        let refused = |reason: &str| format!("{text:?} {reason}");
        let point = match upper.strip_prefix("SRID=").and_then(|rest| rest.split_once(';')) {
            None => upper.as_str(),
            Some(_) if self.units == Units::Other => {
                return Err(refused("names a system of its own; leave out SRID"));
            }
            Some((system, point)) if system.trim() == "4326" => point.trim(),
            Some(_) => return Err(refused("is in another coordinate system; give SRID 4326")),
        };
        let no_point = || refused("is no point in WKT; give it as POINT (38.35 36.89)");
        let rest = point.strip_prefix("POINT").ok_or_else(no_point)?.trim_start();
        let rest =
            ["ZM", "Z", "M"].into_iter().find_map(|it| rest.strip_prefix(it)).unwrap_or(rest);
        let rest = rest.trim();
        if rest == "EMPTY" {
            return Ok(None);
        }
        let inner = rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
        let inner = inner.ok_or_else(no_point)?;
        let numbers: Option<Vec<f64>> =
            inner.split_whitespace().map(|number| number.parse().ok()).collect();
        match numbers.as_deref() {
            Some([x, y] | [x, y, _] | [x, y, _, _]) if x.is_nan() || y.is_nan() => Ok(None),
            Some([x, y] | [x, y, _] | [x, y, _, _]) => Ok(Some([*x, *y])),
            _ => Err(no_point()),
        }
    }

    /// The one reading of a text as a pair.
    fn pair(&self, text: &str) -> Result<Pair, String> {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for separator in [";", "/", ",", " "] {
            let readings = text.match_indices(separator).filter_map(|(at, _)| {
                let halves = [&text[..at], &text[at + 1..]].map(|half| self.coordinate(half));
                let [Ok(first), Ok(second)] = halves else { return None };
                Some([first, second])
            });
            match readings.collect::<Vec<Pair>>()[..] {
                [] => {}
                [pair] => return Ok(pair),
                _ => return Err("may be divided in more than one way; put ; between".to_owned()),
            }
        }
        let remedy = foreign::remedy(text.as_str())
            .unwrap_or("give POINT (38.35 36.89), or two coordinates with a comma between");
        Err(format!("is no point; {remedy}"))
    }

    fn coordinate(&self, text: &str) -> Result<Coordinate, String> {
        coordinate(text, self.decimal, self.units)
    }

    /// Puts a pair into its order, which letters tell.
    fn ordered(&self, text: &str, pair: Pair) -> Result<Option<[f64; 2]>, String> {
        let axis = |coordinate| match coordinate {
            Coordinate::Lettered(_, axis) => Some(axis),
            _ => None,
        };
        let value = |coordinate| match coordinate {
            Coordinate::Number(value) | Coordinate::Lettered(value, _) => Some(value),
            Coordinate::Missing => None,
        };
        let [Some(first), Some(second)] = pair.map(value) else { return Ok(None) };
        let told = match pair.map(axis) {
            [None, None] => self.order,
            [Some(one), Some(other)] if one == other => {
                return Err(format!("{text:?} has two letters for one axis"));
            }
            [Some(Axis::Longitude), _] | [None, Some(Axis::Latitude)] => Some(Order::LonLat),
            [Some(Axis::Latitude), _] | [None, Some(Axis::Longitude)] => Some(Order::LatLon),
        };
        let order = match told {
            Some(order) => order,
            None if self.units == Units::Other => {
                let order = "may have either first; give --order lon-lat or --order lat-lon";
                return Err(format!("{text:?} {order}"));
            }
            None => {
                // Whoever exchanges coordinates has looked at their order.
                let wkt = self.wkt.unwrap_or(Order::LonLat);
                UNTOLD.fetch_or(wkt == Order::LonLat, Ordering::Relaxed);
                wkt.exchanged()
            }
        };
        Ok(Some(order.lon_lat([first, second])))
    }
}
