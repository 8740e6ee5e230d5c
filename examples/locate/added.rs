//! The columns that are added: their titles and their values.
//!
//! Titles and roundings are those of `places.geojson`: distances and chainages in km to the
//! millimetre; the side of the border, empty on the border itself and straight on beyond its ends;
//! for each plan the band, `outside`, or `at the limit` where an uncertainty leaves that open.

use safe_zone::plan::Standing;
use safe_zone::{Error, Length, Locator, Position, Proposal, Side};

use crate::shared::exchanged::{Look, Place};
use crate::shared::failure::shown;
use crate::shared::points::Given;
use crate::shared::points::header::Header;
use crate::tally::Tally;

/// The titles of the columns that do not depend on plans.
pub const TITLES: [&str; 3] = ["distance_km", "chainage_km", "side"];

/// The margin beyond all depths at which a point needs no second look, metres: more than the error
/// of a distance.
const MARGIN: f64 = 1.0;

/// The added columns.
pub struct Added<'a> {
    locator: &'a Locator,
    /// The uncertainty of a point's position.
    uncertainty: Option<Length>,
    /// The distance from the border beyond which a point is outside every plan, metres.
    deepest: f64,
    /// The deepest limit.
    limit: Length,
    delimiter: u8,
    /// The mark before the fractions of numbers in CSV.
    mark: u8,
    titles: Vec<u8>,
    /// The text of the empty columns in CSV.
    nothing: Vec<u8>,
    /// The text of the empty members in JSON.
    nulls: Vec<u8>,
    plans: Vec<Labels>,
}

/// The texts for every standing in a plan, ready to be written.
struct Labels {
    fields: Vec<Vec<u8>>,
    /// The members of a JSON object, with the comma before each.
    members: Vec<Vec<u8>>,
}

/// The standings of a plan as its tables have them, the innermost band first.
pub fn standings(proposal: &Proposal) -> impl Iterator<Item = Standing> + use<> {
    let bands = proposal.bands().len();
    (0..bands).map(Standing::In).chain([Standing::Outside, Standing::AtEdge])
}

/// The index of a standing among them.
pub fn index(standing: Standing, bands: usize) -> usize {
    match standing {
        Standing::In(band) => band,
        Standing::Outside => bands,
        Standing::AtLimit(_) | Standing::AtEnd | Standing::AtEdge => bands + 1,
    }
}

/// The titles of all columns.
pub fn titles(proposals: &[&Proposal]) -> Vec<String> {
    let plans = proposals.iter().map(|proposal| format!("in_{}", proposal.id()));
    TITLES.into_iter().map(str::to_owned).chain(plans).collect()
}

/// Refuses a table that has one of these titles already.
pub fn refuse(titles: &[String], header: &Header) -> Result<(), String> {
    let Header::Titles(own) = header else { return Ok(()) };
    let taken = |title: &&String| own.iter().any(|own| own.eq_ignore_ascii_case(title));
    match titles.iter().find(taken) {
        None => Ok(()),
        Some(title) => Err(format!(
            "line 1: there is a column {title} already, which is to be added; rename it"
        )),
    }
}

impl<'a> Added<'a> {
    /// The columns for the plans of a locator, in CSV with this delimiter and this mark before the
    /// fractions of numbers.
    pub fn new(
        locator: &'a Locator,
        proposals: &[&Proposal],
        uncertainty: Option<Length>,
        [delimiter, mark]: [u8; 2],
    ) -> Self {
        let titles = titles(proposals);
        let plans = proposals.iter().zip(&titles[TITLES.len()..]).map(|(proposal, title)| {
            let labels = || standings(proposal).map(|standing| standing.label(proposal));
            let title = serde_json::json!(title);
            let member = |label: String| format!(",{title}:{}", serde_json::json!(label));
            Labels {
                fields: labels().map(|label| field(&label, delimiter)).collect(),
                members: labels().map(|label| member(label).into_bytes()).collect(),
            }
        });
        let nulls: Vec<_> =
            titles.iter().map(|title| format!("{}:null", serde_json::json!(title))).collect();
        let depths = proposals.iter().map(|proposal| proposal.depth());
        let deepest = depths.max().unwrap_or(Length::ZERO);
        Added {
            locator,
            uncertainty,
            limit: deepest,
            deepest: deepest.metres() + uncertainty.map_or(0.0, Length::metres) + MARGIN,
            delimiter,
            mark,
            plans: plans.collect(),
            nothing: vec![delimiter; titles.len()],
            nulls: nulls.join(",").into_bytes(),
            // Tables are read on terminals, too.
            titles: titles.iter().flat_map(|title| field(&shown(title), delimiter)).collect(),
        }
    }

    /// The titles as the end of a line of CSV.
    pub fn titles(&self) -> &[u8] {
        &self.titles
    }

    /// Writes the fields of a row of CSV, and counts the row.
    pub fn fields(&self, given: Given, tally: &mut Tally, out: &mut Vec<u8>) -> Result<(), Error> {
        tally.count(given);
        let Given::At(lon, lat) = given else {
            out.extend_from_slice(&self.nothing);
            return Ok(());
        };
        let position = Position::new(lon, lat)?;
        let at = self.locator.offset(position);
        for length in [at.distance(), at.chainage()] {
            out.push(self.delimiter);
            if self.mark == self.delimiter {
                out.push(b'"');
                push_km(length, self.mark, out);
                out.push(b'"');
            } else {
                push_km(length, self.mark, out);
            }
        }
        out.push(self.delimiter);
        // Empty on the border itself.
        out.extend_from_slice(at.side().map_or("", Side::as_str).as_bytes());
        let mut outside = 0;
        self.each_plan(position, at.distance(), |plan, standing| {
            tally.stands(plan, standing);
            outside += usize::from(self.is_outside(plan, standing));
            out.extend_from_slice(&self.plans[plan].fields[standing]);
        });
        self.doubt(position, at.distance(), outside, tally);
        Ok(())
    }

    /// Writes the members of a JSON object, and counts the row.
    pub fn members(&self, given: Given, tally: &mut Tally, out: &mut Vec<u8>) -> Result<(), Error> {
        tally.count(given);
        let Given::At(lon, lat) = given else {
            out.extend_from_slice(&self.nulls);
            return Ok(());
        };
        let position = Position::new(lon, lat)?;
        let at = self.locator.offset(position);
        let [distance, chainage, side] = TITLES;
        for (title, length) in [(distance, at.distance()), (chainage, at.chainage())] {
            out.extend_from_slice(format!("\"{title}\":").as_bytes());
            push_km(length, b'.', out);
            out.push(b',');
        }
        let text = match at.side() {
            None => "null".to_owned(),
            Some(side) => format!("\"{}\"", side.as_str()),
        };
        out.extend_from_slice(format!("\"{side}\":{text}").as_bytes());
        let mut outside = 0;
        self.each_plan(position, at.distance(), |plan, standing| {
            tally.stands(plan, standing);
            outside += usize::from(self.is_outside(plan, standing));
            out.extend_from_slice(&self.plans[plan].members[standing]);
        });
        self.doubt(position, at.distance(), outside, tally);
        Ok(())
    }

    /// Counts a point outside all plans: `outside` is their number.
    fn doubt(&self, position: Position, distance: Length, outside: usize, tally: &mut Tally) {
        if outside < self.plans.len() {
            return;
        }
        let place = |distance: Length| Place::at(distance, self.limit);
        tally.is_outside(place(distance), || {
            // A longitude beyond 90 is no latitude.
            let Ok(swapped) = Position::new(position.lat(), position.lon()) else {
                return Look::default();
            };
            let located = self.locator.locate(swapped);
            let is_near = |distance| place(distance) == Place::Near;
            Look {
                is_inside: located.standings().any(|it| matches!(it, Standing::In(_))),
                is_near: is_near(self.locator.distance(swapped)),
            }
        });
    }

    fn is_outside(&self, plan: usize, standing: usize) -> bool {
        standing == index(Standing::Outside, self.plans[plan].fields.len() - 2)
    }

    /// Finds the standing of a point in each plan, as an index.
    fn each_plan(&self, position: Position, distance: Length, mut say: impl FnMut(usize, usize)) {
        let bands = |plan: usize| self.plans[plan].fields.len() - 2;
        if distance.metres() > self.deepest {
            (0..self.plans.len()).for_each(|plan| say(plan, index(Standing::Outside, bands(plan))));
            return;
        }
        let located = match self.uncertainty {
            None => self.locator.locate(position),
            Some(uncertainty) => self.locator.locate_to_within(position, uncertainty),
        };
        for (plan, standing) in located.standings().enumerate() {
            say(plan, index(standing, bands(plan)));
        }
    }
}

/// A field of CSV, with the delimiter before it.
fn field(text: &str, delimiter: u8) -> Vec<u8> {
    let mut line = Vec::new();
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(&mut line);
    writer.write_record(["", text]).expect("a vector takes it");
    drop(writer);
    line.strip_suffix(b"\n").unwrap_or(&line).to_owned()
}

/// Writes kilometres with six decimals, as `format!("{:.6}")` does, ten times as fast.
fn push_km(length: Length, mark: u8, out: &mut Vec<u8>) {
    let millimetres = (length.km() * 1e6 + 0.5) as u64;
    let (mut km, rest) = (millimetres / 1_000_000, (millimetres % 1_000_000) as u32);
    let pair = |two: u32| [b'0' + (two / 10) as u8, b'0' + (two % 10) as u8];
    let ([a, b], [c, d], [e, f]) = (pair(rest / 10_000), pair(rest / 100 % 100), pair(rest % 100));
    let mut text = [b'.'; 27];
    text[20] = mark;
    text[21..].copy_from_slice(&[a, b, c, d, e, f]);
    let mut at = 20;
    while km > 0 || at == 20 {
        at -= 1;
        text[at] = b'0' + (km % 10) as u8;
        km /= 10;
    }
    out.extend_from_slice(&text[at..]);
}
