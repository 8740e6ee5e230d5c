//! Borders in pieces, read by programs: zones, sides, bands and chainages are those of the whole line,
//! byte for byte.

use std::fs;
use std::path::Path;

use geo_types::MultiLineString;
use safe_zone::dataset::turkey_syria_border;

use crate::support::pieces::shuffled;
use crate::support::programs::{Run, run};

const START: &str = "35.917404,35.929002";

const PLAN: &str = r##"{"id":"south","title":"South","proponent":"A test","source":"None",
    "period":"2019","colour":"#804000","side":"right",
    "bands":[{"inner":"0km","outer":"5km","depth":"exact"},{"inner":"5km","outer":"14km","depth":"exact"}],
    "sectors":[{"from":"100km","to":"600km"}]}"##;

/// A town on the border, places on both sides of it.
const PLACES: &str = "name,lon,lat
Kobani,38.354,36.889
Suruc,38.427,36.976
Tell Abyad,38.956,36.697
Reyhanli,36.567,36.268
";

fn text(lines: &MultiLineString<f64>) -> String {
    let line = |line: &geo_types::LineString<f64>| {
        let points: Vec<String> = line.0.iter().map(|p| format!("[{},{}]", p.x, p.y)).collect();
        format!("[{}]", points.join(","))
    };
    let lines: Vec<String> = lines.0.iter().map(line).collect();
    format!(r#"{{"type":"MultiLineString","coordinates":[{}]}}"#, lines.join(","))
}

/// The answers of the programs about a border.
fn answers(folder: &Path, border: &str, from: &[&str]) -> Vec<Run> {
    fs::write(folder.join("border.geojson"), border).unwrap();
    let run = |program, arguments: &[&str]| {
        let run = run(program, &[arguments, from].concat(), folder, PLACES);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        run
    };
    vec![
        run("buffer", &["--distance", "10km", "--side", "right", "border.geojson"]),
        run("buffer", &["--distance", "10km", "border.geojson"]),
        run("locate", &["--border", "border.geojson", "--proposal", "plan.json", "-"]),
        run("safe_zones", &["--border", "border.geojson", "--proposal", "plan.json", "-o", "-"]),
    ]
}

#[test]
fn pieces_are_read_as_the_whole() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("plan.json"), PLAN).unwrap();
    let whole = turkey_syria_border().lines();
    let expected = answers(folder, &text(whole), &[]);
    // Kobani lies in Syria, right of the border from west to east, 488.5 km along it: measured with
    // Karney's geodesics.
    assert!(expected[2].stdout.contains("Kobani,38.354,36.889,1.212055,488.533498,right,0-5 km"));
    for seed in 0..3 {
        let pieces = text(&shuffled(&whole.0[0], 307, seed));
        for (there, here) in expected.iter().zip(answers(folder, &pieces, &["--from", START])) {
            // The two-sided zone of `buffer` knows no direction, but begins where the border does.
            assert!(there.stdout == here.stdout, "seed {seed}");
        }
    }
}

/// The zone on the right of lines.
fn right(folder: &Path, arguments: &[&str], lines: &str) -> Run {
    let fixed = ["--distance", "1km", "--side", "right", "-"];
    let input = format!(r#"{{"type":"MultiLineString","coordinates":{lines}}}"#);
    run("buffer", &[arguments, &fixed].concat(), folder, &input)
}

#[test]
fn directions_are_said() {
    let folder = tempfile::tempdir().unwrap();
    let right = |arguments: &[&str], lines: &str| right(folder.path(), arguments, lines);
    let two = "[[[38,36],[39,36]],[[39,36],[40,36]]]";
    let said = right(&[], two).stderr;
    assert!(
        said.contains("its 2 lines are one from (38.0000000, 36.0000000) to (40.0000000"),
        "{said}"
    );
    let said = right(&["--from", "40,36"], two).stderr;
    assert!(said.contains("from (40.0000000, 36.0000000) to (38.0000000"), "{said}");
    let apart = "[[[38,36],[39,36]],[[39.00001,36],[40,36]]]";
    let said = right(&[], apart).stderr;
    assert!(said.contains("its 2 lines make 2 that do not join"), "{said}");
    assert!(said.contains("after 0.001 km"), "{said}");
    let said = right(&["--join", "1m"], apart).stderr;
    assert!(said.contains("its 2 lines are one"), "{said}");
    let line = "[[[38,36],[39,36]]]";
    assert_eq!(right(&[], line).stderr, "");
    let said = right(&["--from", "39,36"], line).stderr;
    assert!(said.contains("it runs from (39.0000000, 36.0000000) to (38.0000000"), "{said}");
    let both = ["--distance", "1km", "-"];
    let plain = format!(r#"{{"type":"MultiLineString","coordinates":{two}}}"#);
    assert_eq!(run("buffer", &both, folder.path(), &plain).stderr, "");
}

#[test]
fn doubtful_directions_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let right = |arguments: &[&str], lines: &str| right(folder.path(), arguments, lines);
    let head_on = "[[[38,36],[39,36]],[[40,36],[39.00001,36]]]";
    right(&[], head_on).refused(
        2,
        &["standard input: two lines, 0.91 m apart, both begin or both end", "(--join 0.91m)"],
    );
    assert_eq!(right(&["--join", "0.91m"], head_on).code, Some(0));
    let line = "[[[38,36],[39,36]]]";
    right(&["--from", "38.6,36"], line).refused(2, &["--from 38.6,36: it is 36.1 km", "54.1 km"]);
    right(&["--from", "38.22,36"], line).refused(2, &["--from 38.22,36: it is 19.8 km", "70.3 km"]);
    right(&["--from", "600,36"], line).refused(2, &["--from: ", "600"]);
    right(&["--from", "Kobani"], line).refused(2, &["--from: ", "Kobani"]);
    right(&["--join", "-1m"], line).refused(2, &["--join", "-1m"]);
    run("locate", &["--from", "38,36", "-"], folder.path(), PLACES)
        .refused(2, &["--join and --from are for a border of your own", "--border"]);
}

#[test]
fn sides_are_named_by_the_compass() {
    let folder = tempfile::tempdir().unwrap();
    let side = |side: &str| {
        let arguments = ["--distance", "1km", "--side", side, "-"];
        let line = r#"{"type":"LineString","coordinates":[[39,36],[38,36.2]]}"#;
        run("buffer", &arguments, folder.path(), line)
    };
    assert_eq!(side("north").stdout, side("right").stdout);
    assert_eq!(side("south").stdout, side("left").stdout);
    assert!(side("south").stdout != side("north").stdout);
    side("up").refused(2, &["left, right or both, or north, east, south or west"]);
    let ring = r#"{"type":"LineString","coordinates":[[0,0],[1,0],[1,1],[0,0]]}"#;
    run("buffer", &["--distance", "1km", "--side", "north", "-"], folder.path(), ring)
        .refused(2, &["standard input: no side of the line faces north", "give left or right"]);
}

/// A gap of 0.01° on the equator, 1.113 km (111.3195 km a degree).
#[test]
fn gaps_that_are_bridged_are_said() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let apart = r#"{"type":"MultiLineString","coordinates":[[[38,0],[39,0]],[[39.01,0],[40,0]]]}"#;
    let plan = r#"{"id":"strip","bands":[{"inner":"0km","outer":"100m","depth":"exact"}]}"#;
    fs::write(path.join("apart.geojson"), apart).unwrap();
    fs::write(path.join("plan.json"), plan).unwrap();
    fs::write(path.join("other.json"), plan.replace("strip", "other")).unwrap();
    let border = ["--border", "apart.geojson"];
    for (program, arguments) in [
        ("buffer", &["--distance", "100m", "apart.geojson"][..]),
        ("safe_zones", &[&border[..], &["--proposal", "plan.json", "-o", "-"]].concat()),
        ("compare", &[&border[..], &["plan.json", "other.json"]].concat()),
    ] {
        let joined = |gap: &str| run(program, &[arguments, &["--join", gap]].concat(), path, "");
        let said = joined("2km").stderr;
        assert!(said.contains("apart.geojson: --join bridges 1 gap, 1.113 km wide\n"), "{said}");
        assert!(!joined("1km").stderr.contains("--join bridges"));
        let from = run(program, &[arguments, &["--from", "38,0"]].concat(), path, "");
        assert_eq!(from.code, Some(0), "{}", from.stderr);
        assert!(from.stderr.contains("--from changes no zone here"), "{}", from.stderr);
    }
    // A line whose ends are joined.
    let open = r#"{"type":"LineString","coordinates":[[0,0],[0.1,0],[0.1,0.1],[0,0.1],[0,0.01]]}"#;
    let closed = run("buffer", &["--distance", "100m", "--join", "2km", "-"], path, open);
    assert!(closed.stderr.contains("--join bridges 1 gap, 1.106 km wide\n"), "{}", closed.stderr);
}
