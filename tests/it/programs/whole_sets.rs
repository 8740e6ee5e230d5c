//! Files are written whole or not at all: when a file cannot take its place, when a signal ends the run,
//! after a run was killed, and when two run at once. What is the user's stays as it was.

use std::fs::{self, File};
use std::io::Write;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Output, Stdio};
use std::thread;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};

use crate::support::programs::{names, program, run};

const PLAN: &str = r##"{"id":"mine","title":"A strip","proponent":"Somebody","source":"A test",
    "colour":"#0072b2","bands":[{"inner":"0km","outer":"5km","depth":"exact"}]}"##;
const LINE: &str = r#"{"type":"LineString","coordinates":[[38.0,36.8],[38.5,36.7]]}"#;
const ROW: &str = "lon,lat\n38.35347,36.89095\n";

/// A run of `locate` that has begun its output and waits for more of its input.
struct Waiting {
    child: Child,
    input: ChildStdin,
}

fn staged(folder: &Path) -> Vec<String> {
    names(folder).into_iter().filter(|name| name.starts_with('.')).collect()
}

/// Starts one in a folder; `wrapped` are the words before it.
fn waiting(folder: &Path, output: &str, wrapped: &[&str]) -> Waiting {
    let before = staged(folder);
    let path = program("locate");
    let words = [wrapped, &[path.to_str().unwrap(), "-q", "-o", output, "-"]].concat();
    let mut command = Command::new(words[0]);
    command.args(&words[1..]).current_dir(folder).stdin(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    // More than a block, so that the output is begun.
    input.write_all((ROW.to_owned() + &ROW[8..].repeat(20_000)).as_bytes()).unwrap();
    let run = Waiting { child, input };
    let has_begun = (0..500).any(|_| {
        thread::sleep(Duration::from_millis(10));
        staged(folder).iter().any(|name| !before.contains(name))
    });
    assert!(has_begun);
    run
}

impl Waiting {
    fn signal(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.child), signal).unwrap();
    }

    fn end(self) -> Output {
        drop(self.input);
        self.child.wait_with_output().unwrap()
    }
}

/// Hears signals that the tests themselves were started to ignore, as in the background of a script.
const HEARING: &[&str] = match cfg!(target_os = "linux") {
    true => &["env", "--default-signal=HUP,INT,TERM"],
    false => &[],
};

#[test]
fn a_signal_leaves_nothing() {
    for signal in [Signal::INT, Signal::TERM, Signal::HUP] {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("mine"), "mine").unwrap();
        let run = waiting(folder.path(), "out.csv", HEARING);
        run.signal(signal);
        let Waiting { mut child, input } = run;
        assert_eq!(child.wait().unwrap().signal(), Some(signal.as_raw()));
        drop(input);
        assert_eq!(names(folder.path()), ["mine"]);
    }
}

/// As `nohup` starts it.
#[cfg(target_os = "linux")]
#[test]
fn a_signal_that_is_ignored_stays_so() {
    let folder = tempfile::tempdir().unwrap();
    let ignoring = ["sh", "-c", r#"trap "" HUP; exec "$0" "$@""#];
    let run = waiting(folder.path(), "out.csv", &ignoring);
    run.signal(Signal::HUP);
    assert_eq!(run.end().status.code(), Some(0));
    assert_eq!(names(folder.path()), ["out.csv"]);
}

#[test]
fn the_next_run_removes_what_a_killed_one_left_and_nothing_of_a_living_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let mut killed = waiting(path, "out.csv", &[]);
    killed.child.kill().unwrap();
    killed.child.wait().unwrap();
    let left = staged(path);
    assert_eq!(left.len(), 1);
    assert_eq!(fs::metadata(path.join(&left[0])).unwrap().mode() & 0o777, 0o700);
    // A folder of the user's that is called so, and one that a link leads to, are no remains.
    fs::create_dir(path.join("elsewhere")).unwrap();
    fs::write(path.join("elsewhere/mine"), "mine").unwrap();
    symlink("elsewhere", path.join(".safe-zone-link.part")).unwrap();

    let living = waiting(path, "other.csv", &[]);
    let done = run("locate", &["-q", "-o", "third.csv", "-"], path, ROW);
    assert_eq!((done.code, done.stderr.as_str()), (Some(0), ""));
    assert_eq!(staged(path).len(), 2);
    assert!(!path.join(&left[0]).exists());
    assert_eq!(living.end().status.code(), Some(0));
    let all = [".safe-zone-link.part", "elsewhere", "other.csv", "third.csv"];
    assert_eq!(names(path), all);
    assert_eq!(names(&path.join("elsewhere")), ["mine"]);
}

/// A run that was killed while its files took their places: two had, of which one replaced another; the
/// user has written a third since; a fourth had not yet.
#[test]
fn the_next_run_puts_back_what_a_killed_one_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let staging = path.join(".safe-zone-killed.part");
    for folder in ["new", "old"] {
        fs::create_dir_all(staging.join(folder)).unwrap();
    }
    let mut journal = String::new();
    for (file, there, old) in [
        ("border.geojson", Some("new"), Some("mine")),
        ("border.qml", Some("new"), None),
        ("zones.geojson", Some("since"), Some("mine")),
        ("zones.qml", None, Some("mine")),
    ] {
        let new = staging.join("new").join(file);
        fs::write(&new, "new").unwrap();
        journal += &format!("{} {file}\n", fs::metadata(&new).unwrap().ino());
        match there {
            Some("new") => fs::rename(&new, path.join(file)).unwrap(),
            Some(text) => fs::write(path.join(file), text).unwrap(),
            None => {}
        }
        if let Some(old) = old {
            fs::write(staging.join("old").join(file), old).unwrap();
        }
    }
    fs::write(staging.join("journal"), journal).unwrap();
    let words = "already there: ./border.geojson, ./zones.geojson, ./zones.qml;";
    run("safe_zones", &["-o", "."], path, "").refused(2, &[words]);
    assert_eq!(names(path), ["border.geojson", "zones.geojson", "zones.qml"]);
    for (file, text) in
        [("border.geojson", "mine"), ("zones.geojson", "since"), ("zones.qml", "mine")]
    {
        assert_eq!(fs::read_to_string(path.join(file)).unwrap(), text, "{file}");
    }
}

/// A file that cannot take its place, because a folder came into it after all was checked.
#[test]
fn a_set_is_rolled_back_when_a_file_cannot_take_its_place() {
    for force in [true, false] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path();
        fs::create_dir(path.join("out")).unwrap();
        fs::write(path.join("out/notes.txt"), "mine").unwrap();
        if force {
            fs::write(path.join("out/border.geojson"), "mine").unwrap();
            symlink("notes.txt", path.join("out/border.qml")).unwrap();
        }
        fs::write(path.join("line.geojson"), LINE).unwrap();
        let before = names(&path.join("out"));
        assert!(Command::new("mkfifo").arg(path.join("plan")).status().unwrap().success());
        let mut command = Command::new(program("safe_zones"));
        command.args(["--border", "line.geojson", "--proposal", "./plan", "-o", "out"]);
        command.args(force.then_some("--force")).current_dir(path);
        let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        // Opened once the program reads it, behind its checks.
        let mut plan = File::options().write(true).open(path.join("plan")).unwrap();
        fs::create_dir(path.join("out/zones.qml")).unwrap();
        fs::write(path.join("out/zones.qml/mine"), "mine").unwrap();
        plan.write_all(PLAN.as_bytes()).unwrap();
        drop(plan);
        let done = child.wait_with_output().unwrap();
        let said = String::from_utf8(done.stderr).unwrap();
        assert_eq!(done.status.code(), Some(2), "{said}");
        assert!(said.contains("out/zones.qml"), "{said}");
        assert_eq!(names(&path.join("out")), [&before[..], &["zones.qml".to_owned()]].concat());
        assert_eq!(names(&path.join("out/zones.qml")), ["mine"]);
        for file in &before {
            assert_eq!(fs::read_to_string(path.join("out").join(file)).unwrap(), "mine", "{file}");
        }
        assert!(!force || path.join("out/border.qml").is_symlink());
    }
}

#[test]
fn of_two_runs_at_once_one_wins() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let runs = [(); 2].map(|()| waiting(path, "out.csv", &[]));
    let [first, second] = runs.map(Waiting::end);
    assert_eq!((first.status.code(), second.status.code()), (Some(0), Some(2)));
    let said = String::from_utf8(second.stderr).unwrap();
    assert!(said.contains("error: already there: out.csv; give --force"), "{said}");
    assert_eq!(names(path), ["out.csv"]);
}

#[test]
fn an_output_is_no_input_by_whatever_name() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::write(path.join("line.geojson"), LINE).unwrap();
    fs::write(path.join("plan.json"), PLAN).unwrap();
    fs::create_dir(path.join("out")).unwrap();
    fs::hard_link(path.join("line.geojson"), path.join("hard.geojson")).unwrap();
    symlink("line.geojson", path.join("soft.geojson")).unwrap();
    fs::hard_link(path.join("line.geojson"), path.join("out/zones.qml")).unwrap();
    fs::hard_link(path.join("plan.json"), path.join("soft.csv")).unwrap();
    let distance = ["--distance", "5km"];
    let own = ["--border", "line.geojson", "--proposal", "plan.json"];
    let buffers = |output| [&distance[..], &["--force", "-o", output, "line.geojson"]].concat();
    let cases = [
        ("buffer", buffers("hard.geojson")),
        ("buffer", buffers("soft.geojson")),
        ("buffer", buffers("./line.geojson")),
        (
            "median",
            [&distance[..], &["--force", "-o", "soft.geojson", "plan.json", "line.geojson"]]
                .concat(),
        ),
        ("safe_zones", [&own[..], &["--force", "-o", "out"]].concat()),
        ("locate", [&own[..], &["--force", "-o", "hard.geojson", "-"]].concat()),
        ("locate", [&own[..], &["--force", "-o", "soft.csv", "-"]].concat()),
    ];
    let before = names(path);
    for (name, arguments) in cases {
        run(name, &arguments, path, ROW).refused(2, &["is the input", "-o"]);
        assert_eq!(names(path), before);
        assert_eq!(fs::read_to_string(path.join("line.geojson")).unwrap(), LINE);
    }
}

#[test]
fn names_of_255_bytes_and_modes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::write(path.join("line.geojson"), LINE).unwrap();
    let long = "é".repeat(123) + "x.geojson";
    assert_eq!(long.len(), 255);
    let arguments = ["--distance", "5km", "-o", &long, "line.geojson"];
    let done = run("buffer", &arguments, path, "");
    assert_eq!(done.code, Some(0), "{}", done.stderr);
    let mode = |name: &str| fs::metadata(path.join(name)).unwrap().mode();
    assert_eq!(mode(&long), mode("line.geojson"));
    for wanted in [0o640, 0o444, 0o600] {
        fs::set_permissions(path.join(&long), PermissionsExt::from_mode(wanted)).unwrap();
        let done = run("buffer", &[&["--force"], &arguments[..]].concat(), path, "");
        assert_eq!(done.code, Some(0), "{}", done.stderr);
        assert_eq!(mode(&long) & 0o777, wanted);
    }
    assert_eq!(names(path), ["line.geojson".to_owned(), long]);
}
