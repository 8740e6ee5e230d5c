//! The example `locate` with files and pipes: refusals, files left behind, and files of any length.

use std::fmt::Write as _;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::programs::locate::{MANBIJ, count, here, located};
use crate::support::programs::{names, program, run};

#[test]
fn files_without_their_columns_are_refused() {
    let folder = here();
    let cases: [(&[&str], &str, &[&str]); 13] = [
        (&[], "", &["standard input: it is empty", "title the columns"]),
        (&[], "\n\r\n", &["it is empty"]),
        (&[], "a,b\n1,2\n", &["no column has the longitude", "\"a, b\"", "--lon"]),
        (&[], "lon,b\n1,2\n", &["no column has the latitude", "--lat"]),
        (&[], "id~lon~lat\n0~1~2\n", &["no column has the longitude", "--delimiter"]),
        (&["--delimiter", ","], "id\tlon\tlat\n0\t1\t2\n", &["no column", "--delimiter"]),
        (&[], "lon,x,lat\n", &["columns lon and x", "longitude", "name the one with --lon"]),
        (&[], "lon,lat,Y\n", &["columns lat and Y", "latitude", "--lat"]),
        (&["--lon", "a", "--lat", "c"], "a,b\n", &["no column \"c\"", "\"a, b\"", "--lat"]),
        (&["--lon", "a", "--lat", "b"], "a,a,b\n", &["two columns a"]),
        (&["--lon", "a", "--lat", "a"], "a,b\n", &["column a", "both"]),
        (&[], "lon,lat,Side\n", &["a column side already", "rename"]),
        (&[], "l\0on,lat\n", &["line 1 is no text", "UTF-8"]),
    ];
    for (arguments, input, words) in cases {
        let arguments = [arguments, &["-o", "out.csv", "-"]].concat();
        run("locate", &arguments, folder.path(), input).refused(2, words);
        assert!(names(folder.path()).is_empty());
    }
    run("locate", &["--lon", "a", "-"], folder.path(), "").refused(2, &["--lat"]);
    run("locate", &["--delimiter", "ab", "-"], folder.path(), "").refused(2, &["one character"]);
    for common in ["5", " ", "."] {
        let words = ["a number or a name may have it; give another character"];
        run("locate", &["--delimiter", common, "-"], folder.path(), "").refused(2, &words);
    }
    run("locate", &["none.csv"], folder.path(), "").refused(2, &["cannot read none.csv"]);
    run("locate", &["--proposal", "none", "-"], folder.path(), "").refused(2, &["none"]);
    let twice = ["--border", "-", "--proposal", "us-2019", "-"];
    run("locate", &twice, folder.path(), "{}").refused(2, &["standard input"]);
}

#[test]
fn an_output_is_never_the_input_and_replaced_only_if_asked() {
    let folder = here();
    let text = format!("lon,lat\n{MANBIJ}\n");
    fs::write(folder.path().join("in.csv"), &text).unwrap();
    for same in ["in.csv", "./in.csv"] {
        let arguments = ["--force", "-o", same, "in.csv"];
        run("locate", &arguments, folder.path(), "").refused(2, &["is the input", "-o"]);
    }
    assert_eq!(fs::read_to_string(folder.path().join("in.csv")).unwrap(), text);
    fs::write(folder.path().join("out.csv"), "old").unwrap();
    let arguments = ["-o", "out.csv", "in.csv"];
    run("locate", &arguments, folder.path(), "").refused(2, &["already there", "--force"]);
    assert_eq!(fs::read_to_string(folder.path().join("out.csv")).unwrap(), "old");
    let done = run("locate", &[&["--force"], &arguments[..]].concat(), folder.path(), "");
    assert_eq!((done.code, done.stdout.as_str()), (Some(0), ""));
    let piped = run("locate", &["-q", "-"], folder.path(), &text);
    assert_eq!(fs::read_to_string(folder.path().join("out.csv")).unwrap(), piped.stdout);
    assert_eq!((piped.stderr.as_str(), names(folder.path()).len()), ("", 2));
}

#[test]
fn long_files_come_through_whole() {
    // Rows that begin and end anywhere in the blocks in which the file is read.
    let mut random = crate::support::oracle::sample::Random::new(7);
    let mut text = "id,note,lon,lat\n".to_owned();
    let (mut rows, mut expected) = (0, vec![text.trim_end().to_owned()]);
    while text.len() < 3 << 20 {
        let note = "\"\"a,\n".repeat(random.between(0.0, 40.0) as usize);
        let (lon, lat) = (random.between(35.0, 43.0), random.between(35.0, 38.0));
        let row = format!("{rows},\"{note}\",{lon:.5},{lat:.5}");
        writeln!(text, "{row}").unwrap();
        expected.push(row);
        rows += 1;
    }
    let folder = here();
    let through = |text: &str| {
        fs::write(folder.path().join("in.csv"), text).unwrap();
        let arguments = ["--force", "-o", "out.csv", "in.csv"];
        let done = run("locate", &arguments, folder.path(), "");
        assert_eq!(done.code, Some(0), "{}", done.stderr);
        (fs::read_to_string(folder.path().join("out.csv")).unwrap(), done.stderr)
    };
    let (out, summary) = through(&text);
    let mut left = out.as_str();
    for row in expected {
        left = left.strip_prefix(&row).unwrap();
        left = left.split_once('\n').unwrap().1;
    }
    assert_eq!((left, count(&summary, " located")), ("", rows));
    // Rows of nearly a megabyte, and blank lines, which are none, of more than one.
    let long = format!("\"{}\"", "x\n".repeat(500_000));
    let text = format!("lon,lat,note\n{MANBIJ},{long}\n{}{MANBIJ},{long}\n", "\n".repeat(2 << 20));
    let (out, summary) = through(&text);
    assert_eq!(out.lines().count(), text.lines().count());
    assert_eq!((count(&summary, " located"), count(&summary, " bad\n")), (2, 0));
    // A quote that never ends: its line alone is bad, however long the file is.
    let rest = format!("{MANBIJ},\n").repeat(100_000);
    let (out, summary) = through(&format!("lon,lat,note\n1,1,\"open\n{rest}"));
    assert_eq!(out.lines().count(), 100_002);
    assert_eq!((count(&summary, " located"), count(&summary, " bad\n")), (100_000, 1));
    let endless = format!("lon,lat\n\"{}", "1".repeat(3 << 20));
    run("locate", &["-o", "out", "-"], here().path(), &endless)
        .refused(2, &["line 2 is longer than"]);
}

/// The kernel's high-water mark, while more could still come.
#[cfg(target_os = "linux")]
#[test]
fn a_file_takes_no_more_memory_than_its_longest_rows() {
    let folder = here();
    let row = format!("{MANBIJ},{}\n", "x".repeat(2_000));
    let mut child = Command::new(program("locate"))
        .args(["-q", "-o", "out.csv", "-"])
        .current_dir(folder.path())
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    input.write_all(b"lon,lat,note\n").unwrap();
    (0..40_000).for_each(|_| input.write_all(row.as_bytes()).unwrap());
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    drop(input);
    assert!(child.wait().unwrap().success());
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    let kilobytes: usize = peak.trim().trim_end_matches(" kB").parse().unwrap();
    assert!(kilobytes < 40_000, "{kilobytes} kB for a file of 80 MB");
    assert_eq!(
        fs::read(folder.path().join("out.csv")).unwrap().split(|&b| b == b'\n').count(),
        40_002
    );
}

#[test]
fn a_reader_who_has_seen_enough_is_no_failure() {
    let folder = here();
    let rows = format!("{MANBIJ}\n").repeat(300_000);
    fs::write(folder.path().join("in.csv"), format!("lon,lat\n{rows}")).unwrap();
    let mut child = Command::new(program("locate"))
        .arg("in.csv")
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let done = child.wait_with_output().unwrap();
    assert_eq!((done.status.code(), done.stderr.as_slice()), (Some(0), &b""[..]));
}

#[test]
fn a_border_and_a_plan_of_ones_own() {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/own_border");
    let [border, plan] = ["line.geojson", "plan.json"].map(|file| example.join(file));
    let arguments = ["--border", border.to_str().unwrap(), "--proposal", plan.to_str().unwrap()];
    // Panmunjom, and Seoul.
    let done =
        located(&arguments, "name,lon,lat\nPanmunjom,126.677,37.956\nSeoul,126.978,37.566\n");
    let titles = done.stdout.lines().next().unwrap();
    assert!(titles.starts_with("name,lon,lat,distance_km,chainage_km,side,in_"), "{titles}");
    assert!(done.stdout.lines().nth(2).unwrap().ends_with(",right,outside"), "{}", done.stdout);
    run("locate", &[&arguments[..2], &["--proposal", "us-2019", "-"]].concat(), here().path(), "")
        .refused(1, &["us-2019"]);
}
