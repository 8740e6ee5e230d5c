//! The inputs of plans: a border, territories and places, embedded or the user's.
//!
//! With the user's border, only the embedded data that the user names is used. One of the files may
//! be `-`, standard input.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use clap::Args;
use safe_zone::places::Gazetteer;
use safe_zone::plan::{Census, PlanOverlay};
use safe_zone::values::Provenance;
use safe_zone::{
    Border, Error, Length, Plan, Position, Proposal, Side, Territory, Tolerance, dataset,
};

use super::crs::{InputCrs, InputCrsArgs, Unusable};
use super::exchanged::{Doubt, Look, Origin, Place, is_exchanged};
use super::failure::{self, Failure};
use super::joining::{JoinArgs, JoinedBorder};
use super::places::PlacesArgs;
use super::reach::EMBEDDED_PLACES;
use super::reader::{Notes, Reader};
use super::snap::SnapArgs;
use super::source;

/// The help of `--from` where places may be given.
const FROM: &str = "Position near which the border begins, as 36.66,36.83, or the name of a place in --places: \
                    at the end nearest to it, or at a closed line's vertex. Its direction gives left, right and \
                    chainages [default: the direction of the file's first line]";

/// The inputs, as asked on the command line.
#[derive(Args)]
#[command(mut_arg("from", |from| from.value_name("LON,LAT|PLACE").help(FROM)))]
pub struct InputsArgs {
    #[command(flatten)]
    border: BorderArgs,

    /// Places, CSV or GeoJSON with name, position and, where it is known, population; 0 is unknown, as
    /// in GeoNames [default: the embedded ones along the embedded border, none along another]
    #[arg(long, value_name = "FILE")]
    places: Option<PathBuf>,

    #[command(flatten)]
    table: PlacesArgs,

    #[command(flatten)]
    input_crs: InputCrsArgs,

    /// Largest error of a boundary's depth, with its unit, 1mm or more, as 1m or 5cm
    #[arg(long, value_name = "LENGTH", default_value = "1m", allow_hyphen_values = true)]
    tolerance: Tolerance,
}

/// The inputs without what only zones and their tables ask for: places, a coordinate system, a tolerance.
#[derive(Args)]
pub struct BorderArgs {
    /// Border, GeoJSON with lines, in any order and direction, or polygons for their rings [default: the embedded
    /// one between Turkey and Syria]
    #[arg(long, value_name = "FILE")]
    border: Option<PathBuf>,

    #[command(flatten)]
    join: JoinArgs,

    /// Territory for all plans, in place of the ones that they name: syria,
    /// syria-east-of-the-euphrates, or GeoJSON with polygons from any source, wherever their edges
    /// run [default: as each plan names]
    #[arg(long, value_name = "ID|FILE")]
    territory: Option<String>,

    #[command(flatten)]
    snap: SnapArgs,
}

/// The inputs, read and checked.
pub struct Inputs {
    border: Option<(String, JoinedBorder)>,
    territory: Option<Cow<'static, Territory>>,
    /// The user's places, with the file's name.
    places: Option<(String, Gazetteer)>,
    tolerance: Tolerance,
    notes: Notes,
}

impl InputsArgs {
    /// Reads the files.
    pub fn read(&self) -> Result<Inputs, Failure> {
        self.table.check(self.places.as_deref())?;
        let input = self.input_crs.read()?;
        if self.places.is_none() && !self.border.has_file() {
            self.input_crs.refuse()?;
        }
        self.border.read_in(input, self.tolerance, self.places())
    }

    fn places(&self) -> Option<(&Path, &PlacesArgs)> {
        self.places.as_deref().map(|path| (path, &self.table))
    }

    /// The paths of the files, and ids of what is embedded.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        self.border.files().chain(self.places.as_deref())
    }

    /// The file of the user's border.
    pub fn border(&self) -> Option<&Path> {
        self.border.border()
    }

    /// The option `--snap`.
    pub fn snap(&self) -> &SnapArgs {
        &self.border.snap
    }

    /// `true` if there will be places.
    pub fn has_places(&self) -> bool {
        self.places.is_some() || self.border.border.is_none()
    }
}

impl BorderArgs {
    /// `true` if a file of the user's is among them.
    fn has_file(&self) -> bool {
        let is_file = |name: &String| dataset::territory(name).is_err();
        self.border.is_some() || self.territory.as_ref().is_some_and(is_file)
    }

    /// The file of the user's border.
    pub fn border(&self) -> Option<&Path> {
        self.border.as_deref()
    }

    /// The paths of the files, and ids of what is embedded.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        self.border.as_deref().into_iter().chain(self.territory.as_ref().map(Path::new))
    }

    /// Reads the files, in the coordinate systems that they name.
    pub fn read(&self, unusable: Unusable) -> Result<Inputs, Failure> {
        self.read_in(InputCrs::as_named(unusable), Tolerance::default(), None)
    }

    fn read_in(
        &self,
        input: InputCrs,
        tolerance: Tolerance,
        places: Option<(&Path, &PlacesArgs)>,
    ) -> Result<Inputs, Failure> {
        self.join.check(self.border.as_deref())?;
        let is_file = self.territory.as_deref().is_some_and(|id| dataset::territory(id).is_err());
        self.snap.check(is_file, "--territory")?;
        let mut reader = Reader::new(input, tolerance);
        let border = self.border.as_deref().map(|path| reader.border(path)).transpose()?;
        let territory = self.territory.as_deref().map(|name| reader.territory(name)).transpose()?;
        let places = places.map(|(path, options)| reader.places(path, options)).transpose()?;
        let nowhere = Gazetteer::default();
        let known = places.as_ref().map_or(&nowhere, |(_, places)| places);
        let joined = |(path, border): (&PathBuf, &Border)| {
            Ok::<_, Failure>((source::name(path), self.join.border(border, known)?))
        };
        let border = self.border.as_ref().zip(border.as_ref()).map(joined).transpose()?;
        let bridged = border.as_ref().and_then(|(name, joined)| joined.bridged(name));
        reader.notes.extend(bridged);
        let along = border.as_ref().map(|(_, joined)| &joined.border);
        let along = along.unwrap_or_else(|| dataset::turkey_syria_border());
        let territory = match territory {
            Some(Cow::Owned(own)) => {
                let (own, note) = self.snap.applied(own, along)?;
                let name = source::name(Path::new(self.territory.as_deref().unwrap_or_default()));
                reader.notes.extend(note.map(|note| (name, note)));
                Some(Cow::Owned(own))
            }
            other => other,
        };
        Ok(Inputs { border, territory, places, tolerance, notes: reader.notes })
    }
}

/// The deepest limit of some plans.
fn deepest(proposals: &[&Proposal]) -> Length {
    let depths = proposals.iter().map(|proposal| proposal.depth());
    depths.max().unwrap_or(Length::ZERO)
}

impl Inputs {
    /// The border.
    pub fn border(&self) -> &Border {
        let own = self.border.as_ref().map(|(_, joined)| &joined.border);
        own.unwrap_or_else(|| dataset::turkey_syria_border())
    }

    /// The provenance of the border, where it is known.
    pub fn origin(&self) -> Option<&'static Provenance> {
        self.border.is_none().then(dataset::border_provenance)
    }

    /// Notes on files: on what is not used, and on the transformation to WGS 84.
    pub fn notes(&self) -> &[(String, String)] {
        &self.notes
    }

    /// Notes on the direction of a border in pieces, on which sides, sectors and chainages depend; an
    /// error where the pieces contradict one another.
    pub fn direction(&self) -> Result<Notes, Failure> {
        let Some((name, joined)) = &self.border else { return Ok(Notes::new()) };
        Ok(joined.directed(name)?.into_iter().collect())
    }

    /// The same, where the plans have sides or sectors, or there are places to be measured; elsewhere a
    /// note on a `--from` without effect.
    pub fn direction_for(&self, plans: &[Plan<'_>]) -> Result<Notes, Failure> {
        let directed = |plan: &Plan<'_>| {
            plan.extent().side() != Side::Both || plan.extent().sectors().is_some()
        };
        if self.places.is_some() || plans.iter().any(directed) {
            return self.direction();
        }
        let idle = self.border.as_ref().and_then(|(name, joined)| joined.idle_start(name));
        Ok(idle.into_iter().collect())
    }

    /// The origin of the border.
    pub fn border_origin(&self) -> Origin {
        if self.border.is_some() { Origin::File } else { Origin::Embedded }
    }

    /// Refuses a border of the user's that no zone of these plans would join to the territory given, and
    /// that would lie beside it with longitude and latitude exchanged.
    fn check_order(&self, proposals: &[&Proposal]) -> Result<(), Failure> {
        let (Some((name, joined)), Some(territory)) = (&self.border, &self.territory) else {
            return Ok(());
        };
        if !is_exchanged(&joined.border, territory, deepest(proposals)) {
            return Ok(());
        }
        Err(Failure::File(format!(
            "{name}: it lies far from the territory {}, but would lie beside it with longitude and \
             latitude exchanged; give both with the longitude first",
            territory.name()
        )))
    }

    /// The doubt that the coordinates of the user's places are exchanged, with the file's name.
    fn doubt(&self, proposals: &[&Proposal]) -> Option<String> {
        let (name, places) = self.places.as_ref()?;
        let (deepest, route) = (deepest(proposals), self.border().route());
        let distance = |position| route.project(position).distance();
        let mut doubt = Doubt::default();
        for at in places.iter().map(|place| place.position()) {
            let own = distance(at);
            if own <= deepest {
                continue;
            }
            // A longitude beyond 90 is no latitude.
            let exchanged = Position::new(at.lat(), at.lon()).ok().map(distance);
            let look = exchanged.map_or(Look::default(), |exchanged| Look {
                is_inside: exchanged <= deepest,
                is_near: Place::at(exchanged, deepest) == Place::Near,
            });
            doubt.count(Place::at(own, deepest), Some(look));
        }
        let doubt = doubt.text(places.len(), self.border_origin())?;
        Some(format!("{name}: {doubt}"))
    }

    /// Notes on the slivers that a territory of the user's leaves on the other side of the border.
    pub fn slivers(
        &self,
        snap: &SnapArgs,
        overlay: &mut PlanOverlay<'_>,
        plans: &[Plan<'_>],
    ) -> Notes {
        let Some(Cow::Owned(territory)) = &self.territory else { return Notes::new() };
        // Lines that run against each other have no sides.
        if self.direction().is_err() {
            return Notes::new();
        }
        let note = snap.slivers(overlay, plans);
        note.map(|note| (territory.name().to_owned(), note)).into_iter().collect()
    }

    /// The largest error of a boundary's depth.
    pub fn tolerance(&self) -> Tolerance {
        self.tolerance
    }

    /// The proposals laid along the border; a doubt about the order of coordinates is an error or a warning.
    pub fn plans<'a>(
        &'a self,
        proposals: &'a [Cow<'static, Proposal>],
    ) -> Result<Vec<Plan<'a>>, Failure> {
        let asked: Vec<&Proposal> = proposals.iter().map(AsRef::as_ref).collect();
        self.check_order(&asked)?;
        if let Some(doubt) = self.doubt(&asked) {
            failure::warn(&doubt);
        }
        asked.into_iter().map(|proposal| self.plan(proposal)).collect()
    }

    /// A proposal laid along the border.
    pub fn plan<'a>(&'a self, proposal: &'a Proposal) -> Result<Plan<'a>, Failure> {
        let refused = |reason: String| Failure::Refused(format!("{}: {reason}", proposal.id()));
        if let (None, Some(line)) = (&self.border, proposal.line()) {
            return Err(Failure::Refused(format!(
                "{} does not run along this border but along another line: {line}; give that line with \
                 --border",
                proposal.id()
            )));
        }
        let territory = match (&self.territory, proposal.territory()) {
            (Some(territory), _) => Some(territory.as_ref()),
            (None, None) => None,
            (None, Some(id)) if self.border.is_some() => {
                return Err(refused(format!(
                    "it lies in the territory {id:?}, which is not along this border; give one that \
                     is with --territory, or a plan that names none"
                )));
            }
            (None, Some(id)) => {
                Some(dataset::territory(id).map_err(|error| refused(error.to_string()))?)
            }
        };
        let nowhere = Gazetteer::default();
        let places = self.places().unwrap_or(&nowhere);
        let find = |name: &str| places.find(name).map(|place| place.position());
        Plan::new(proposal, self.border(), territory, find)
            .map_err(|error| refused(error.to_string()))
    }

    /// The standing of each place in each plan; empty without places.
    pub fn censuses(&self, plans: &[Plan<'_>]) -> Result<Vec<Census<'_>>, Error> {
        let Some(places) = self.places() else { return Ok(Vec::new()) };
        PlanOverlay::new(self.border(), self.tolerance).censuses(plans, places)
    }

    /// Licences and attributions of the data from which zones of these plans are made.
    pub fn zones_licence(&self, plans: &[Plan<'_>]) -> String {
        Provenance::notices(self.lines(plans))
    }

    /// Licences and attributions of the places and of the border from which they are measured.
    pub fn places_licence(&self) -> String {
        Provenance::notices(self.origin().into_iter().chain(self.places_origin()))
    }

    /// Licences and attributions of the zones and the places.
    pub fn licence(&self, plans: &[Plan<'_>]) -> String {
        Provenance::notices(self.lines(plans).chain(self.places_origin()))
    }

    /// The provenance of the border and of the edges of the plans' territories.
    fn lines(&self, plans: &[Plan<'_>]) -> impl Iterator<Item = &'static Provenance> {
        let names = plans.iter().filter_map(|plan| plan.extent().territory()).map(Territory::name);
        let lines = names.filter_map(|name| dataset::territory_provenance(name).ok()).flatten();
        self.origin().into_iter().chain(lines)
    }

    /// `true` if the places are the embedded ones.
    pub fn has_embedded_places(&self) -> bool {
        self.places.is_none() && self.border.is_none()
    }

    /// The doubt about the people of a plan that is deeper than the embedded places go.
    pub fn places_doubt(&self, plans: &[Plan<'_>]) -> Option<String> {
        let is_deeper = |plan: &&Plan<'_>| plan.proposal().depth().metres() > EMBEDDED_PLACES;
        let plan = plans.iter().find(is_deeper).filter(|_| self.has_embedded_places())?.proposal();
        Some(format!(
            "{} is {} deep, and the embedded places go {} km from the border: farther places and people are not \
             counted; give --places with yours",
            plan.id(),
            plan.depth(),
            EMBEDDED_PLACES / 1e3
        ))
    }

    /// The provenance of the places, if they are the embedded ones.
    fn places_origin(&self) -> Option<&'static Provenance> {
        self.has_embedded_places().then(dataset::places_provenance)
    }

    /// The places; `None` where there are none.
    pub fn places(&self) -> Option<&Gazetteer> {
        match (&self.places, &self.border) {
            (Some((_, places)), _) => Some(places),
            (None, None) => Some(dataset::places()),
            (None, Some(_)) => None,
        }
    }
}
