//! Lines cut into pieces in any order and direction.

use geo_types::{LineString, MultiLineString};

use super::oracle::sample::Random;

/// A line cut at random vertices; some pieces run backwards, all are shuffled.
pub fn shuffled(line: &LineString<f64>, count: usize, seed: u64) -> MultiLineString<f64> {
    let random = &mut Random::new(seed);
    let last = line.0.len() - 1;
    let mut cuts = vec![0, last];
    while cuts.len() <= count {
        let cut = 1 + random.below(last - 1);
        if !cuts.contains(&cut) {
            cuts.push(cut);
        }
    }
    cuts.sort_unstable();
    let mut pieces: Vec<LineString<f64>> =
        cuts.windows(2).map(|pair| LineString(line.0[pair[0]..=pair[1]].to_vec())).collect();
    for index in (1..pieces.len()).rev() {
        pieces.swap(index, random.below(index + 1));
    }
    for piece in &mut pieces {
        if random.between(0.0, 1.0) < 0.5 {
            piece.0.reverse();
        }
    }
    MultiLineString(pieces)
}
