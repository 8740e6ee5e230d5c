//! Measures the speed of `locate` against reading and writing the same file with crate `csv` and
//! nothing else.
//!
//! The file: random points over the box around the border, uniform in longitude and latitude, six
//! decimals, a row about 50 bytes. `csv` reads and writes it as `ByteRecord`s, from file to file,
//! on one thread; `locate` runs as its users run it, in a process of its own, on as many threads as
//! there are processors. The two take turns. Then the rows are counted and compared with those of
//! the file byte for byte, and the bands of up to a million of them with the oracle: Karney's
//! geodesics by brute force, and the territory's polygon.

mod shared;

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use clap::Parser;
use csv::{ByteRecord, ReaderBuilder, WriterBuilder};
use geo_types::{Coord, Rect};
use safe_zone::dataset;
use shared::limits::Limits;
use shared::options::Options;
use shared::oracle::check::Territory;
use shared::oracle::parallel::par_map;
use shared::oracle::sample::uniform;
use shared::oracle::{Edges, Oracle};
use shared::timing;

/// The least share of the speed of `csv` alone.
const SPEED: f64 = 0.5;
/// The largest number of points checked.
const JUDGED: usize = 1_000_000;

#[derive(Parser)]
struct Arguments {
    /// Rows of the file
    #[arg(long, default_value_t = 10_000_000)]
    rows: usize,

    #[command(flatten)]
    options: Options,
}

fn main() -> ExitCode {
    let Arguments { rows, options } = Arguments::parse();
    let folder = tempfile::tempdir().expect("a folder for the files");
    let [points, copied, located] =
        ["points.csv", "copied.csv", "located.csv"].map(|name| folder.path().join(name));
    let found = make(&points, rows).expect("the file is written");
    let size = fs::metadata(&points).expect("the file").len() as f64 / 1e6;

    let times = timing::in_turn(
        options.rounds,
        &[&|| copy(&points, &copied).expect("the file is copied"), &|| locate(&points, &located)],
    );
    for (name, times) in ["csv alone", "locate"].iter().zip(&times) {
        let (least, median) = (times.min() / 1e3, times.median() / 1e3);
        println!(
            "{name:<10} {rows} rows, {size:.0} MB: {least:.2} s (median {median:.2} s), {:.2} million \
             rows/s",
            rows as f64 / least / 1e6
        );
    }
    let verdict = judge(&points, &located, &found).expect("the files are read");
    println!("{} rows out, {} judged by the oracle", verdict.rows, found.len().min(JUDGED));

    let mut limits = Limits::new(options.slack);
    limits.ratio_at_least("speed / speed of csv alone", SPEED, times[0].min() / times[1].min());
    limits.at_most("rows lost or won", 0.0, verdict.rows.abs_diff(rows) as f64);
    limits.at_most("rows whose own part has changed", 0.0, verdict.changed as f64);
    limits.at_most("points in a wrong band, or at a wrong distance", 0.0, verdict.wrong as f64);
    limits.finish(options.strict)
}

/// Writes the file, and returns its points as read back from it.
fn make(path: &Path, rows: usize) -> io::Result<Vec<Coord<f64>>> {
    let mut file = BufWriter::new(File::create(path)?);
    writeln!(file, "id,longitude,latitude,note")?;
    let area = Rect::new(Coord { x: 35.5, y: 35.4 }, Coord { x: 42.6, y: 37.6 });
    let rounded = |value: f64| (value * 1e6).round() / 1e6;
    let points: Vec<_> = uniform(area, rows, 2019)
        .into_iter()
        .map(|p| Coord { x: rounded(p.x), y: rounded(p.y) })
        .collect();
    for (row, p) in points.iter().enumerate() {
        writeln!(file, "{row},{:.6},{:.6},\"a point, of row {}\"", p.x, p.y, row % 97)?;
    }
    file.flush()?;
    Ok(points)
}

/// Copies the file with `csv` alone.
fn copy(from: &Path, to: &Path) -> csv::Result<()> {
    let mut reader = ReaderBuilder::new().has_headers(false).from_path(from)?;
    let mut writer = WriterBuilder::new().from_path(to)?;
    let mut row = ByteRecord::new();
    while reader.read_byte_record(&mut row)? {
        writer.write_byte_record(&row)?;
    }
    Ok(writer.flush()?)
}

/// Runs the program.
fn locate(from: &Path, to: &Path) {
    let done = Command::new(program())
        .args(["--proposal", "us-2019", "--proposal", "turkey-2019", "-q", "--force", "-o"])
        .args([to, from])
        .status();
    assert!(done.expect("the program starts").success(), "locate failed");
}

/// The path of the program: cargo puts examples beside the folder of this benchmark.
fn program() -> PathBuf {
    let own = std::env::current_exe().expect("this program");
    let profile = own.parent().and_then(Path::parent).expect("a folder of cargo's");
    let path = profile.join("examples/locate").with_extension(std::env::consts::EXE_EXTENSION);
    assert!(path.exists(), "run cargo build --release --examples first");
    path
}

struct Verdict {
    rows: usize,
    changed: usize,
    wrong: usize,
}

/// Compares the rows with those of the file, and the added columns with the oracle.
fn judge(points: &Path, located: &Path, given: &[Coord<f64>]) -> io::Result<Verdict> {
    let lines = |path| Ok::<_, io::Error>(BufReader::new(File::open(path)?).lines().skip(1));
    let (mut rows, mut changed, mut added) = (0, 0, Vec::new());
    let mut before = lines(points)?;
    for row in lines(located)? {
        let (row, before) = (row?, before.next().transpose()?.unwrap_or_default());
        match row.strip_prefix(&before) {
            Some(own) if added.len() < JUDGED => added.push(own.to_owned()),
            Some(_) => {}
            None => changed += 1,
        }
        rows += 1;
    }
    let oracle = Oracle::new(dataset::turkey_syria_border().lines(), Edges::Planar);
    let east = dataset::territory("syria-east-of-the-euphrates").expect("an embedded one");
    let east = Territory::of(east.polygons().clone());
    let judged: Vec<_> = given.iter().zip(&added).collect();
    let right = par_map(&judged, |(p, added)| {
        let s = oracle.distance(p.x, p.y);
        let inside = east.holds(p.x, p.y);
        let (us, turkey) = match s {
            s if inside && s <= 5e3 => ("0-5 km", "0-28 km or more"),
            s if inside && s <= 14e3 => ("5-14 km", "0-28 km or more"),
            s if inside && s <= 28e3 => ("outside", "0-28 km or more"),
            _ => ("outside", "outside"),
        };
        let fields: Vec<&str> = added.split(',').collect();
        let km: f64 = fields.get(1).and_then(|km| km.parse().ok()).unwrap_or(f64::NAN);
        // The figure is rounded to a millimetre.
        let is_near = (km * 1e3 - s).abs() < 0.6e-3;
        is_near && fields.len() == 6 && fields[4..] == [us, turkey]
    });
    let wrong = right.into_iter().filter(|right| !right).count();
    Ok(Verdict { rows, changed, wrong })
}
