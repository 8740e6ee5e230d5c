//! The example `locate` with the forms of files that people have: each is located as the same point
//! in plain form is, or refused with the value, the line and the remedy.

use super::form_rows::{BESIDE, NAMED, UNEVEN};
use crate::programs::locate::here;
use crate::support::programs::run;

/// ‘Ayn al ‘Arab, Kobani: 38°21'12.492" E, 36°53'27.42" N.
const PLAIN: &str = "lon,lat\n38.35347,36.89095\n";

/// A file, the options, and what comes of it.
pub struct Form(pub &'static str, pub &'static [&'static str], pub Outcome);

pub enum Outcome {
    /// Rows of which each is `P`, the point of [`PLAIN`], `N`, without coordinates, or `B`, bad; and
    /// words on standard error.
    Rows(&'static str, &'static [&'static str]),
    /// The file is refused, with these words.
    Refused(&'static [&'static str]),
}

use Outcome::{Refused, Rows};

const DECIMALS: [Form; 14] = [
    Form("name;lon;lat\nKobani;38,35347;36,89095\n", &[], Rows("P", &[])),
    Form("lon\tlat\n38,35347\t36,89095\n", &[], Rows("P", &[])),
    Form("lon|lat\r\n38.35347|36.89095\r\n", &[], Rows("P", &[])),
    Form("lon;lat\n38.35347;36.89095\n38,35347;36,89095\n;\n", &[], Rows("PPN", &[])),
    Form("lon,lat\n\"38,35347\",\"36,89095\"\n", &["--decimal", ","], Rows("P", &[])),
    Form(
        "lon,lat\n\"38,35347\",\"36,89095\"\n",
        &[],
        Refused(&["line 2, column lon: \"38,35347\" is no number", "or --decimal ,"]),
    ),
    Form(
        "lon;lat\n38,35347;36,89095\n38.35347;36,89095\n",
        &["--decimal", ","],
        Rows("PB", &["line 3, column lon: \"38.35347\" is no number", "with a comma"]),
    ),
    Form(
        "lon;lat\n38.35347;36.89095\n38,35347;36.89095\n",
        &["--decimal", "."],
        Rows("PB", &["line 3, column lon: \"38,35347\""]),
    ),
    Form(
        "lon;lat\n38,35347;36,89095\n1.038,35;36,89095\n3,8,3;36,89095\n",
        &[],
        Rows("PBB", &["line 3, column lon: \"1.038,35\" is no number"]),
    ),
    // Unquoted decimal commas divide fields.
    Form(
        "name,lon,lat\nA,38,35347,36,89095\n",
        &[],
        Refused(&["line 2, has 5 fields, the header 3"]),
    ),
    Form("sep=,\nlat,lon\n36.89095,38.35347\n", &[], Rows("P", &[])),
    Form("sep=;\r\nlat;lon\r\n36,89095;38,35347\r\n", &[], Rows("P", &[])),
    Form("\"sep=:\"\nlat:lon\n36.89095:38.35347\n", &[], Rows("P", &[])),
    Form(
        "sep=|\nn;lat;lon\n1;36.89095;38.35347\n",
        &[],
        Refused(&["line 1: no column has the longitude", "\"n;lat;lon\"", "--delimiter"]),
    ),
];

const QUOTES: [Form; 5] = [
    Form("name, \"lat\", \"lon\"\nA, \"36.89095\", \"38.35347\"\n", &[], Rows("P", &[])),
    Form(
        "lat, \"lon\"\n\"36.89095\" , \"38\"\"\"\n36.89095, 38.35347\n",
        &[],
        Rows("BP", &["\"38\\\"\""]),
    ),
    Form(
        "lon,lat,n\n38.5,36.8,\"oops\n38.4,36.8,\"ok\"\n38.35347,36.89095,\"ok\"\n",
        &[],
        Rows("BP", &["line 2, a quote that opens here ends on another line, before \"ok\\\"\""]),
    ),
    Form("lon,lat,n\n38.35347,36.89095,\"two\nlines\"\n", &[], Rows("P", &[])),
    Form(
        "n, lon, lat\n\"a, b\",38.35347,36.89095\n, 38, 36, \"a, b\"\n",
        &[],
        Rows("PB", &["line 3, has 5 fields, the header 3", "without a blank before them"]),
    ),
];

const MISSING: [Form; 5] = [
    Form(
        "lon,lat\nNA,NA\nNULL,null\nNaN,nan\nNone,None\n\\N,\\N\n-,-\n,\n \t, \nN/A,#N/A\n\
         \"NA\",\"\"\n38.35347,36.89095\n",
        &[],
        Rows("NNNNNNNNNNP", &["10 without coordinates, 0 bad"]),
    ),
    Form(
        "lon,lat\nnan,36\n,36\n38,\n38, \\N\nNA,north\nNaN°,36\n38.35347,36.89095\n",
        &[],
        Rows("NNNNBBP", &["line 6, column lat: \"north\" is no number"]),
    ),
    Form(
        "wkt\nPOINT EMPTY\n\"\"\nNULL\nPOINT (NaN 36)\nPOINT (38.35347 36.89095)\n",
        &[],
        Rows("NNNNP", &[]),
    ),
    Form(
        "lat_lon\n\"NA, NA\"\n\"36.89095,\"\n\", \"\n\",38.3\"\n\"(36.8, nan)\"\n()\n\"36.89095, 38.35347\"\n",
        &[],
        Rows("NNNNNNP", &[]),
    ),
    Form("id;point\n1;36,8,\n2;36.89095, 38.35347\n", &[], Rows("BP", &["in more than one way"])),
];

const ANGLES: [Form; 17] = [
    Form("lon;lat\n38°21'12.492\"E;36°53'27.42\"N\n", &[], Rows("P", &[])),
    Form("lon,lat\n\"38°21'12.492\"\"E\",\"36°53'27.42\"\"N\"\n", &[], Rows("P", &[])),
    Form("lon;lat\n38°21'12,492\"E;36°53'27,42\"N\n", &[], Rows("P", &[])),
    Form("lon;lat\n38 21 12.492 E;36 53 27.42 N\n", &[], Rows("P", &[])),
    Form("lon;lat\n38°21.2082'E;36°53.457'N\n", &[], Rows("P", &[])),
    Form("lon;lat\nE38°21'12.492'';N 36° 53' 27.42''\n", &[], Rows("P", &[])),
    Form("lon;lat\n38º21′12.492″;36˚53’27.42”\n", &[], Rows("P", &[])),
    Form("lon;lat\n38:21:12.492;36d53'27.42\"n\n", &[], Rows("P", &[])),
    Form("lon,lat\n38.35347E,36.89095 N\n38.35347°,+36.89095°\n", &[], Rows("PP", &[])),
    Form("lon,lat\n36.89095N,38.35347E\n", &["--swap"], Rows("P", &[])),
    Form(
        "lon,lat\n36.89095N,38.35347E\n",
        &[],
        Refused(&["line 2, column lon: \"36.89095N\" is no longitude, by its letter", "--swap"]),
    ),
    Form(
        "lon;lat\n38°60';36°\n38°;36°53'60\"\n38.5°30';36°\n-38°W;36°\n38.35347;36.89095\n",
        &[],
        Rows("BBBBP", &["line 2, column lon: \"38°60'\" has minutes or seconds of 60"]),
    ),
    Form(
        "lon;lat\n38 21 12;36 53 27\n38.35347;36.89095\n",
        &[],
        Rows("BP", &["\"38 21 12\" is two numbers or more", "give the letter N, S, E or W"]),
    ),
    Form(
        "lon;lat\n38;90°0'1\"N\n540°1'E;36\n38°21';53'\n38.35347;36.89095\n",
        &[],
        Rows("BBBP", &["line 2, column lat: 90°0'1\"N is outside -90..90"]),
    ),
    Form(
        "lon;lat\n-38°W;36\n38.35347;36.89095\n",
        &[],
        Rows("BP", &["\"-38°W\" has a sign and a letter"]),
    ),
    Form(
        "position\n36°53'27.42\"N 38°21'12.492\"E\n38.35347 E; 36.89095 N\n",
        &[],
        Rows("PP", &[]),
    ),
    Form(
        "position\n36 53 27.42 N 38 21 12.492 E\n\"N36.89095, E38.35347\"\n36.89095N 38.35347N\n",
        &[],
        Rows("PPB", &["two letters for one axis"]),
    ),
];

/// Longitudes that go on past 180°, to 540°; latitudes end at 90°.
const LONGITUDES: [Form; 6] = [
    Form("lon,lat\n398.35347,36.89095\n", &[], Rows("P", &[])),
    Form("lon;lat\n-321,64653;36,89095\n398°21'12.492\"E;36.89095\n", &[], Rows("PP", &[])),
    Form("lon,lat\n36.89095,398.35347\n", &["--swap"], Rows("P", &[])),
    Form("geom\nPOINT (398.35347 36.89095)\n", &[], Rows("P", &[])),
    Form("latlon\n\"36.89095, -321.64653\"\n", &[], Rows("P", &[])),
    Form(
        "lon,lat\n540.1,36\n-541,36\n190,90.0000001\n38.35347,36.89095\n",
        &[],
        Rows("BBBP", &["line 2, column lon: 540.1 is outside -540..540"]),
    ),
];

const ONE_COLUMN: [Form; 20] = [
    Form("WKT,name\n\"POINT (38.35347 36.89095)\",A\n", &[], Rows("P", &[])),
    Form("geom\nPOINT(38.35347 36.89095)\nPoint Z (38.35347 36.89095 500)\n", &[], Rows("PP", &[])),
    Form("geom\nSRID=4326;POINT(38.35347 36.89095)\n", &[], Rows("P", &[])),
    Form(
        "geom\nSRID=32637;POINT(38.35347 36.89095)\n",
        &[],
        Refused(&["line 2, column geom: \"SRID=32637;", "another coordinate system"]),
    ),
    Form(
        "geom\nLINESTRING(38 36,38 37)\nPOINT(38)\nPOINT(36.9 138)\nPOINT(38.35347 36.89095)\n",
        &[],
        Rows("BBBP", &["line 2, has 2 fields"]),
    ),
    Form("geom\nPOINT(36.89095 38.35347)\n", &["--swap"], Rows("P", &[])),
    Form("geom\nPOINT(38.35347 36.89095)\n", &["--order", "lon-lat"], Rows("P", &[])),
    Form(
        "geom\nPOINT(36.89095 38.35347)\n",
        &["--order", "lat-lon"],
        Refused(&["\"POINT(36.89095 38.35347)\" is WKT, with the longitude first; give --swap"]),
    ),
    Form("latlon\n\"36.89095,38.35347\"\n\"(36.89095, 38.35347)\"\n", &[], Rows("PP", &[])),
    Form("id;lat,lon\n1;36.89095, 38.35347\n2;36,89095 38,35347\n", &[], Rows("PP", &[])),
    Form("lonlat\n\"[38.35347, 36.89095]\"\n38.35347 36.89095\n", &[], Rows("PP", &[])),
    Form("lonlat\n36.89095/38.35347\n", &["--swap"], Rows("P", &[])),
    Form(
        "GPS (lat, long);n\n36,89095; 38,35347;1\n36,89095, 38,35347;1\n",
        &[],
        Rows("BP", &["line 2, has 3"]),
    ),
    Form(
        "name,point\nA,\"(36.89095, 38.35347)\"\n",
        &[],
        Rows("P", &["taken with the latitude first; --order lon-lat"]),
    ),
    Form("name,point\nA,\"38.35347, 36.89095\"\n", &["--swap"], Rows("P", &[])),
    Form("name,point\nA,\"(36.89095, 38.35347)\"\n", &["--order", "lat-lon"], Rows("P", &[])),
    Form("a,b\n\"38.35347 36.89095\",1\n", &["--point", "a", "--order", "lon-lat"], Rows("P", &[])),
    Form(
        "latlon;n\n36,8,38;1\n36.89095,38.35347;2\n",
        &[],
        Rows("BP", &["\"36,8,38\" may be divided in more than one way"]),
    ),
    Form(
        "lat,lon\n36.89095,38.35347\n",
        &["--order", "lat-lon"],
        Refused(&["--order is for one column"]),
    ),
    Form("location\nKobani\n", &[], Refused(&["column location: \"Kobani\" is no point"])),
];

const HEADERS: [Form; 8] = [
    Form(
        "A,38.35347,36.89095\n",
        &[],
        Refused(&["line 1 has numbers and no known title", "--no-header", "--lon 1 --lat 2"]),
    ),
    Form("A;38,35347;36,89095\n", &[], Refused(&["line 1 has numbers", "--no-header"])),
    Form("A,38.35347,36.89095\n", &["--no-header"], Refused(&["--lon 1 --lat 2"])),
    Form(
        "A,38.35347,36.89095\nB,NA,NA\n",
        &["--no-header", "--lon", "2", "--lat", "3"],
        Rows("PN", &[]),
    ),
    Form("38,35347;36,89095\n", &["--no-header", "--lon", "1", "--lat", "2"], Rows("P", &[])),
    Form("1;POINT(38.35347 36.89095)\n", &["--no-header", "--point", "2"], Rows("P", &[])),
    Form(
        "38.35347,36.89095\n",
        &["--no-header", "--lon", "1", "--lat", "3"],
        Refused(&["--lat 3 is no column", "from 1 to 2"]),
    ),
    Form(
        "l\0o\0n\0,\0l\0a\0t\0\n\0",
        &[],
        Refused(&["line 1 is UTF-16", "iconv -f UTF-16 -t UTF-8"]),
    ),
];

#[test]
fn every_form_is_located_as_the_plain_one_or_refused() {
    let added = run("locate", &["-"], here().path(), PLAIN).stdout;
    let added = added.lines().nth(1).unwrap().strip_prefix("38.35347,36.89095").unwrap().to_owned();
    assert!(added.starts_with(",0.991981,488.53"), "{added}");
    let of_points: [&[Form]; 7] =
        [&DECIMALS, &QUOTES, &MISSING, &ANGLES, &LONGITUDES, &ONE_COLUMN, &HEADERS];
    let of_programs: [&[Form]; 3] = [&BESIDE, &UNEVEN, &NAMED];
    for Form(text, options, outcome) in of_points.into_iter().chain(of_programs).flatten() {
        let done = run("locate", &[options, &["-"][..]].concat(), here().path(), text);
        let words = match outcome {
            Rows(rows, words) => {
                assert_eq!(done.code, Some(0), "{text}\n{}", done.stderr);
                judge(text, &done.stdout, rows, &added);
                let count = |kind| rows.chars().filter(|it| *it == kind).count();
                let counts = format!(
                    "rows: {}, of them {} located, {} without coordinates, {} bad",
                    rows.len(),
                    count('P'),
                    count('N'),
                    count('B')
                );
                assert!(done.stderr.contains(&counts), "{text}\n{}", done.stderr);
                words
            }
            Refused(words) => {
                assert!(matches!(done.code, Some(1 | 2)), "{text}\n{}", done.stderr);
                assert!(done.stderr.starts_with("error: standard input: "), "{}", done.stderr);
                words
            }
        };
        for word in *words {
            assert!(done.stderr.contains(word), "{text}\n{word:?} is not in: {}", done.stderr);
        }
    }
}

/// Compares the rows out with the rows in, and the added columns with those of the plain form.
fn judge(text: &str, out: &str, rows: &str, added: &str) {
    let last = out.lines().last().unwrap();
    let row = text.lines().last().unwrap();
    let delimiter = last.strip_prefix(row).unwrap().chars().next().unwrap();
    let own: String = out.chars().filter(|it| *it == '\n').collect();
    assert_eq!(own.len(), text.matches('\n').count(), "{text}");
    let mut kinds = rows.chars();
    // A row begins with those lines that are as they were.
    for (line, before) in out.lines().zip(text.lines()) {
        let found =
            line.strip_prefix(before).unwrap_or_else(|| panic!("{before:?} became {line:?}"));
        let is_title = found.contains("distance_km");
        if found.is_empty() || is_title {
            continue;
        }
        let expected = match kinds.next().unwrap() {
            'P' => added.replace(',', &delimiter.to_string()),
            _ => ",".repeat(5).replace(',', &delimiter.to_string()),
        };
        let plain = found.replace('"', "");
        let plain = if delimiter == ',' { plain } else { plain.replace(',', ".") };
        let plain = plain.replace("0,991981", "0.991981").replace("488,5", "488.5");
        assert_eq!(plain, expected, "{text}");
    }
    assert_eq!(kinds.next(), None, "{text}");
}

/// South and west by letters of their own is where signs have it.
#[test]
fn letters_negate_as_signs_do() {
    let added = |text: &str| {
        let done = run("locate", &["-"], here().path(), text);
        assert_eq!(done.code, Some(0), "{}", done.stderr);
        done.stdout
            .lines()
            .nth(1)
            .unwrap()
            .split(',')
            .skip(5)
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let signs = added("a,lat,b,lon,c\n1,-36.89095,,-38.35347,\n");
    let letters = added("INDEX,LATITUDE,N/S,LONGITUDE,E/W\n1,36.89095,S,38.35347,W\n");
    assert_eq!((signs.len(), letters), (5, signs));
}

/// The ^Z with which DOS ends a file is no row, and stays.
#[test]
fn the_end_of_a_file_of_dos_is_no_row() {
    for end in ["\x1a", "\x1a\r\n"] {
        let text = format!("name,lon,lat\r\nA,38.35347,36.89095\r\n{end}");
        let done = run("locate", &["--strict", "-"], here().path(), &text);
        assert!(done.stdout.ends_with(&format!("more\r\n{end}")), "{:?}", done.stdout);
        assert!(done.stderr.contains("rows: 1, of them 1 located"), "{}", done.stderr);
    }
}
