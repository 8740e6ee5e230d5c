//! The picture in `src/buffer` is the one that the example `method` draws.

use std::fs;

use crate::programs::{names, run};

const COMMAND: &str = "cargo run --release --example method -- --force -o src/buffer/method.svg";

#[test]
fn the_picture_is_what_the_example_draws() {
    let folder = tempfile::tempdir().unwrap();
    let drawn = run("method", &[], folder.path(), "");
    assert_eq!(drawn.code, Some(0), "{}", drawn.stderr);
    let kept = include_str!("../../src/buffer/method.svg");
    assert!(drawn.stdout == kept, "src/buffer/method.svg is stale: {COMMAND}");
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
