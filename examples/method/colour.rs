//! The colours of Okabe and Ito, which the colour-blind can tell apart, as SVG writes them.

pub const BLACK: &str = "#000000";
pub const ORANGE: &str = "#E69F00";
pub const SKY_BLUE: &str = "#56B4E9";
pub const GREEN: &str = "#009E73";
pub const BLUE: &str = "#0072B2";
pub const VERMILLION: &str = "#D55E00";

/// A grey that is none of theirs, but dark enough to be read on white.
pub const GREY: &str = "#767676";
