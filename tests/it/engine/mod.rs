//! The engine: zones, bands, sides, sectors and located points against brute force and closed
//! forms.

mod adversarial_lines;
mod against_oracle;
mod anywhere;
mod areas;
mod chainages;
mod closing_holes;
mod facing;
mod feet;
mod geometries;
mod joining;
mod locator;
mod locator_batch;
mod long_edges;
mod longitudes;
mod medians;
mod nearest_side;
mod offset_lines;
mod random_borders;
mod sectors;
mod sectors_loose;
mod sides;
mod slivers;
mod snapping;
mod territories;
mod written;
