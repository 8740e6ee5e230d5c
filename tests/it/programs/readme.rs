//! Compares the figures in README.md with those of the examples and of the crate.

use crate::support::programs::run;

#[test]
fn the_tables_are_what_the_examples_print() {
    let readme = include_str!("../../../README.md");
    let folder = tempfile::tempdir().unwrap();
    for (example, arguments) in [
        ("safe_zones", &[][..]),
        ("safe_zones", &["--list"]),
        ("compare", &["turkey-2019", "sochi-2019"]),
        ("sweep", &["turkey-2019", "sochi-2019"]),
    ] {
        let printed = run(example, arguments, folder.path(), "");
        assert_eq!(printed.code, Some(0), "{}", printed.stderr);
        assert!(readme.contains(printed.stdout.trim_end()), "README.md lacks:\n{}", printed.stdout);
    }
}

#[test]
fn the_located_places_are_what_the_example_says() {
    let readme = include_str!("../../../README.md");
    let places = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/locate/places.csv");
    let done = run("locate", &[places], tempfile::tempdir().unwrap().path(), "");
    let rows: String = done.stdout.split_inclusive('\n').take(3).collect();
    for said in [rows.trim_end(), done.stderr.trim_end()] {
        assert!(said.lines().count() >= 3 && readme.contains(said), "README.md lacks:\n{said}");
    }
}

#[test]
fn the_limit_is_that_of_the_crate() {
    let limit = format!("distances over {}", safe_zone::LARGEST_DISTANCE);
    assert!(include_str!("../../../README.md").contains(&limit), "README.md lacks: {limit}");
}
