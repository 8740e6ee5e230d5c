//! Compares the embedded plans with their sources: the same figures, and no others.

use std::collections::HashSet;

use safe_zone::{ErrorKind, Proposal, dataset};

/// A plan as its source gives it. Bands are labels with regimes; an empty text is absent in the
/// source.
#[derive(Default)]
struct Told {
    id: &'static str,
    proponent: &'static str,
    date: &'static str,
    period: &'static str,
    bands: &'static [(&'static str, &'static str)],
    territory: &'static str,
    sectors: &'static str,
    note: &'static [&'static str],
}

const NORTHEAST: &str = "syria-east-of-the-euphrates";

#[test]
fn each_says_what_its_source_says() {
    let told = [
        // Reuters, 7 August 2019; Kurdistan24: to 8 August 2019, Euphrates to Iraq.
        Told {
            id: "us-2019",
            proponent: "United States",
            date: "2019-08-08",
            bands: &[("0-5 km", "demilitarized"), ("5-14 km", "cleared of heavy weapons")],
            territory: NORTHEAST,
            ..Told::default()
        },
        // Reports of August 2019, Reuters' of the 7th among them, without a day: at least twice, elsewhere more than twice.
        Told {
            id: "turkey-2019",
            proponent: "Turkey",
            period: "August 2019",
            bands: &[("0-28 km or more", "no YPG")],
            territory: NORTHEAST,
            note: &["At least twice", "more than twice"],
            ..Told::default()
        },
        // Trend 14, Sabah 8, Xinhua 7 August 2019: 20 miles along 460 km; Akar: 30-40 km.
        Told {
            id: "turkey-2019-20-miles",
            proponent: "Turkey",
            period: "January to September 2019",
            bands: &[("0-32.18688 km", "")],
            territory: NORTHEAST,
            note: &["Akar: 30 to 40 km", "460 km", "480 km"],
            ..Told::default()
        },
        // Al-Monitor, the position of 24 September 2019: 30 km deep, 480 km long.
        Told {
            id: "turkey-2019-un",
            proponent: "Turkey",
            date: "2019-09-24",
            bands: &[("0-30 km", "")],
            territory: NORTHEAST,
            note: &["460 km", "480 km"],
            ..Told::default()
        },
        // North Press; VOA and AP, 8 September 2019: 5 to 14 km, varying by place; 88 km long in
        // North Press, 115 km in Wikipedia.
        Told {
            id: "security-mechanism-2019",
            proponent: "United States and Turkey",
            period: "August to October 2019",
            bands: &[("0-5 km or more, up to 14 km", "")],
            territory: "syria",
            sectors: "Tell Abyad to Ras al-Ayn",
            note: &["varying by place", "88 km", "115 km"],
            ..Told::default()
        },
        // Sochi memorandum, 22 October 2019, article 3.
        Told {
            id: "peace-spring-2019",
            proponent: "Turkey",
            period: "October 2019",
            bands: &[("0-32 km", "")],
            territory: "syria",
            sectors: "Tell Abyad to Ras al-Ayn",
            ..Told::default()
        },
        // Sochi memorandum, 22 October 2019: patrols to 10 km, the YPG out to 30 km, west and
        // east of the Peace Spring area. The Euphrates is 452.1 km along the border.
        Told {
            id: "sochi-2019",
            proponent: "Russia and Turkey",
            date: "2019-10-22",
            bands: &[("0-10 km", "joint patrols, no YPG"), ("10-30 km", "no YPG")],
            territory: NORTHEAST,
            sectors: "452.1 km to Tell Abyad; Ras al-Ayn to end",
            note: &["Qamishli"],
            ..Told::default()
        },
        // Shoigu, September 2018; Mehr, 18 September 2018: along the front line.
        Told {
            id: "idlib-2018",
            proponent: "Russia and Turkey",
            date: "2018-09-17",
            bands: &[("0-15 km or more, up to 20 km", "demilitarized")],
            note: &["No open data", "a line of your own"],
            ..Told::default()
        },
    ];
    let plans = dataset::proposals();
    let (ids, expected): (Vec<_>, Vec<_>) =
        (plans.iter().map(Proposal::id).collect(), told.iter().map(|told| told.id).collect());
    assert_eq!(ids, expected);
    for (plan, told) in plans.iter().zip(told) {
        let id = plan.id();
        assert_eq!(plan.proponent(), Some(told.proponent), "{id}");
        let date = plan.date().map(|date| date.to_string()).unwrap_or_default();
        assert_eq!((date.as_str(), plan.period().unwrap_or_default()), (told.date, told.period));
        let bands: Vec<_> = plan.bands().iter().map(|band| (band.label(), band.regime())).collect();
        let bands: Vec<_> = bands
            .iter()
            .map(|(label, regime)| (label.as_str(), regime.unwrap_or_default()))
            .collect();
        assert_eq!(bands, told.bands, "{id}");
        assert_eq!(plan.territory().unwrap_or_default(), told.territory, "{id}");
        let sectors: Vec<_> = plan.sectors().iter().map(ToString::to_string).collect();
        assert_eq!(sectors.join("; "), told.sectors, "{id}");
        // Where there is a territory, it determines the side.
        assert_eq!(plan.side(), None, "{id}");
        let note = plan.note().unwrap_or_default();
        assert!(told.note.iter().all(|word| note.contains(word)), "{id}: {note}");
    }
}

#[test]
fn depths_are_those_of_the_sources_in_their_units() {
    let depth = |id: &str| dataset::proposal(id).unwrap().depth();
    assert_eq!(depth("turkey-2019").metres(), 2.0 * depth("us-2019").metres());
    assert_eq!(depth("turkey-2019-20-miles"), "20mi".parse().unwrap());
}

#[test]
fn one_runs_along_a_line_of_the_users_and_says_so() {
    for plan in dataset::proposals() {
        assert_eq!(plan.line().is_some(), plan.id() == "idlib-2018");
    }
    let idlib = dataset::proposal("idlib-2018").unwrap();
    assert!(idlib.line().unwrap().contains("front line"));
}

#[test]
fn each_has_a_colour_of_its_own_and_two_have_names_in_the_crate() {
    let plans = dataset::proposals();
    let colours: HashSet<_> = plans.iter().map(Proposal::colour).collect();
    assert_eq!(colours.len(), plans.len());
    assert_eq!((dataset::us_2019(), dataset::turkey_2019()), (&plans[0], &plans[1]));
}

#[test]
fn an_unknown_id_is_refused_with_the_known_ones() {
    let error = dataset::proposal("us-2018").unwrap_err();
    assert!(
        matches!(error.kind(), ErrorKind::UnknownId { known, .. } if known.len() == 8),
        "{error}"
    );
    let message = error.to_string();
    assert!(message.starts_with("there is no proposal \"us-2018\"; known are us-2019, turkey-"));
    assert!(message.ends_with(", idlib-2018"), "{message}");
}
