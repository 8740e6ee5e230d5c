//! The depths of a sweep: the multiples of a step, the plans' own depths, and a kilometre more than these.

use safe_zone::{Length, Plan, Tolerance};

use crate::Arguments;
use crate::shared::failure::Failure;
use crate::shared::reach;

/// The largest number of rows of one extent: a thousand take ten seconds.
const MOST: f64 = 1000.0;
/// The default of the largest depth, as a multiple of the deepest plan's.
const BEYOND: f64 = 1.25;

/// The largest depth of a sweep.
pub enum Last {
    Asked(Length),
    /// As far as the territory's data go, at most this.
    Default(Length),
}

/// The depths of one extent.
pub struct Depths {
    /// All that are computed, growing.
    pub all: Vec<Length>,
    /// Those that have rows.
    pub shown: Vec<Length>,
    /// The reason for which the sweep ends early.
    pub note: Option<String>,
}

/// The largest depth; refuses steps that are too small.
pub fn last(
    arguments: &Arguments,
    plans: &[Plan<'_>],
    tolerance: Tolerance,
) -> Result<Last, Failure> {
    let step = arguments.step;
    let least = 2.0 * tolerance.length().metres();
    if step.metres() <= least {
        return Err(Failure::Refused(format!(
            "--step {step} is not more than twice the tolerance, {least} m; give a larger step or a smaller \
             --tolerance"
        )));
    }
    let deepest = plans.iter().map(|plan| plan.proposal().depth()).max().unwrap_or(Length::ZERO);
    let (last, length) = match arguments.to {
        Some(to) => (Last::Asked(to), to),
        None => {
            let whole = (BEYOND * deepest.metres() / step.metres()).ceil() * step.metres();
            let length = Length::from_metres(whole)?;
            (Last::Default(length), length)
        }
    };
    if length < step {
        return Err(Failure::Refused(format!(
            "--step {step} is more than the largest depth, {length}; give a smaller step"
        )));
    }
    let rows = length.metres() / step.metres();
    if rows > MOST {
        return Err(Failure::Refused(format!(
            "--step {step} up to {length} makes {rows:.0} rows, more than {MOST:.0}; give a larger step"
        )));
    }
    Ok(last)
}

/// The depths for plans of one extent.
pub fn of(
    plans: &[&Plan<'_>],
    (step, last): (Length, &Last),
    has_embedded_places: bool,
    tolerance: Tolerance,
) -> Result<Depths, Failure> {
    let places = reach::of_places(has_embedded_places);
    let most = reach::of(plans[0], has_embedded_places, tolerance);
    let (end, note) = match last {
        Last::Asked(to) if to.metres() > places => {
            return Err(Failure::Refused(format!(
                "--to {to} is beyond {}, as far as the embedded places go; give a smaller depth, or places \
                 with --places",
                Length::from_metres(places)?
            )));
        }
        Last::Asked(to) => (to.metres(), None),
        Last::Default(to) if to.metres() > most => {
            let end = Length::from_metres(most)?;
            (
                most,
                Some(format!(
                    "the sweep ends at {end}, because the data of the territory or of the places end there"
                )),
            )
        }
        Last::Default(to) => (to.metres(), None),
    };
    let own: Vec<f64> = plans.iter().map(|plan| plan.proposal().depth().metres()).collect();
    let near = |a: f64, b: f64| (a - b).abs() <= 2.0 * tolerance.length().metres();
    let count = (end / step.metres() + 1e-9).floor() as u32;
    let mut shown: Vec<f64> = (1..=count).map(|index| f64::from(index) * step.metres()).collect();
    // The plans' own depths take the places of multiples beside them.
    shown.retain(|&multiple| !own.iter().any(|&own| near(own, multiple)));
    shown.extend(own.iter().filter(|&&own| own <= end));
    let mut all = shown.clone();
    for next in own.iter().map(|own| own + 1000.0) {
        if next <= most && !all.iter().any(|&other| near(other, next)) {
            all.push(next);
        }
    }
    Ok(Depths { all: growing(all)?, shown: growing(shown)?, note })
}

fn growing(metres: Vec<f64>) -> Result<Vec<Length>, Failure> {
    let lengths = metres.into_iter().map(Length::from_metres);
    let mut lengths: Vec<Length> = lengths.collect::<Result<_, _>>()?;
    lengths.sort();
    lengths.dedup();
    Ok(lengths)
}
