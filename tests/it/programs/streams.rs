//! Standard output that is full or closed: lost results are an error, a reader who left early is none.

use std::fs::File;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::support::programs::{names, program, run};

/// Runs of every program that prints a result.
const RUNS: [&[&str]; 22] = [
    &["safe_zones"],
    &["safe_zones", "-o", "-"],
    &["safe_zones", "--list"],
    &["compare", "us-2019", "turkey-2019"],
    &["sweep"],
    &["sweep", "-o", "-"],
    &["locate", "points.csv"],
    &["buffer", "--distance", "1km", "line.geojson"],
    &["own_border", "-o", "-"],
    &["verify", "--border", "line.geojson", "zone.geojson"],
    &["verify", "-q", "--border", "line.geojson", "zone.geojson"],
    &["method"],
    &["median", "--distance", "1km", "line.geojson", "far.geojson"],
    &["safe_zones", "--help"],
    &["compare", "--help"],
    &["sweep", "--help"],
    &["locate", "--help"],
    &["buffer", "--help"],
    &["own_border", "-h"],
    &["verify", "--help"],
    &["method", "--help"],
    &["median", "-h"],
];

fn command(arguments: &[&str], folder: &Path) -> Command {
    let mut command = Command::new(program(arguments[0]));
    command.args(&arguments[1..]).current_dir(folder).stdin(Stdio::null());
    command
}

/// A folder with the inputs.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let line = r#"{"type":"LineString","coordinates":[[38.0,36.8],[39.0,36.7]]}"#;
    std::fs::write(path.join("line.geojson"), line).unwrap();
    std::fs::write(path.join("far.geojson"), line.replace("36.", "30.")).unwrap();
    std::fs::write(path.join("points.csv"), "lon,lat\n38,36.8\n").unwrap();
    let zone = ["--distance", "1km", "-o", "zone.geojson", "line.geojson"];
    assert_eq!(run("buffer", &zone, path, "").code, Some(0));
    folder
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_device_is_an_error() {
    for arguments in RUNS {
        let folder = folder();
        let full = File::options().write(true).open("/dev/full").unwrap();
        let done = command(arguments, folder.path()).stdout(full).output().unwrap();
        let said = String::from_utf8(done.stderr).unwrap();
        assert_eq!(done.status.code(), Some(2), "{arguments:?}: {said}");
        assert!(said.contains("error: cannot write to standard output: "), "{arguments:?}: {said}");
        assert_eq!(names(folder.path()).len(), 4, "{arguments:?} left a file");
    }
}

#[test]
fn a_closed_pipe_is_no_error() {
    for arguments in RUNS {
        let folder = folder();
        let mut command = command(arguments, folder.path());
        let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
        let mut child = child.unwrap();
        drop(child.stdout.take());
        let done = child.wait_with_output().unwrap();
        let said = String::from_utf8(done.stderr).unwrap();
        assert_eq!(done.status.code(), Some(0), "{arguments:?}: {said}");
        assert!(!said.contains("error"), "{arguments:?}: {said}");
    }
}

/// A zone that is wrong stays wrong when nobody reads the verdict.
#[test]
fn a_verdict_outlives_its_reader() {
    let folder = folder();
    let other = r#"{"type":"LineString","coordinates":[[38.0,36.8],[39.0,36.8]]}"#;
    std::fs::write(folder.path().join("line.geojson"), other).unwrap();
    let verify = RUNS.iter().find(|run| run[0] == "verify").unwrap();
    let mut child = command(verify, folder.path()).stdout(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(1));
}

/// A shell opens the input, so its name is not among the arguments.
#[cfg(unix)]
#[test]
fn the_file_behind_standard_input_is_not_replaced() {
    let folder = folder();
    let path = folder.path();
    std::fs::hard_link(path.join("line.geojson"), path.join("link.geojson")).unwrap();
    for (arguments, input, output) in [
        (&["buffer", "--distance", "1km", "-"][..], "line.geojson", "line.geojson"),
        (&["buffer", "--distance", "1km", "-"], "line.geojson", "link.geojson"),
        (&["locate", "-"], "points.csv", "points.csv"),
    ] {
        let before = std::fs::read(path.join(input)).unwrap();
        let run = |output: &str| {
            let mut command = command(arguments, path);
            command.args(["--force", "-o", output]).stdin(File::open(path.join(input)).unwrap());
            command.output().unwrap()
        };
        let refused = run(output);
        let said = String::from_utf8(refused.stderr).unwrap();
        assert_eq!(refused.status.code(), Some(2), "{said}");
        assert!(said.contains(&format!("{output} is the input standard input; ")), "{said}");
        assert_eq!(std::fs::read(path.join(input)).unwrap(), before);
        assert_eq!(run("other").status.code(), Some(0));
        std::fs::remove_file(path.join("other")).unwrap();
    }
}
