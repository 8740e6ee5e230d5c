//! The examples with files in other coordinate systems, and their errors without PROJ.

use crate::support::programs::{names, run};

const LINE: &str = r#"{"type":"LineString","coordinates":[[412973,4076413],[589209,4073152]],
    "crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::32637"}}}"#;

#[cfg(not(feature = "proj"))]
#[test]
fn without_proj_other_systems_are_refused_with_the_way_to_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    for (example, arguments) in
        [("buffer", &["--distance", "5km", "-o", "out.geojson", "-"][..]), ("safe_zones", &[])]
    {
        for option in ["--input-crs", "--output-crs"] {
            let arguments = [arguments, &[option, "EPSG:32637"]].concat();
            let words = [option, "EPSG:32637", "built without PROJ", "--features proj"];
            run(example, &arguments, path, LINE).refused(2, &words);
        }
    }
    let compare = ["us-2019", "turkey-2019", "--input-crs", "EPSG:32637"];
    run("compare", &compare, path, "").refused(2, &["--input-crs", "--features proj"]);
    // Nor is a system that a file names passed over.
    let arguments = ["--distance", "5km", "-o", "out.geojson", "-"];
    let words = ["standard input: ", "EPSG::32637", "transform it to WGS 84"];
    run("buffer", &arguments, path, LINE).refused(2, &words);
    assert!(names(path).is_empty());
}

#[cfg(feature = "proj")]
mod with_proj {
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::support::programs::run_where;

    fn json(path: &Path) -> serde_json::Value {
        serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
    }

    #[test]
    fn a_file_in_utm_comes_out_in_utm() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path();
        fs::write(path.join("line.geojson"), LINE).unwrap();
        let arguments = ["--distance", "5km", "-o", "out.geojson", "line.geojson"];
        let plain = run("buffer", &arguments, path, "");
        assert_eq!(plain.code, Some(0), "{}", plain.stderr);
        let stated = "line.geojson: EPSG:32637 (WGS 84 / UTM zone 37N) to WGS 84\n  \
            Inverse of UTM zone 37N (to 0 m, as PROJ states)\n";
        let last = |file: &str| format!("drag {file} into QGIS to see it\n");
        assert_eq!(plain.stdout, "");
        assert_eq!(plain.stderr, format!("{stated}{}", last("out.geojson")));

        let utm = [&arguments[..], &["--output-crs", "EPSG:32637", "--input-crs", "EPSG:32637"]];
        let utm = run("buffer", &utm.concat(), path, "");
        assert_eq!(utm.code, Some(0), "{}", utm.stderr);
        let written = "out.epsg-32637.geojson: WGS 84 to EPSG:32637 (WGS 84 / UTM zone 37N)\n  \
            UTM zone 37N (to 0 m, as PROJ states)\n";
        assert_eq!(utm.stderr, format!("{stated}{written}{}", last("out.epsg-32637.geojson")));
        assert_eq!(names(path), ["line.geojson", "out.epsg-32637.geojson", "out.geojson"]);
        let json = json(&path.join("out.epsg-32637.geojson"));
        assert_eq!(json["crs"]["properties"]["name"], "urn:ogc:def:crs:EPSG::32637");
        // 5 km in every direction, but for the projection's scale.
        let expected = [407_973.0, 4_068_152.0, 594_209.0, 4_081_413.0];
        for (side, expected) in json["bbox"].as_array().unwrap().iter().zip(expected) {
            assert!((side.as_f64().unwrap() - expected).abs() < 5.0, "{}", json["bbox"]);
        }
        // Not over what is there.
        let again = [&arguments[..], &["--output-crs", "EPSG:32637"]].concat();
        run("buffer", &again, path, "").refused(2, &["already there: out.epsg-32637.geojson"]);
    }

    /// All files of a run, and a run along the border that it wrote.
    #[test]
    fn zones_in_utm_beside_those_in_wgs84() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path();
        let first = run("safe_zones", &["--output-crs", "EPSG:32637", "-o", "one"], path, "");
        assert_eq!(first.code, Some(0), "{}", first.stderr);
        let stems = ["border", "comparison", "places", "zones"];
        let written = names(&path.join("one"));
        let geojson = written.iter().filter(|name| name.ends_with(".geojson"));
        let expected: Vec<String> = stems
            .iter()
            .flat_map(|stem| [format!("{stem}.epsg-32637.geojson"), format!("{stem}.geojson")])
            .collect();
        assert_eq!(geojson.cloned().collect::<Vec<_>>(), expected);
        for stem in stems {
            let [utm, wgs84] =
                [".epsg-32637", ""].map(|crs| json(&path.join(format!("one/{stem}{crs}.geojson"))));
            assert!(utm["crs"].is_object() && wgs84.get("crs").is_none());
            let properties = |json: &serde_json::Value| -> Vec<serde_json::Value> {
                let features = json["features"].as_array().unwrap();
                features.iter().map(|feature| feature["properties"].clone()).collect()
            };
            assert_eq!(properties(&utm), properties(&wgs84));
            let note = format!("{stem}.epsg-32637.geojson: WGS 84 to EPSG:32637");
            assert!(first.stderr.contains(&note), "{}", first.stderr);
        }

        // The same border and places in UTM: the plan's area is the same to a millionth. Edges that
        // are straight in UTM have more vertices in degrees, so arcs are cut elsewhere.
        let plan = r##"{"id":"strip","title":"A strip","proponent":"Nobody","source":"none","colour":"#123456","bands":[{"inner":"0km","outer":"5km","depth":"exact"}]}"##;
        fs::write(path.join("plan.json"), plan).unwrap();
        let mut csv = "name,easting,northing\n".to_owned();
        for place in
            json(&path.join("one/places.epsg-32637.geojson"))["features"].as_array().unwrap()
        {
            let coordinates = &place["geometry"]["coordinates"];
            csv += &format!("place {},{},{}\n", csv.len(), coordinates[0], coordinates[1]);
        }
        fs::write(path.join("places.csv"), csv).unwrap();
        let areas = [("one/border.epsg-32637.geojson", true), ("one/border.geojson", false)].map(
            |(border, is_utm)| {
                let mut arguments = vec!["--proposal", "plan.json", "--border", border];
                arguments.extend(["--tolerance", "10cm", "-o", "two", "--force"]);
                if is_utm {
                    arguments.extend(["--input-crs", "EPSG:32637", "--places", "places.csv"]);
                }
                let second = run("safe_zones", &arguments, path, "");
                assert_eq!(second.code, Some(0), "{}", second.stderr);
                for file in ["places.csv: EPSG:32637", "one/border.epsg-32637.geojson: EPSG:32637"]
                {
                    assert_eq!(second.stderr.contains(file), is_utm, "{}", second.stderr);
                }
                if is_utm {
                    let old = json(&path.join("one/places.geojson"));
                    let new = json(&path.join("two/places.geojson"));
                    for (old, new) in old["features"]
                        .as_array()
                        .unwrap()
                        .iter()
                        .zip(new["features"].as_array().unwrap())
                    {
                        let km = |place: &serde_json::Value| {
                            place["properties"]["distance_km"].as_f64().unwrap()
                        };
                        assert!((km(old) - km(new)).abs() < 1e-5, "{old} {new}");
                    }
                }
                json(&path.join("two/zones.geojson"))["features"][0]["properties"]["area_km2"]
                    .as_f64()
                    .unwrap()
            },
        );
        assert!((areas[0] / areas[1] - 1.0).abs() < 1e-6, "{areas:?}");
    }

    #[test]
    fn faults_are_told_by_option_file_and_line() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path();
        fs::write(path.join("line.geojson"), LINE).unwrap();
        fs::write(path.join("far.csv"), "name,x,y\nHere,500000,4070000\nThere,5000000,4070000\n")
            .unwrap();
        fs::write(path.join("words.csv"), "name,x,y\nHere,five,4070000\n").unwrap();
        let before = names(path);
        let buffer = ["--distance", "5km", "-o", "out.geojson", "line.geojson"];
        let zones = ["--border", "line.geojson", "--proposal", "sochi-2019"];
        for (example, arguments, options, words) in [
            (
                "buffer",
                &buffer[..],
                &["--input-crs", "EPSG:5773"][..],
                &["--input-crs: ", "vertical"][..],
            ),
            ("buffer", &buffer, &["--output-crs", "EPSG:4807"], &["--output-crs: ", "grad"]),
            (
                "buffer",
                &buffer,
                &["--input-crs", "EPSG:32636"],
                &["line.geojson: the geometry", "EPSG::32637, not in EPSG:32636"],
            ),
            (
                "safe_zones",
                &zones,
                &["--input-crs", "EPSG:32637", "--places", "far.csv"],
                &["far.csv: line 3, the position (5000000.0, 4070000.0)", "area of use"],
            ),
            (
                "safe_zones",
                &zones,
                &["--input-crs", "EPSG:32637", "--places", "words.csv"],
                &["words.csv: line 2, column x", "no number"],
            ),
            (
                "compare",
                &["us-2019", "turkey-2019"],
                &["--input-crs", "EPSG:4978"],
                &["--input-crs: ", "geocentric"],
            ),
        ] {
            run(example, &[arguments, options].concat(), path, "").refused(2, words);
            assert_eq!(names(path), before);
        }
        let far = [&buffer[..], &["--output-crs", "EPSG:2320"]].concat();
        run("buffer", &far, path, "").refused(1, &["area of use of EPSG:2320"]);
        assert_eq!(names(path), before);
    }

    /// Any file is no database of this PROJ; the text in this one is PROJ 9.1.1's own.
    #[test]
    fn a_database_of_another_proj_is_named_with_the_variable() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path();
        fs::create_dir(path.join("old")).unwrap();
        fs::write(path.join("old/proj.db"), "\u{1}PROJ.VERSION9.1.1!\u{3}").unwrap();
        let old = path.join("old").display().to_string();
        let arguments = ["--distance", "5km", "-o", "out.geojson", "-"];
        for variable in ["PROJ_DATA", "PROJ_LIB"] {
            let run = run_where(&[(variable, &old)], "buffer", &arguments, path, LINE);
            assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{}", run.stderr);
            let words = [
                format!("error: standard input: {old}/proj.db was made for PROJ 9.1.1"),
                format!("unset {variable}, which is {old:?}"),
            ];
            for word in words {
                assert!(run.stderr.contains(&word), "{word}: {}", run.stderr);
            }
        }
        assert_eq!(names(path), ["old"]);
    }
}
