//! Values as text: what is written reads back as the same value, whatever the value.

use std::collections::HashSet;
use std::fmt::{Debug, Display};
use std::str::FromStr;

use geo_types::{coord, point};
use safe_zone::plan::{DepthKind, Stop, Stretch};
use safe_zone::values::{Colour, Date, Unit};
use safe_zone::{
    BufferOptions, Caps, Edges, Error, ErrorKind, Length, Position, Proposal, Side, SignedLength,
    Tolerance, dataset,
};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::support::judge::length;
use crate::support::oracle::sample::Random;

/// Asserts that a value is the same after text and after JSON.
fn same<T>(value: T, text: &str)
where
    T: Display + FromStr<Err = Error> + Serialize + DeserializeOwned + PartialEq + Debug,
{
    assert_eq!(value.to_string(), text);
    assert_eq!(text.parse::<T>().as_ref(), Ok(&value));
    let json = serde_json::to_string(&value).unwrap();
    assert_eq!(json, format!("{text:?}"));
    assert_eq!(serde_json::from_str::<T>(&json).unwrap(), value);
}

#[test]
fn values_read_back_as_they_are_written() {
    same(length(14_000.0), "14 km");
    same(length(0.001), "0.001 m");
    same(-length(2_500.0), "-2.5 km");
    same(SignedLength::from(length(0.0)), "0 m");
    same(Tolerance::default(), "1 m");
    same(Unit::NauticalMile, "nmi");
    same(Side::Both, "both");
    same(Edges::Geodesic, "geodesic");
    same(Caps::Flat, "flat");
    same(Colour::new(0, 114, 178), "#0072b2");
    same(Date::new(2019, 8, 7).unwrap(), "2019-08-07");
    same(DepthKind::Minimum, "minimum");
    same(Stop::Place("Tell Abyad".to_owned()), "Tell Abyad");
    same(Stop::Chainage(length(452_100.0)), "452.1 km");
}

#[test]
fn any_length_reads_back() {
    let random = &mut Random::new(7);
    for _ in 0..20_000 {
        let metres = 10f64.powf(random.between(-6.0, 9.0));
        let text = length(metres).to_string();
        assert_eq!(text.parse::<Length>().unwrap().metres().to_bits(), metres.to_bits(), "{text}");
    }
}

#[test]
fn formats_keep_precision_and_width() {
    let depth = length(14_250.0);
    assert_eq!(format!("{depth:.1}"), "14.2 km"); // a tie goes to the even digit
    assert_eq!(
        format!("{depth:>12}|{depth:*<12}|{depth:^13}|"),
        "    14.25 km|14.25 km****|  14.25 km   |"
    );
    assert_eq!(format!("{:.2}", -length(3.0)), "-3.00 m");
    assert_eq!(format!("{:>6}|{:6}|", Side::Left, Edges::Planar), "  left|planar|");
    assert_eq!(format!("{:>8.0}", Tolerance::default()), "     1 m");
    let position = Position::new(38.021, -36.83).unwrap();
    assert_eq!(format!("{position:.2}|{position:>14.0}"), "(38.02, -36.83)|     (38, -37)");
}

#[test]
fn positions_come_from_and_go_to_other_types() {
    let position = Position::new(38.5, 36.25).unwrap();
    assert_eq!(Position::try_from(coord! { x: 38.5, y: 36.25 }), Ok(position));
    assert_eq!(Position::try_from(point!(x: 38.5, y: 36.25)), Ok(position));
    assert_eq!(Position::try_from((38.5, 36.25)), Ok(position));
    assert_eq!(" 38.5, 36.25 ".parse(), Ok(position));
    assert_eq!(<(f64, f64)>::from(position), (38.5, 36.25));
    assert_eq!(serde_json::to_string(&position).unwrap(), "[38.5,36.25]");
    assert_eq!(serde_json::from_str::<Position>("[38.5,36.25]").unwrap(), position);
    assert!(
        serde_json::from_str::<Position>("[36.25,138.5]")
            .unwrap_err()
            .to_string()
            .contains("138.5")
    );
    for text in ["38.5", "38.5 36.25", "38.5;36.25", "38.5,36.25,0", "east,north", ""] {
        let error = text.parse::<Position>().unwrap_err().to_string();
        assert!(error.contains("longitude,latitude"), "{error}");
    }
    assert!(matches!(
        Position::try_from((181.0, 0.0)).map_err(Error::into_kind),
        Err(ErrorKind::OutOfRange { .. })
    ));
}

#[test]
fn lengths_add_compare_and_divide() {
    let [five, nine] = [5_000.0, 9_000.0].map(length);
    assert_eq!(five + nine, length(14_000.0));
    assert_eq!([five, nine].into_iter().sum::<Length>(), length(14_000.0));
    assert_eq!((five - nine, nine - five), (-length(4_000.0), length(4_000.0).into()));
    assert_eq!(nine / five, 1.8);
    assert_eq!(five.times(2.0), Ok(length(10_000.0)));
    assert!(matches!(five.times(-1.0).map_err(Error::into_kind), Err(ErrorKind::BadLength { .. })));
    assert_eq!(length(f64::MAX) + length(f64::MAX), length(f64::MAX));
    assert_eq!([nine, five].into_iter().min(), Some(five));
    let set: HashSet<_> = [five, nine, five].into_iter().collect();
    assert_eq!(set.len(), 2);
    assert_eq!(BufferOptions::default(), BufferOptions::default().caps(Caps::Round));
}

#[test]
fn proposals_read_back_as_they_are_written() {
    for proposal in dataset::proposals() {
        let text = serde_json::to_string_pretty(proposal).unwrap();
        assert_eq!(&serde_json::from_str::<Proposal>(&text).unwrap(), proposal, "{text}");
    }
    // A place of this name would be read as the end of the line.
    for name in ["end", " start ", "5km"] {
        let error = Stretch::new(Stop::Place(name.to_owned()), Stop::End).unwrap_err();
        assert!(error.to_string().contains("is not the name of a place"), "{error}");
    }
}
