//! Borders: the embedded one, GeoJSON, and names for GeoJSON.
//!
//! Lines are joined where they share an end, as the programs of the crate join them; their edges are straight in
//! longitude and latitude. A name holds in one process: a query carries the border itself to the others.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use safe_zone::layers::usable_lines;
use safe_zone::linear::Joining;
use safe_zone::{Border, Edges, dataset};

static NAMED: RwLock<BTreeMap<String, Arc<str>>> = RwLock::new(BTreeMap::new());

/// Gives a border a name, by which queries may call it.
///
/// # Errors
/// Says what is wrong with the name or the GeoJSON.
pub fn define(name: &str, geojson: &str) -> Result<(), String> {
    let is_name = |c: char| c.is_alphanumeric() || "_-.".contains(c);
    if name.is_empty() || !name.chars().all(is_name) {
        return Err(format!("{name:?} is no name for a border: give letters, digits, _, - and ."));
    }
    parsed(geojson).map_err(|error| format!("border {name}: {error}"))?;
    let mut named = NAMED.write().unwrap_or_else(PoisonError::into_inner);
    named.insert(name.to_owned(), geojson.into());
    Ok(())
}

/// The GeoJSON that an argument is or names.
///
/// # Errors
/// Names the borders that are defined.
pub fn geojson(given: &str) -> Result<Arc<str>, String> {
    if given.trim_start().starts_with('{') {
        return Ok(given.into());
    }
    let named = NAMED.read().unwrap_or_else(PoisonError::into_inner);
    named.get(given).cloned().ok_or_else(|| {
        let known: Vec<&str> = named.keys().map(String::as_str).collect();
        let known = if known.is_empty() { "none is".to_owned() } else { known.join(", ") };
        format!("no border has the name {given:?} (defined: {known}); define it, or give GeoJSON")
    })
}

/// The border of a text; the embedded one where there is none.
pub(crate) fn border(geojson: Option<&str>) -> Result<Cow<'static, Border>, String> {
    match geojson {
        None => Ok(Cow::Borrowed(dataset::turkey_syria_border())),
        Some(geojson) => parsed(geojson).map(Cow::Owned),
    }
}

fn parsed(geojson: &str) -> Result<Border, String> {
    let read = || {
        let (lines, _) = usable_lines(geojson)?;
        let joined = Joining::default().join(&lines)?;
        joined.check_directions()?;
        Border::new(joined.into_lines(), Edges::Planar)
    };
    read().map_err(|error| error.to_string())
}
