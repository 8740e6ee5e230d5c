//! The figures in README.md are those that the example prints.

use crate::programs::run;

#[test]
fn the_table_is_what_the_example_prints() {
    let readme = include_str!("../../README.md");
    let folder = tempfile::tempdir().unwrap();
    let printed = run("safe_zones", &[], folder.path(), "");
    assert_eq!(printed.code, Some(0), "{}", printed.stderr);
    assert!(readme.contains(printed.stdout.trim_end()), "README.md lacks:\n{}", printed.stdout);
}
