//! Features that should tile: the bands of each plan, and the pieces of each comparison.

use crate::claims::{Claim, Kind};
use crate::shared::oracle::check::Definition;

/// Features that should tile, and the definitions of their union.
pub struct Whole<'a> {
    pub name: String,
    pub claims: Vec<&'a Claim>,
    /// The definitions whose points lie in one of the features.
    pub definitions: Vec<Definition<'a>>,
}

/// The bands of each plan and the pieces of each comparison, file by file.
pub fn wholes<'a>(
    claims: &'a [Claim],
    counts: &[usize],
    definitions: &'a [Vec<(Definition<'a>, bool)>],
) -> Vec<Whole<'a>> {
    let mut wholes = Vec::new();
    let mut first = 0;
    for &count in counts {
        let own = first..first + count;
        first = own.end;
        let pieces: Vec<usize> =
            own.clone().filter(|&i| matches!(claims[i].kind, Kind::Piece(_))).collect();
        if let Some(&any) = pieces.first() {
            wholes.push(Whole {
                name: "the pieces of the comparison".to_owned(),
                claims: pieces.iter().map(|&i| &claims[i]).collect(),
                definitions: definitions[any].iter().map(|(definition, _)| *definition).collect(),
            });
        }
        let scope = |i: usize| match &claims[i].kind {
            Kind::Band(_, _, scope) if scope.proposal.is_some() => Some(scope),
            _ => None,
        };
        let mut left: Vec<usize> = own.filter(|&i| scope(i).is_some()).collect();
        while let Some(&any) = left.first() {
            let same =
                |&i: &usize| scope(i) == scope(any) && claims[i].tolerance == claims[any].tolerance;
            let (bands, others): (Vec<usize>, Vec<usize>) = left.iter().partition(|i| same(i));
            left = others;
            if bands.len() > 1 {
                wholes.push(Whole {
                    name: format!(
                        "the bands of {}",
                        claims[any].name.split(',').next().unwrap_or("")
                    ),
                    claims: bands.iter().map(|&i| &claims[i]).collect(),
                    definitions: joined(bands.iter().map(|&i| definitions[i][0].0).collect()),
                });
            }
        }
    }
    wholes
}

/// Joins bands that begin where another ends.
fn joined(mut bands: Vec<Definition<'_>>) -> Vec<Definition<'_>> {
    bands.sort_by(|a, b| a.inner.total_cmp(&b.inner));
    let mut joined: Vec<Definition<'_>> = Vec::new();
    for band in bands {
        match joined.last_mut() {
            Some(last) if band.inner <= last.outer => last.outer = last.outer.max(band.outer),
            _ => joined.push(band),
        }
    }
    joined
}
