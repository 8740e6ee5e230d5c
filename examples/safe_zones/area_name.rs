//! The option `--label`: a name and its position on the map.

use std::str::FromStr;

use safe_zone::Position;
use safe_zone::svg::{AreaName, Map};

/// A name at a position.
#[derive(Debug, Clone)]
pub struct Label {
    text: String,
    position: Position,
}

impl FromStr for Label {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        const FORM: &str = "give a name, its longitude and its latitude, as \"Turkey,39.9,37.3\"";
        let mut fields = text.rsplitn(3, ',');
        let (Some(lat), Some(lon), Some(name)) = (fields.next(), fields.next(), fields.next())
        else {
            return Err(FORM.to_owned());
        };
        let number = |field: &str| {
            field.trim().parse::<f64>().map_err(|_| format!("{field:?} is no number; {FORM}"))
        };
        let (lon, lat, name) = (number(lon)?, number(lat)?, name.trim());
        if name.is_empty() {
            return Err(format!("the name is empty; {FORM}"));
        }
        let position = Position::new(lon, lat).map_err(|error| error.to_string())?;
        Ok(Label { text: name.to_owned(), position })
    }
}

impl Label {
    /// The name for a map.
    pub fn name(&self) -> AreaName {
        AreaName::at(self.text.clone(), self.position)
    }

    /// A note where a map does not show the name.
    pub fn note(&self, map: &Map<'_>) -> Option<(String, String)> {
        let why = format!("left out, because {} is beyond the map", self.position);
        (!map.shows(self.position)).then(|| (format!("--label {}", self.text), why))
    }
}
