//! The operation by which PROJ transformed coordinates from one system to another, with its
//! accuracy.
//!
//! Accuracies are metres, as PROJ and its authorities state them (ISO 19111: the distance of
//! positions from the truth that the operation's own error may cause), never measured here.

use std::fmt;

use crate::value::{Length, Position};

/// The operations by which positions came from one coordinate reference system to another.
///
/// PROJ chooses an operation for each position by its accuracy and area, so there may be several.
#[derive(Debug, Clone, PartialEq)]
pub struct Reprojection {
    pub(super) from: String,
    pub(super) to: String,
    pub(super) operations: Vec<CoordinateOperation>,
    pub(super) outlier: Option<Outlier>,
}

/// A coordinate operation that PROJ chose.
#[derive(Debug, Clone, PartialEq)]
pub struct CoordinateOperation {
    pub(super) name: String,
    pub(super) accuracy: Option<Length>,
    pub(super) better: Option<Box<CoordinateOperation>>,
    pub(super) grids: Vec<String>,
}

/// The position farthest outside of a system's area of use.
#[derive(Debug, Clone, PartialEq)]
pub struct Outlier {
    pub(super) position: Position,
    pub(super) degrees: f64,
    pub(super) area: String,
}

impl Reprojection {
    /// The operations that PROJ chose, in the order in which they were first used; empty where
    /// nothing was transformed.
    pub fn operations(&self) -> &[CoordinateOperation] {
        &self.operations
    }

    /// The worst accuracy of any of the operations; `None` where one has none stated.
    pub fn accuracy(&self) -> Option<Length> {
        self.operations.iter().try_fold(Length::ZERO, |worst, operation| {
            let accuracy = operation.accuracy?;
            Some(if accuracy > worst { accuracy } else { worst })
        })
    }

    /// The position that lies farthest outside of the system's area of use; `None` where all lie
    /// inside.
    pub fn outlier(&self) -> Option<&Outlier> {
        self.outlier.as_ref()
    }
}

impl CoordinateOperation {
    /// The operation's name, its steps joined by ` + `, as `Inverse of UTM zone 37N`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The accuracy that PROJ states, zero for a conversion without a datum shift; `None` where
    /// PROJ states none.
    pub fn accuracy(&self) -> Option<Length> {
        self.accuracy
    }

    /// The operation that PROJ would have chosen in this one's place, had it not lacked a grid.
    pub fn better(&self) -> Option<&CoordinateOperation> {
        self.better.as_deref()
    }

    /// The grids that a [better](CoordinateOperation::better) operation needs, by their files'
    /// names; empty where they are unknown.
    pub fn grids(&self) -> &[String] {
        &self.grids
    }

    /// What to install to use the operation.
    pub(super) fn needs(&self) -> String {
        if self.grids.is_empty() {
            return "a grid that PROJ does not find".to_owned();
        }
        format!("a grid that PROJ does not find ({})", self.grids.join(", "))
    }
}

impl Outlier {
    /// The position.
    pub fn position(&self) -> Position {
        self.position
    }

    /// The distance outside, in degrees of longitude or of latitude, whichever is more.
    pub fn degrees(&self) -> f64 {
        self.degrees
    }
}

impl fmt::Display for Reprojection {
    /// Writes a line for each operation, with its accuracy and a better operation that lacks a
    /// grid, and one for the outlier.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} to {}", self.from, self.to)?;
        for operation in &self.operations {
            write!(f, "\n  {operation}")?;
            if let Some(better) = &operation.better {
                write!(f, "\n  not {better}: it needs {}", better.needs())?;
            }
        }
        if let Some(Outlier { position, degrees, area }) = &self.outlier {
            write!(
                f,
                "\n  up to {degrees:.3}° outside of its area of use ({area}), at {position}"
            )?;
        }
        Ok(())
    }
}

impl fmt::Display for CoordinateOperation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.accuracy {
            Some(accuracy) => write!(f, "{} (to {accuracy}, as PROJ states)", self.name),
            None => write!(f, "{} (PROJ states no accuracy)", self.name),
        }
    }
}
