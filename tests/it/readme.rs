//! The figures in README.md are those of the example and of the crate.

use crate::programs::run;

#[test]
fn the_tables_are_what_the_examples_print() {
    let readme = include_str!("../../README.md");
    let folder = tempfile::tempdir().unwrap();
    for (example, arguments) in [
        ("safe_zones", &[][..]),
        ("safe_zones", &["--list"]),
        ("compare", &["turkey-2019", "sochi-2019"]),
    ] {
        let printed = run(example, arguments, folder.path(), "");
        assert_eq!(printed.code, Some(0), "{}", printed.stderr);
        assert!(readme.contains(printed.stdout.trim_end()), "README.md lacks:\n{}", printed.stdout);
    }
}

#[test]
fn the_limit_is_that_of_the_crate() {
    let limit = format!("distances over {}", safe_zone::LARGEST_DISTANCE);
    assert!(include_str!("../../README.md").contains(&limit), "README.md lacks: {limit}");
}
