//! The program `query`: its output in each form, its errors, its files.

use std::fs;
use std::io::Read;
use std::process::{Command, Stdio};

use crate::support::{points, printed, query, said, write};

const CSV: &str = "name,lon,lat\nQamishli,41.23,37.05\nAl-Hasakah,40.74,36.50\nNowhere,,\n";

#[test]
fn csv_in_and_out() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("places.csv");
    fs::write(&file, CSV).unwrap();
    let table = format!("places={}", file.display());
    let sql = "select name, zone_band(lon, lat, 'us-2019') as band from places order by name";
    let done = query(&["--table", &table, sql, "--format", "csv"]);
    assert_eq!(printed(&done), "name,band\nAl-Hasakah,outside\nNowhere,\nQamishli,0-5 km\n");
    assert!(said(&done).contains("3 rows read, 3 written"), "{}", said(&done));
    let done = query(&["--quiet", "--table", &table, sql]);
    let expected = "\
+------------+---------+
| name       | band    |
+------------+---------+
| Al-Hasakah | outside |
| Nowhere    |         |
| Qamishli   | 0-5 km  |
+------------+---------+
";
    assert_eq!((printed(&done).as_str(), said(&done).as_str()), (expected, ""));
}

#[test]
fn parquet_in_and_out_by_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    let inputs = folder.path().join("points");
    fs::create_dir(&inputs).unwrap();
    let points = points(2_000);
    write(&inputs.join("a.parquet"), &points[..1_000], 500);
    write(&inputs.join("b.parquet"), &points[1_000..], 500);
    let table = format!("points={}", inputs.display());
    let output = folder.path().join("bands.parquet");
    let sql = "select lon, lat, zone_band_number(lon, lat, 'turkey-2019') as band from points";
    let written = output.to_str().unwrap();
    let done = query(&["-t", &table, sql, "-f", "parquet", "-o", written, "--threads", "1"]);
    assert!(done.status.success(), "{}", said(&done));
    let names: Vec<_> =
        fs::read_dir(folder.path()).unwrap().flatten().map(|it| it.file_name()).collect();
    assert_eq!(names.len(), 2, "{names:?}");
    let again = format!("bands={written}");
    let done = query(&[
        "-t",
        &again,
        "select count(*) as n, sum(band) > 9 as some from bands",
        "-f",
        "csv",
    ]);
    assert_eq!(printed(&done), "n,some\n2000,true\n");
}

#[test]
fn a_border_by_its_name() {
    let border = concat!(env!("CARGO_MANIFEST_DIR"), "/../own_border/line.geojson");
    let plan = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../own_border/plan.json"))
        .unwrap();
    let sql = format!("select zone_band(127.0, 38.3, '{}', 'korea')", plan.replace('\'', "''"));
    let done = query(&["--border", &format!("korea={border}"), &sql, "-f", "csv"]);
    assert!(
        printed(&done).ends_with("\noutside\n") || printed(&done).ends_with("\n0-2 km\n"),
        "{}",
        said(&done)
    );
}

#[test]
fn errors_name_the_place() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("places.csv");
    fs::write(&file, "name,lon,lat\nNorth,41,95.5\n").unwrap();
    let table = format!("places={}", file.display());
    let sql = "select border_distance(lon, lat) from places";
    assert!(query(&["-t", &table, sql]).status.success());
    for (arguments, code, words) in [
        (&["-t", &table, sql, "--strict"][..], 1, "95.5"),
        (&["select zone_band(1, 2, 'us-2020')"], 1, "us-2020"),
        (&["select nonsense("], 1, "SQL"),
        (&["-t", "places=nowhere.csv", "select 1"], 2, "nowhere.csv"),
        (&["-t", "nowhere", "select 1"], 2, "a name and a path"),
        (&["--border", "b=nowhere.geojson", "select 1"], 2, "nowhere.geojson"),
        (&["select 1", "-f", "parquet"], 2, "--output"),
        (&["select 1", "-f", "csv", "-o", "/nowhere/at/all.csv"], 2, "/nowhere/at/all.csv"),
    ] {
        let done = query(arguments);
        assert_eq!(done.status.code(), Some(code), "{arguments:?}: {}", said(&done));
        assert!(said(&done).contains(words), "{arguments:?}: {}", said(&done));
        assert!(printed(&done).is_empty());
    }
}

#[test]
fn a_failed_query_writes_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("out.csv");
    let written = output.to_str().unwrap();
    let done = query(&["select border_distance(1, 95.5)", "--strict", "-f", "csv", "-o", written]);
    assert_eq!(done.status.code(), Some(1));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

/// So many points in a file, so many in a group of rows, as an argument of `--table`.
fn table_of(count: usize, group: usize) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("points.parquet");
    write(&file, &points(count), group);
    let table = format!("points={}", file.display());
    (folder, table)
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let (_folder, table) = table_of(300_000, 50_000);
    let mut child = Command::new(env!("CARGO_BIN_EXE_query"))
        .args(["-q", "-t", &table, "select lon, lat from points", "-f", "csv"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut some = [0; 100];
    child.stdout.take().unwrap().read_exact(&mut some).unwrap();
    let done = child.wait_with_output().unwrap();
    assert_eq!((done.status.code(), said(&done).as_str()), (Some(0), ""));
}

#[test]
fn a_table_ends_after_a_thousand_rows() {
    let (_folder, table) = table_of(1_500, 500);
    let done = query(&["-t", &table, "select id from points"]);
    assert_eq!(printed(&done).lines().count(), 1_004);
    assert!(said(&done).contains("first 1000 rows"), "{}", said(&done));
}

/// A query writes its output and nothing else, and that only to a file.
#[test]
fn nothing_else_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let victim = folder.path().join("victim.csv");
    fs::write(&victim, CSV).unwrap();
    let name = victim.display();
    let table = format!("places={name}");
    for sql in [
        format!("copy (select 1 as x) to '{name}'"),
        "insert into places values ('x', 1, 2)".to_owned(),
        "create table x as select 1".to_owned(),
    ] {
        let done = query(&["--table", &table, &sql]);
        assert_eq!(done.status.code(), Some(1), "{sql}: {}", said(&done));
        assert_eq!(fs::read_to_string(&victim).unwrap(), CSV, "{sql}");
    }
    let done = query(&["select 1", "-o", folder.path().to_str().unwrap()]);
    assert_eq!(done.status.code(), Some(2), "{}", said(&done));
    assert!(said(&done).contains("is no file"), "{}", said(&done));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}
