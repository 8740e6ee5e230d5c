//! Quadratics over a parameter interval: every test of the engine is the sign of one.

/// c0 + c1·t + c2·t².
#[derive(Debug, Clone, Copy)]
pub(crate) struct Quadratic {
    pub c0: f64,
    pub c1: f64,
    pub c2: f64,
}

impl Quadratic {
    #[inline]
    pub fn at(&self, t: f64) -> f64 {
        self.c0 + t * (self.c1 + t * self.c2)
    }

    /// `true` if the quadratic is positive somewhere on an interval.
    #[inline]
    pub fn positive_within(&self, from: f64, to: f64) -> bool {
        self.at(from) > 0.0 || self.at(to) > 0.0 || {
            let vertex = -0.5 * self.c1;
            self.c2 < 0.0
                && vertex < from * self.c2
                && vertex > to * self.c2
                && self.c0 * self.c2 < vertex * vertex
        }
    }

    /// `true` if the quadratic is positive all over an interval.
    #[inline]
    pub fn positive_on(&self, from: f64, to: f64) -> bool {
        let negative = Quadratic { c0: -self.c0, c1: -self.c1, c2: -self.c2 };
        !negative.positive_within(from, to)
    }

    /// The quadratic with these values at the start, the middle and the end of an interval.
    pub fn through(from: f64, to: f64, [start, middle, end]: [f64; 3]) -> Self {
        // Newton's divided differences.
        let step = 0.5 * (to - from);
        let first = (middle - start) / step;
        let second = (end - 2.0 * middle + start) / (2.0 * step * step);
        let at = from + step;
        Quadratic {
            c0: start - first * from + second * from * at,
            c1: first - second * (from + at),
            c2: second,
        }
    }

    /// The sum with another.
    pub fn plus(&self, other: &Quadratic) -> Self {
        Quadratic { c0: self.c0 + other.c0, c1: self.c1 + other.c1, c2: self.c2 + other.c2 }
    }

    /// The real roots, in ascending order.
    pub fn roots(&self) -> [Option<f64>; 2] {
        let Quadratic { c0, c1, c2 } = *self;
        let discriminant = c1 * c1 - 4.0 * c2 * c0;
        if discriminant < 0.0 || (c1 == 0.0 && c2 == 0.0) {
            return [None, None];
        }
        // The sum without cancellation comes first, the other root from their product.
        let sum = -0.5 * (c1 + c1.signum() * discriminant.sqrt());
        let finite = |t: f64| t.is_finite().then_some(t);
        let (x, y) = (finite(sum / c2), finite(c0 / sum));
        match (x, y) {
            (Some(x), Some(y)) if x > y => [Some(y), Some(x)],
            (None, y) => [y, None],
            pair => [pair.0, pair.1],
        }
    }
}
