//! Users' places as CSV and GeoJSON: accepted forms, and errors with file, line and column.

use std::fs;

use safe_zone::places::Gazetteer;

use clap::Parser;

use crate::support::read_places::{Locate, PlacesArgs, read};

#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    places: PlacesArgs,
}

fn places(text: &str) -> Result<Gazetteer, String> {
    bytes(text.as_bytes())
}

fn bytes(bytes: &[u8]) -> Result<Gazetteer, String> {
    with_options(&[], bytes).map(|(gazetteer, _)| gazetteer)
}

/// The places, and the number of those left out.
fn with_options(options: &[&str], bytes: &[u8]) -> Result<(Gazetteer, usize), String> {
    read_text(options, bytes, None)
}

fn read_text(
    options: &[&str],
    bytes: &[u8],
    locate: Option<Locate<'_>>,
) -> Result<(Gazetteer, usize), String> {
    let options = Arguments::parse_from([&["places"], options].concat()).places;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.csv");
    fs::write(&path, bytes).unwrap();
    let read = read(&path, &options, locate).map_err(|failure| failure.to_string());
    read.map(|read| (read.gazetteer, read.left_out))
}

#[test]
fn every_usual_title_is_understood() {
    for lon in ["longitude", "Longitude", "LONG", "lon", "lng", " X ", "easting"] {
        for lat in ["latitude", "Lat", "y", "Northing"] {
            let found = places(&format!("{lat},id,NAME,{lon}\n36.5,7,Manbij,37.9\n")).unwrap();
            let manbij = found.find("manbij").unwrap();
            assert_eq!((manbij.position().lon(), manbij.position().lat()), (37.9, 36.5));
            assert_eq!((found.len(), manbij.population()), (1, None));
            assert!(manbij.alternate_names().is_empty());
        }
    }
}

#[test]
fn population_and_alternate_names_where_there_are_any() {
    let found = places(
        "name,lon,lat,Pop,Alternate Names\n\
         ‘Ayn al ‘Arab,38.35,36.89,50000,Kobani; Kobanê |Kobane\n\
         \"Hassa, upper\",36.5,36.8,,\n\
         Zero,36.5,36.8,0,\nNought,36.5,36.8,0.0,\n\
         Afrin,36.87,36.51,48693.0,\"Aafrine,Efrîn\"\n",
    )
    .unwrap();
    let kobani = found.find("kobane").unwrap();
    assert_eq!(kobani.alternate_names(), ["Kobani", "Kobanê", "Kobane"]);
    assert_eq!(kobani.population(), Some(50_000));
    for unknown in ["Hassa Upper", "Zero", "Nought"] {
        assert_eq!(found.find(unknown).unwrap().population(), None);
    }
    assert_eq!(found.find("Efrin").unwrap().population(), Some(48_693));
}

#[test]
fn a_byte_order_mark_windows_line_ends_and_blank_lines_are_fine() {
    let text = "\u{feff}name,lon,lat\r\n\r\nManbij,37.9,36.5\r\n\r\n";
    assert_eq!(places(text).unwrap().find("Manbij").unwrap().position().lat(), 36.5);
    assert_eq!(places("name,lon,lat\nManbij,37.9,36.5").unwrap().len(), 1);
    assert_eq!(places("name,lon,lat\r\nManbij,37.9,36.5\r\n\x1a").unwrap().len(), 1);
}

#[test]
fn faults_are_named_with_their_place_and_the_remedy() {
    let row = "name,lon,lat,pop,alternatenames\nAfrin,36.87,36.51,,\n";
    assert!(places(row).is_ok());
    for (text, words) in [
        ("", vec!["it is empty", "title the columns"]),
        ("name,place\nManbij,here\n", vec!["line 1", "longitude", "name, place", "title one"]),
        ("name,lon\nManbij,37.9\n", vec!["line 1", "latitude", "latitude or lat or y"]),
        ("lon,lat\n37.9,36.5\n", vec!["line 1", "no column has the name"]),
        ("name~lon~lat\nManbij~37.9~36.5\n", vec!["line 1", "name~lon~lat", "--delimiter"]),
        ("name,x,lon,lat\n", vec!["line 1", "columns x and lon", "longitude", "rename"]),
        ("name,lon,lat,Lat\n", vec!["line 1", "columns lat and Lat", "latitude", "rename"]),
        ("name,lon,lat,pop,population\n", vec!["line 1", "pop and population", "rename"]),
        ("name,lon,lat\n", vec!["no place", "one a line"]),
        (&with(row, "Manbij,37°°,36.5,,"), vec!["line 3", "column lon", "\"37°°\"", "no number"]),
        (&with(row, "Manbij,37.9,?,,"), vec!["line 3", "column lat", "\"?\"", "no number"]),
        (&with(row, "Manbij,\"37,9\",36.5,,"), vec!["line 3", "column lon", "37,9", "a point"]),
        (&with(row, "Manbij,512345,36.5,,"), vec!["line 3", "column lon", "512345", "-540..540"]),
        (&with(row, "Manbij,37.9,90.1,,"), vec!["line 3", "column lat", "90.1", "-90..90"]),
        (&with(row, "Manbij,inf,36.5,,"), vec!["line 3", "column lon", "inf", "outside"]),
        (&with(row, "Manbij,37.9,-inf,,"), vec!["line 3", "column lat", "-inf", "outside"]),
        (&with(row, " ,37.9,36.5,,"), vec!["line 3", "column name", "\"\"", "is no name"]),
        (&with(row, "Manbij,37.9,36.5,-5,"), vec!["line 3", "column pop", "-5", "unknown"]),
        (&with(row, "Manbij,37.9,36.5,many,"), vec!["line 3", "column pop", "many", "digits"]),
        (&with(row, "Manbij,37.9,36.5,,-;M"), vec!["line 3", "column alternatenames", "\"-\""]),
        (&with(row, "Manbij,37.9,36.5"), vec!["line 3", "3 fields", "5", "empty where"]),
        (&with(row, "\"A\nB\",37.9,36.5,,\nC,c,36.5,,"), vec!["line 5", "column lon", "\"c\""]),
    ] {
        let error = places(text).unwrap_err();
        for word in words.into_iter().chain(["mine.csv"]) {
            assert!(error.contains(word), "{text:?}: {word:?} is not in: {error}");
        }
        assert!(!error.contains('\n'), "{error}");
    }
}

/// The text with one more line.
fn with(text: &str, line: &str) -> String {
    format!("{text}{line}\n")
}

#[test]
fn files_that_cannot_be_read_are_named() {
    let error = bytes(b"name,lon,lat\nManbij,37.9,36.5\nM\xfcnbic,37.9,36.5\n").unwrap_err();
    assert!(error.contains("mine.csv: line 3 is not UTF-8"), "{error}");
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("none.csv");
    let options = Arguments::parse_from(["places"]).places;
    let error = read(&missing, &options, None).err().unwrap().to_string();
    assert!(error.starts_with("cannot read") && error.contains("none.csv"), "{error}");
}

/// Each form of file has the same place in it; a place without coordinates is left out, and counted.
#[test]
fn places_come_in_the_forms_of_points() {
    let feature = r#"{"type":"Feature","geometry":{"type":"Point","coordinates":[38.35347,36.89095]},
        "properties":{"Name":"Kobani","population":44821,"alternate_names":["Kobane"]}}"#;
    let bare = r#"{"type":"Feature","geometry":null,"properties":{"name":"Nowhere"}}"#;
    let collection = |crs: &str| {
        format!("{{\"type\":\"FeatureCollection\"{crs},\"features\":[{feature},{bare}]}}")
    };
    let crs = r#","crs":{"type":"name","properties":{"name":"EPSG:32637"}}"#;
    let line = feature.replace('\n', " ");
    let forms: [(&[&str], &str, usize); 14] = [
        (&[], "name;lon;lat\nKobani;38,35347;36,89095\n", 0),
        (&[], "sep=;\nname;lon;lat;pop\nKobani;38,35347;36,89095;NA\n", 0),
        (&[], "name, \"lat\", \"lon\"\nKobani, \"36.89095\", \"38.35347\"\n", 0),
        (&[], "wkt,name\nPOINT EMPTY,A\nPOINT (38.35347 36.89095),Kobani\n", 1),
        (&["--order", "lat-lon"], "name,point\nKobani,\"(36.89095, 38.35347)\"\n", 0),
        (&[], "name;lat;lon\nA;NA;NA\nB;;\nC;36;\nKobani;36°53'27.42\"N;38°21'12.492\"E\n", 3),
        (&[], "name,lat,N/S,lon,E/W\nA,,,,\nKobani,36.89095,N,321.64653,W\n", 1),
        (
            &["--no-header", "--name", "1", "--lon", "2", "--lat", "3"],
            "Kobani,38.35347,36.89095\nA,NULL,NULL\n",
            1,
        ),
        (&["--swap", "--name", "who"], "who,lon,lat\nKobani,36.89095,38.35347\n", 0),
        (&[], &collection(""), 1),
        (&["--input-crs"], &collection(crs), 1),
        (&[], &format!("{line}\n{bare}\n"), 1),
        // A turn farther east, or west.
        (&[], "name,lon,lat\nKobani,398.35347,36.89095\n", 0),
        (&[], &line.replace("38.35347", "-321.64653"), 0),
    ];
    for (options, text, left_out) in forms {
        // A system that is given counts, whatever the file names.
        let identity = |points: &[geo_types::Coord<f64>]| {
            Ok(points.iter().map(|it| safe_zone::Position::new(it.x, it.y).unwrap()).collect())
        };
        let (gazetteer, found) = match options {
            ["--input-crs"] => read_text(&[], text.as_bytes(), Some(&identity)),
            _ => read_text(options, text.as_bytes(), None),
        }
        .unwrap_or_else(|error| panic!("{text}\n{error}"));
        let kobani = gazetteer.find("Kobani").unwrap().position();
        let off = [kobani.lon() - 38.35347, kobani.lat() - 36.89095];
        assert!(off.iter().all(|off| off.abs() < 1e-12), "{text}: {off:?}");
        assert_eq!((gazetteer.len(), found), (1, left_out), "{text}");
    }
    for (options, text, words) in [
        (&[][..], "Kobani,38.35347,36.89095\n", &["line 1 has numbers", "--no-header"][..]),
        (&["--no-header", "--lon", "2", "--lat", "3"], "A,38,36\n", &["--name"]),
        (&[], "n\0a\0m\0e\0", &["UTF-16", "iconv"]),
        (&[], "name,lon,lat\nA,NA,NA\n", &["no place has coordinates"]),
        (&[], "name,lat,N/S,lon,E/W\nA,36,N,38,\n", &["line 2, column E/W: \"\" is no letter"]),
        (
            &[],
            "name,lat,min,lon,min\nA,36,53.457,38,21.2082\n",
            &["line 2, column min: \"53.457\" stands beside whole degrees, 36", "36 53.457 N"],
        ),
        (&[], "name,lon,lat,n\nA,38,36,\"x\nB,38,36,\"y\"\n", &["line 2, a quote that opens here"]),
        (
            &[],
            "name,lon,lat\nA,38,36\nB,38,\"36\n",
            &["line 3, a quote that opens here does not end"],
        ),
        (&[], &collection(crs), &["EPSG:32637", "not in WGS 84"]),
        (&[], &line.replace("Name", "nom"), &["feature 1, no property has the name"]),
        (&[], &line.replace("36.89", "136.89"), &["feature 1, ", "136.89095"]),
        (
            &[],
            &line.replace("44821", "18446744073709551615"),
            &["feature 1", "18446744073709551615", "fewer people live on the Earth"],
        ),
        (&[], &line.replace("44821", "-1"), &["feature 1, column population"]),
        (&[], "{\"type\":\"FeatureCollection\",\"features\":[", &["this is not GeoJSON"]),
        (&[], r#"{"type":"Point","coordinates":[1,2]}"#, &["this is a Point"]),
    ] {
        let error = with_options(options, text.as_bytes()).unwrap_err();
        for word in words {
            assert!(error.contains(word), "{text:?}: {word:?} is not in: {error}");
        }
    }
}
