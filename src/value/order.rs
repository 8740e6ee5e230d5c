//! The order and the hash of values that are one number each: never NaN, and no zero negative.

/// Lets a type be compared and hashed by its number.
macro_rules! ordered_as_number {
    ($type:ty) => {
        impl Eq for $type {}

        impl Ord for $type {
            fn cmp(&self, other: &Self) -> std::cmp::Ordering {
                self.0.total_cmp(&other.0)
            }
        }

        impl PartialOrd for $type {
            fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
                Some(self.cmp(other))
            }
        }

        impl std::hash::Hash for $type {
            fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
                self.0.to_bits().hash(state);
            }
        }
    };
}

pub(super) use ordered_as_number;
