//! The embedded places: complete, near the border, at the positions of other sources, and found by
//! the names in the press.

use geo::{Distance, Geodesic, Point};
use safe_zone::places::{Gazetteer, Settlement};
use safe_zone::{Error, ErrorKind, Position, dataset};

use crate::support::oracle::{Edges, Oracle};

fn border_oracle() -> Oracle {
    Oracle::new(dataset::turkey_syria_border().lines(), Edges::Planar)
}

/// The settlement that a name finds, in the spelling of the source.
fn found(name: &str) -> &'static Settlement {
    dataset::places().find(name).unwrap_or_else(|error| panic!("{error}"))
}

fn apart(position: Position, lon: f64, lat: f64) -> f64 {
    Geodesic.distance(Point::new(position.lon(), position.lat()), Point::new(lon, lat))
}

#[test]
fn the_towns_of_the_news_are_where_others_have_them() {
    let oracle = border_oracle();
    // Degrees, minutes and seconds of Wikipedia's articles, read in November 2026; kilometres
    // from there to the border, measured with pyproj, rounded.
    for (name, lon, lat, km) in [
        ("Manbij", dms(37, 57, 17), dms(36, 31, 41), 29),
        ("Jarablus", dms(38, 0, 40), dms(36, 49, 3), 1),
        ("Azaz", dms(37, 2, 41), dms(36, 35, 10), 6),
        ("Afrin", dms(36, 52, 9), dms(36, 30, 30), 22),
        ("al-Bab", dms(37, 31, 4), dms(36, 22, 21), 29),
    ] {
        let position = found(name).position();
        assert!(apart(position, lon, lat) < 500.0, "{name} at {position}");
        let s = oracle.distance(position.lon(), position.lat());
        assert!((s / 1000.0 - f64::from(km)).abs() < 1.0, "{name}: {s} m");
    }
}

fn dms(degrees: i32, minutes: i32, seconds: i32) -> f64 {
    f64::from(degrees) + f64::from(minutes) / 60.0 + f64::from(seconds) / 3600.0
}

/// The chainages were measured along OpenStreetMap's line with other software. Jarablus lies on the
/// western bank of the Euphrates, so its chainage is the river's.
#[test]
fn the_towns_on_the_border_are_at_their_chainage() {
    let oracle = border_oracle();
    for (name, km, within) in [
        ("Jarablus", 452.1, 2.0),
        ("Kobani", 488.7, 1.0),
        ("Tell Abyad", 551.2, 1.0),
        ("Ras al-Ayn", 656.5, 1.0),
        ("Qamishli", 777.2, 1.0),
    ] {
        let position = found(name).position();
        let chainage = chainage(position) / 1000.0;
        assert!((chainage - km).abs() < within, "{name}: {chainage} km");
        assert!(oracle.distance(position.lon(), position.lat()) < 2_000.0, "{name}");
    }
}

/// Geodesic length along the border to the vertex nearest to a position, metres.
fn chainage(position: Position) -> f64 {
    let mut along = 0.0;
    let mut nearest = (f64::INFINITY, 0.0);
    for edge in dataset::turkey_syria_border().lines().0[0].lines() {
        along += Geodesic.distance(edge.start_point(), edge.end_point());
        let s = apart(position, edge.end.x, edge.end.y);
        if s < nearest.0 {
            nearest = (s, along);
        }
    }
    nearest.1
}

#[test]
fn every_spelling_of_a_town_leads_to_it() {
    for (name, spellings) in [
        ("Manbij", vec!["manbij", "MANBIJ", "Menbij", "Münbiç", " Manbij "]),
        ("‘Ayn al ‘Arab", vec!["Kobani", "Kobane", "Kobanî", "Ayn al-Arab", "Ain el-Aarab"]),
        (
            "Tall Abyaḑ",
            vec![
                "Tall Abyad",
                "Tal Abyad",
                "Tell Abyad",
                "Tel Abyad",
                "Tall Al-Abyad",
                "Tal-Abyad",
            ],
        ),
        (
            "Ra’s al ‘Ayn",
            vec![
                "Ras al-Ayn",
                "Ra's al 'Ayn",
                "Ra`s al-`Ayn",
                "RAS AL AYN",
                "Râs el Aïn",
                "Ras El-Ain",
            ],
        ),
        ("Al Qāmishlī", vec!["Qamishli", "Al Qamishli", "al-Qamishli", "Qamişlo", "Kamishli"]),
        ("Jarābulus", vec!["Jarablus", "Jarabulus", "Jerablus"]),
        ("I‘zāz", vec!["Azaz", "A'zaz", "A‘zāz", "Aʿzaz", "Izaz"]),
        ("‘Afrīn", vec!["Afrin", "'Afrin", "Afrīn", "Afri\u{304}n"]),
        ("Al Bāb", vec!["al-Bab", "Al Bab", "El Bab", "Bab", "albab"]),
        ("Akçakale", vec!["Akcakale", "AKÇAKALE"]),
        ("Şanlıurfa", vec!["Sanliurfa", "ŞANLIURFA", "Urfa"]),
        ("İskenderun", vec!["Iskenderun", "iskenderun", "İSKENDERUN", "Alexandretta"]),
    ] {
        for spelling in spellings.into_iter().chain([name]) {
            assert_eq!(found(spelling).name(), name, "{spelling}");
        }
    }
}

#[test]
fn a_place_not_found_names_the_nearest_spellings() {
    for (wrong, right) in [
        ("Manbji", "Manbij"),
        ("Kobanni Town", "Kobani"),
        ("al-Quamishly", "Kamishli"),
        ("Tell Abjad", "Tell Abyad"),
        ("Jaraplus", "Jarablus"),
        ("Gaziantap", "Gaziantep"),
    ] {
        let error = dataset::places().find(wrong).unwrap_err();
        let ErrorKind::NoSuchPlace { name, nearest, .. } = error.kind() else { panic!("{error}") };
        assert_eq!((name.as_str(), nearest.len()), (wrong, 3));
        let place = found(&nearest[0]);
        assert_eq!(place.name(), found(right).name(), "{error}");
        assert!(error.to_string().contains(wrong) && error.to_string().contains(&nearest[0]));
    }
    for nothing in ["", " ", "-", "'"] {
        let error = dataset::places().find(nothing).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::NoSuchPlace { .. }), "{nothing:?}: {error}");
    }
    let error = Gazetteer::default().find("Manbij").unwrap_err().to_string();
    assert!(error.contains("Manbij") && error.contains("empty"), "{error}");
}

/// GeoNames has Sumayl in Iraq also as Simele, with the same 152,512 people, 0.17 km away.
#[test]
fn a_town_counts_once() {
    let places: Vec<_> = dataset::places().iter().collect();
    for (index, a) in places.iter().enumerate() {
        for b in &places[..index] {
            let metres = apart(a.position(), b.position().lon(), b.position().lat());
            let is_twin = a.population().is_some() && a.population() == b.population();
            assert!(!is_twin || metres > 1000.0, "{} and {}", a.name(), b.name());
        }
    }
    assert_eq!(found("Simele").name(), "Sumayl");
}

#[test]
fn every_place_has_a_name_a_position_near_the_border_and_a_true_population() {
    let (places, oracle) = (dataset::places(), border_oracle());
    assert_eq!(places.len(), 604);
    for place in places {
        let position = place.position();
        let s = oracle.distance(position.lon(), position.lat());
        assert!(s <= 60_000.0, "{}: {s} m", place.name());
        assert!(!place.name().trim().is_empty() && place.population() != Some(0));
        // The place answers to all its names, if other places do so too.
        for name in place.alternate_names().iter().map(String::as_str).chain([place.name()]) {
            match places.find(name).map_err(Error::into_kind) {
                Ok(other) => assert!(other == place || other.name() != place.name(), "{name}"),
                Err(ErrorKind::AmbiguousPlace { candidates, .. }) => {
                    let here = (place.name().to_owned(), position);
                    assert!(candidates.len() > 1 && candidates.contains(&here), "{name}");
                }
                Err(error) => panic!("{error}"),
            }
        }
    }
    // GeoNames knows no population of most Syrian places.
    assert_eq!(places.iter().filter(|place| place.population().is_none()).count(), 102);
    let provenance = dataset::places_provenance();
    assert_eq!(provenance.notice(), "CC-BY-4.0, © GeoNames, https://www.geonames.org");
    assert_eq!((provenance.version(), provenance.date()), ("3.0.2", "2026-07-28"));
}

fn gazetteer(names: &[(&str, &[&str])]) -> Gazetteer {
    let settlement = |(i, (name, others)): (usize, &(&str, &[&str]))| {
        let others = others.iter().map(|other| (*other).to_owned()).collect();
        Settlement::new(*name, others, Position::new(i as f64, 0.0).unwrap(), None).unwrap()
    };
    Gazetteer::new(names.iter().enumerate().map(settlement).collect())
}

/// Finds a name; the longitude of the place found is its index.
fn index(places: &Gazetteer, name: &str) -> Result<f64, Error> {
    places.find(name).map(|place| place.position().lon())
}

#[test]
fn the_better_answer_wins_and_of_two_equals_neither() {
    let places = gazetteer(&[
        ("Ada", &[]),
        ("Âda", &["Ana"]),
        ("al-Ada", &[]),
        ("Bab", &["Ana", "An A", "Tepe"]),
        ("Tepe", &["Tell"]),
        ("Ezz", &["al-Tell", "X"]),
        ("At", &["X"]),
    ]);
    for (name, expected) in [
        ("Ada", 0.0),     // as written
        ("Âda", 1.0),     // as written, with its mark
        ("al ada", 2.0),  // by its letters, not by those of Ada
        ("tepe", 4.0),    // a name before another place's other name
        ("TELL", 4.0),    // letters before those without the article
        ("al tell", 5.0), // the same the other way round
        ("Te-ll", 4.0),   // letters before words that differ
        ("an a", 3.0),    // words before letters
        ("at", 6.0),      // a name that is an article
    ] {
        assert_eq!(index(&places, name), Ok(expected), "{name}");
    }
    for (name, count) in [("Adda", 3), ("el-Tell", 2), ("x", 2)] {
        let result = index(&places, name).map_err(Error::into_kind);
        let Err(ErrorKind::AmbiguousPlace { candidates, .. }) = &result else {
            panic!("{result:?}")
        };
        assert_eq!(candidates.len(), count, "{name}");
    }
    assert!(matches!(
        index(&places, "the Bab").map_err(Error::into_kind),
        Err(ErrorKind::NoSuchPlace { .. })
    ));
    let error = places.find("ana").unwrap_err().to_string();
    for words in ["2 places", "\"ana\"", "Âda at (1.0", "Bab at (3.0", "position"] {
        assert!(error.contains(words), "{error}");
    }
}

#[test]
fn the_nearest_spelling_comes_first_and_the_larger_of_two_alike() {
    let at = Position::new(0.0, 0.0).unwrap();
    let place = |name: &str, people| Settlement::new(name, vec![], at, people).unwrap();
    let places = [
        place("Abaz", None),
        place("Abkz", Some(7)),
        place("Abdc", None), // two letters swapped
        place("Abzz Abzz", Some(9)),
        place("Abky", Some(8)),
    ];
    let error = Gazetteer::new(places.to_vec()).find("Abcd").unwrap_err();
    let ErrorKind::NoSuchPlace { nearest, .. } = error.kind() else { panic!("{error}") };
    assert_eq!(*nearest, ["Abdc", "Abky", "Abkz"]);
}

#[test]
fn towns_that_share_a_name_are_told_apart_by_the_error() {
    // Şanlıurfa is Riha in Kurdish; so is Ariha in Idlib in the source's other names.
    let error = dataset::places().find("Riha").unwrap_err();
    let ErrorKind::AmbiguousPlace { candidates, .. } = error.kind() else { panic!("{error}") };
    let names: Vec<&str> = candidates.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["Arīḩā", "Şanlıurfa"]);
}

#[test]
fn faults_of_a_settlement_are_refused_by_field() {
    let position = Position::new(37.9, 36.5).unwrap();
    for (name, others, population, words) in [
        ("", vec![], None, ["name", "\"\"", "is no name"]),
        (" \t", vec![], None, ["name", "\" \\t\"", "is no name"]),
        ("Manbij", vec!["Menbij".to_owned(), "'".to_owned()], None, ["alternate name", "'", "no"]),
        ("Manbij", vec![], Some(0), ["population", "0", "unknown"]),
    ] {
        let error = Settlement::new(name, others, position, population).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::BadField { .. }));
        for word in words {
            assert!(error.to_string().contains(word), "{word:?} is not in: {error}");
        }
    }
}

/// Syria is on the right of its border with Turkey and inside the embedded land, Turkey on the left. Iraq begins
/// where the border ends, south of 37.2° N and east of the land.
#[test]
fn the_names_of_countries_stand_in_them() {
    let route = dataset::turkey_syria_border().route();
    let land = dataset::syria().polygons();
    for (name, positions) in dataset::countries() {
        for position in positions {
            let point = Point::new(position.lon(), position.lat());
            let side = route.project(position).side();
            let is_syria = geo::Contains::contains(land, &point);
            assert_eq!(is_syria, name == "Syria", "{name} at {position}");
            match name {
                "Iraq" => assert!(position.lat() < 37.2 && position.lon() > 41.9, "{position}"),
                _ => {
                    assert_eq!(side == Some(safe_zone::Side::Left), name == "Turkey", "{position}")
                }
            }
        }
    }
}
