//! Compares the pictures kept in `src` with those that the examples draw.

use std::fs;

use crate::support::programs::{names, run};

const COMMAND: &str = "cargo run --release --example method -- --force -o src/buffer/method.svg";
const MAP_COMMAND: &str = "cargo run --release --example safe_zones -- --force && \
    cp safe_zones/safe_zones.svg src/format/svg/";

#[test]
fn the_picture_is_what_the_example_draws() {
    let folder = tempfile::tempdir().unwrap();
    let drawn = run("method", &[], folder.path(), "");
    assert_eq!(drawn.code, Some(0), "{}", drawn.stderr);
    let kept = include_str!("../../../src/buffer/method.svg");
    assert!(same(&drawn.stdout, kept), "src/buffer/method.svg is stale: {COMMAND}");
}

#[test]
fn the_map_is_what_safe_zones_draws() {
    let folder = tempfile::tempdir().unwrap();
    let done = run("safe_zones", &["-q", "-o", "."], folder.path(), "");
    assert_eq!(done.code, Some(0), "{}", done.stderr);
    let drawn = fs::read_to_string(folder.path().join("safe_zones.svg")).unwrap();
    let kept = include_str!("../../../src/format/svg/safe_zones.svg");
    assert!(same(&drawn, kept), "src/format/svg/safe_zones.svg is stale: {MAP_COMMAND}");
}

/// `true` if two pictures are the same except for numbers that rounding puts a tenth of a pixel
/// apart.
fn same(one: &str, other: &str) -> bool {
    let is_number = |c: char| c.is_ascii_digit() || c == '.' || c == '-';
    let words = |text: &str| -> Vec<String> {
        text.split_inclusive(|c| !is_number(c))
            .flat_map(|part| match part.strip_suffix(|c| !is_number(c)) {
                Some(number) => vec![number.to_owned(), part[number.len()..].to_owned()],
                None => vec![part.to_owned()],
            })
            .collect()
    };
    let (one, other) = (words(one), words(other));
    one.len() == other.len()
        && one.iter().zip(&other).all(|(a, b)| {
            let apart = |a: f64, b: f64| (a - b).abs() < 0.11;
            a == b || matches!((a.parse(), b.parse()), (Ok(a), Ok(b)) if apart(a, b))
        })
}

#[test]
fn pictures_differ_where_more_than_rounding_does() {
    assert!(same("<circle cx=\"182.2\"/>", "<circle cx=\"182.1\"/>"));
    assert!(!same("<circle cx=\"182.2\"/>", "<circle cx=\"182.4\"/>"));
    assert!(!same("<circle cx=\"182.2\"/>", "<circle cy=\"182.2\"/>"));
}

#[test]
fn a_file_stays_unless_forced() {
    let folder = tempfile::tempdir().unwrap();
    let picture = folder.path().join("method.svg");
    fs::write(&picture, "kept").unwrap();
    run("method", &["-o", "method.svg"], folder.path(), "")
        .refused(2, &["already there: method.svg", "--force"]);
    assert_eq!(fs::read_to_string(&picture).unwrap(), "kept");

    let forced = run("method", &["--force", "-o", "method.svg"], folder.path(), "");
    assert_eq!(forced.code, Some(0), "{}", forced.stderr);
    assert!(fs::read_to_string(&picture).unwrap().starts_with("<svg "));
    assert_eq!(names(folder.path()), ["method.svg"]);
}
