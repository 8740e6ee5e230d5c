//! Settings of a session: `safe_zone.bad_points`.

use std::any::Any;
use std::fmt;
use std::str::FromStr;

use datafusion::common::config::{ConfigEntry, ConfigExtension, ExtensionOptions};
use datafusion::common::{Result, plan_datafusion_err, plan_err};
use datafusion::config::ConfigOptions;

/// The answer for a value that is no position: out of range, not finite, or WKB of anything but a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum BadPoints {
    /// The answer is NULL.
    #[default]
    Null,
    /// The query ends, with an error that names the value. Nothing is then left unread: a filter by zone does not
    /// narrow what is read.
    Refuse,
}

impl BadPoints {
    /// The treatment that a session asks for.
    pub fn of(options: &ConfigOptions) -> Self {
        options.extensions.get::<ZoneOptions>().map(|own| own.bad_points).unwrap_or_default()
    }
}

impl fmt::Display for BadPoints {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            BadPoints::Null => "null",
            BadPoints::Refuse => "refuse",
        })
    }
}

impl FromStr for BadPoints {
    type Err = String;

    fn from_str(text: &str) -> std::result::Result<Self, String> {
        match text {
            "null" => Ok(BadPoints::Null),
            "refuse" => Ok(BadPoints::Refuse),
            _ => Err(format!("{text:?} is no treatment of bad points; give null or refuse")),
        }
    }
}

/// The settings that begin with `safe_zone.`
#[derive(Debug, Clone, Default)]
pub struct ZoneOptions {
    bad_points: BadPoints,
}

impl ZoneOptions {
    /// Settings with this treatment of bad points.
    pub fn new(bad_points: BadPoints) -> Self {
        ZoneOptions { bad_points }
    }
}

impl ConfigExtension for ZoneOptions {
    const PREFIX: &'static str = "safe_zone";
}

// Not by DataFusion's macro: its entries lack the prefix, without which Ballista loses them on their way.
impl ExtensionOptions for ZoneOptions {
    fn as_any(&self) -> &dyn Any {
        self
    }

    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }

    fn cloned(&self) -> Box<dyn ExtensionOptions> {
        Box::new(self.clone())
    }

    fn set(&mut self, key: &str, value: &str) -> Result<()> {
        if key != "bad_points" {
            return plan_err!("there is no setting safe_zone.{key}; there is safe_zone.bad_points");
        }
        self.bad_points = value.parse().map_err(|error| plan_datafusion_err!("{error}"))?;
        Ok(())
    }

    fn entries(&self) -> Vec<ConfigEntry> {
        vec![ConfigEntry {
            key: format!("{}.bad_points", Self::PREFIX),
            value: Some(self.bad_points.to_string()),
            description: "null: a value that is no position gives NULL; refuse: it ends the query",
        }]
    }
}
