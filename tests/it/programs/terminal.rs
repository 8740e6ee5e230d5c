//! The programs on a terminal and in a pipe: colour, progress, streams, the last line.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::support::programs::{names, run};

const LINE: &str = r#"{"type":"LineString","coordinates":[[38.0,36.8],[38.5,36.7]]}"#;
const PLAN: &str = r##"{"id":"mine","title":"A strip","proponent":"Somebody","source":"A test",
    "colour":"#0072b2","bands":[{"inner":"0km","outer":"5km","depth":"exact"}]}"##;
const PLACES: &str = "name,lon,lat\nNorthwood,38.1,36.77\n";

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [("line.geojson", LINE), ("plan.json", PLAN), ("places.csv", PLACES)] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

/// The output of a command on a terminal, which `script` of util-linux provides.
#[cfg(target_os = "linux")]
fn on_a_terminal(example: &str, arguments: &str, variables: &[(&str, &str)], at: &Path) -> String {
    let program = crate::support::programs::program(example);
    let output = std::process::Command::new("script")
        .args(["-qec", &format!("{} {arguments}", program.display()), "/dev/null"])
        .env_remove("NO_COLOR")
        .env("TERM", "xterm")
        .envs(variables.iter().copied())
        .current_dir(at)
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[cfg(target_os = "linux")]
#[test]
fn errors_are_coloured_on_a_terminal_unless_told_otherwise() {
    let folder = folder();
    for (example, arguments) in [("buffer", "--distance 5km missing"), ("verify", "missing")] {
        let shown = on_a_terminal(example, arguments, &[], folder.path());
        assert!(shown.starts_with("\u{1b}[1m\u{1b}[31merror:\u{1b}[0m cannot read"), "{shown:?}");
        let plain = on_a_terminal(example, arguments, &[("NO_COLOR", "1")], folder.path());
        assert!(plain.starts_with("error: cannot read"), "{plain:?}");
        let arguments: Vec<&str> = arguments.split(' ').collect();
        run(example, &arguments, folder.path(), "").refused(2, &["cannot read missing"]);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn work_over_a_second_shows_its_progress_on_a_terminal() {
    let folder = folder();
    let made = ["--distance", "5km", "-o", "zones.geojson", "line.geojson"];
    assert_eq!(run("buffer", &made, folder.path(), "").code, Some(0));
    // The work takes two seconds on two cores; in a tenth of that, progress would not show.
    let check = "--border line.geojson --points 2000000 zones.geojson";
    let started = Instant::now();
    let shown = on_a_terminal("verify", check, &[], folder.path());
    let took = started.elapsed();
    let shows = shown.contains("checking feature 1, 0 to 5 km (1s)");
    assert!(shows || took < Duration::from_millis(1500), "{shown:?}");
    assert!(!shows || took >= Duration::from_secs(1), "{shown:?}");
    assert!(shown.ends_with("ok\r\n"), "{shown:?}");

    let quiet = on_a_terminal("verify", &format!("-q {check}"), &[], folder.path());
    assert_eq!(quiet, "ok\r\n");
    let arguments: Vec<&str> = check.split(' ').collect();
    let piped = run("verify", &arguments, folder.path(), "");
    assert_eq!((piped.code, piped.stderr.as_str()), (Some(0), ""));
}

#[test]
fn any_one_input_may_be_standard_input() {
    let folder = folder();
    let files = ["line.geojson", "plan.json", "places.csv"];
    let arguments = |stream: &str, output: &'static str| {
        let [line, plan, places] = files.map(|file| if file == stream { "-" } else { file });
        ["--border", line, "--proposal", plan, "--places", places, "-o", output].map(str::to_owned)
    };
    let written = |stream: &str, output: &'static str, input: &str| {
        let arguments = arguments(stream, output);
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let done = run("safe_zones", &arguments, folder.path(), input);
        assert_eq!(done.code, Some(0), "{}", done.stderr);
        let folder = folder.path().join(output);
        let texts = names(&folder).into_iter();
        texts.map(|name| fs::read_to_string(folder.join(name)).unwrap()).collect::<Vec<_>>()
    };
    let from_files = written("none", "all", "");
    for (stream, output, input) in [
        ("line.geojson", "line", LINE),
        ("plan.json", "plan", PLAN),
        ("places.csv", "places", PLACES),
    ] {
        assert!(written(stream, output, input) == from_files, "{stream}");
    }

    let twice = ["--border", "-", "--proposal", "-", "-o", "twice"];
    run("safe_zones", &twice, folder.path(), LINE)
        .refused(2, &["cannot read standard input", "another input already", "name a file"]);
    let broken = ["--proposal", "plan.json", "--border", "-", "-o", "broken"];
    run("safe_zones", &broken, folder.path(), "{").refused(2, &["standard input: "]);
    let nothing = ["--proposal", "plan.json", "--border", "-", "--places", "-", "-o", "broken"];
    run("safe_zones", &nothing, folder.path(), LINE).refused(2, &["another input already"]);
    assert!(!folder.path().join("broken").exists() && !folder.path().join("twice").exists());
}

#[test]
fn zones_pass_from_one_program_to_the_next() {
    let folder = folder();
    let made = run("buffer", &["--distance", "5km", "-"], folder.path(), LINE);
    assert_eq!((made.code, made.stderr.as_str()), (Some(0), ""));
    let check = ["--border", "line.geojson", "--points", "1000", "-q", "-"];
    let judged = run("verify", &check, folder.path(), &made.stdout);
    assert_eq!((judged.code, judged.stdout.as_str()), (Some(0), "ok\n"), "{}", judged.stderr);
}

#[test]
fn zones_go_to_standard_output_alone() {
    let folder = tempfile::tempdir().unwrap();
    let made = run("safe_zones", &["-o", "folder"], folder.path(), "");
    assert_eq!(made.code, Some(0), "{}", made.stderr);
    let zones = fs::read_to_string(folder.path().join("folder/zones.geojson")).unwrap();
    let streamed = run("safe_zones", &["-o", "-"], folder.path(), "");
    assert!(streamed.stdout == zones);
    assert!(streamed.stderr.contains("share 6028 km²"), "{}", streamed.stderr);
    assert_eq!(names(folder.path()), ["folder"]);
}

#[test]
fn the_last_line_says_where_to_look() {
    let folder = folder();
    let buffer = ["--distance", "5km", "-o", "b.geojson", "line.geojson"];
    let said = run("buffer", &buffer, folder.path(), "");
    assert_eq!(
        (said.stdout.as_str(), said.stderr.as_str()),
        ("", "drag b.geojson into QGIS to see it\n")
    );
    let quiet = run("buffer", &[&buffer[..], &["--force", "-q"]].concat(), folder.path(), "");
    assert_eq!((quiet.code, quiet.stderr.as_str()), (Some(0), ""));

    let said = run("safe_zones", &["-o", "out"], folder.path(), "");
    let last = "\nopen out/safe_zones.qgs in QGIS, out/safe_zones.html in a browser\n";
    assert!(said.stdout.ends_with(last), "{}", said.stdout);

    let said = run("own_border", &["-o", "korea.geojson"], folder.path(), "");
    assert!(said.stderr.ends_with("drag korea.geojson into QGIS to see it\n"), "{}", said.stderr);
    let quiet = run("own_border", &["-q"], folder.path(), "");
    assert_eq!((quiet.code, quiet.stderr.as_str()), (Some(0), ""));
    assert!(quiet.stdout.starts_with('{'));
}

/// Plans are files of others: what they say moves no cursor, in reports as in errors.
#[test]
fn reports_escape_the_control_characters_of_plans() {
    let folder = folder();
    let path = folder.path();
    for id in ["p", "q"] {
        let plan = r#"{"id":"\u001b[2JID","bands":[{"inner":"0km","outer":"5km","depth":"exact","regime":"\u001b[31m\u0085\u0007\u202ederaelc\u2066"}]}"#;
        fs::write(path.join(format!("{id}.json")), plan.replace("ID", id)).unwrap();
    }
    fs::write(path.join("points.csv"), "lon,lat\n38.35347,36.89095\n").unwrap();
    let border = ["--border", "line.geojson"];
    for (example, arguments) in [
        ("safe_zones", &["--proposal", "p.json", "--proposal", "q.json", "-o", "zones"][..]),
        ("compare", &["p.json", "q.json"]),
        ("sweep", &["p.json", "q.json", "-o", "sweep"]),
        ("verify", &["--border", "line.geojson", "zones/zones.geojson"]),
        ("locate", &["--proposal", "p.json", "points.csv"]),
    ] {
        let border = if example == "verify" { &[][..] } else { &border };
        let done = run(example, &[border, arguments].concat(), path, "");
        assert_eq!(done.code, Some(0), "{example}: {}", done.stderr);
        assert!(done.stdout.contains(r"\u{1b}[2Jp"), "{example}: {}", done.stdout);
        let is_command = |c: char| c.is_control() && c != '\n' || "\u{202e}\u{2066}".contains(c);
        let said = done.stdout + &done.stderr;
        assert!(!said.contains(is_command), "{example}: {said:?}");
    }
    // Nor do they turn a legend around.
    for file in ["zones.geojson", "zones.qml", "safe_zones.qgs", "safe_zones.svg"] {
        let text = fs::read_to_string(path.join("zones").join(file)).unwrap();
        let of_legend = text.split(['"', '<']).filter(|it| it.contains("deraelc"));
        for part in of_legend.filter(|it| it.contains("5 km")) {
            assert!(!part.contains(['\u{202e}', '\u{2066}']), "{file}: {part:?}");
        }
    }
}
