//! Plans in JSON: all fields are read, and an error names the faulty field.

use safe_zone::plan::{Band, DepthKind, Origin, Scope, Stop, Stretch};
use safe_zone::{Length, Proposal, Side};

fn km(value: f64) -> Length {
    Length::from_km(value).unwrap()
}

fn chainage(value: f64) -> Stop {
    Stop::Chainage(km(value))
}

fn place(name: &str) -> Stop {
    Stop::Place(name.to_owned())
}

/// A plan in JSON with all fields.
const ALL: &str = r##"{
    "id": "a", "title": "A", "proponent": "Somebody", "date": "2019-08-08",
    "period": "August 2019", "source": "An example", "note": "Others say more",
    "line": "a river", "territory": "syria", "side": "both", "colour": "#0072b2",
    "sectors": [{"from": "start", "to": "10km"}, {"from": "20mi", "to": "Here"}],
    "bands": [
        {"inner": "0km", "outer": "5km", "regime": "first", "depth": "exact"},
        {"inner": "5km", "outer": "14km", "regime": "second", "depth": "minimum", "most": "20km"}
    ]
}"##;

/// That plan with one of its parts replaced.
fn with(from: &str, to: &str) -> String {
    assert!(ALL.contains(from), "{from}");
    ALL.replace(from, to)
}

fn refusal(text: &str) -> String {
    serde_json::from_str::<Proposal>(text).unwrap_err().to_string()
}

fn refused_with<const N: usize>(cases: &[(&str, &str, [&str; N])]) {
    for (from, to, words) in cases {
        let message = refusal(&with(from, to));
        for word in words {
            assert!(message.contains(word), "{to}: {word:?} is not in: {message}");
        }
    }
}

#[test]
fn all_fields_are_read() {
    let bands = vec![
        Band::new(km(0.0), km(5.0), "first", DepthKind::Exact).unwrap(),
        Band::new(km(5.0), km(14.0), "second", DepthKind::Minimum)
            .and_then(|band| band.with_most(km(20.0)))
            .unwrap(),
    ];
    let origin = Origin {
        proponent: "Somebody".to_owned(),
        date: Some("2019-08-08".parse().unwrap()),
        period: Some("August 2019".to_owned()),
        source: "An example".to_owned(),
    };
    let scope = Scope {
        line: Some("a river".to_owned()),
        territory: Some("syria".to_owned()),
        sectors: vec![
            Stretch::new(Stop::Start, chainage(10.0)).unwrap(),
            Stretch::new(Stop::Chainage("20mi".parse().unwrap()), place("Here")).unwrap(),
        ],
        side: Some(Side::Both),
    };
    let plan = Proposal::new("a", "A", origin, "#0072b2".parse().unwrap(), bands)
        .and_then(|plan| plan.within(scope.clone())?.with_note("Others say more"))
        .unwrap();
    assert_eq!(serde_json::from_str::<Proposal>(ALL).unwrap(), plan);

    assert_eq!((plan.id(), plan.title(), plan.proponent()), ("a", "A", Some("Somebody")));
    assert_eq!(plan.date().map(|date| date.to_string()).as_deref(), Some("2019-08-08"));
    assert_eq!((plan.period(), plan.source()), (Some("August 2019"), Some("An example")));
    assert_eq!((plan.note(), plan.line()), (Some("Others say more"), Some("a river")));
    assert_eq!((plan.territory(), plan.side()), (Some("syria"), Some(Side::Both)));
    assert_eq!(plan.sectors(), scope.sectors);
    assert_eq!((plan.depth(), plan.depth_kind()), (km(14.0), DepthKind::Minimum));
    assert_eq!(plan.bands()[1].label(), "5-14 km or more, up to 20 km");
}

#[test]
fn what_is_not_given_is_absent() {
    let text = r##"{"id": "a", "title": "A", "proponent": "S", "source": "E", "note": null,
        "colour": "#0072b2", "bands": [{"inner": "0m", "outer": "5km", "depth": "minimum"}]}"##;
    let plan: Proposal = serde_json::from_str(text).unwrap();
    assert_eq!((plan.date(), plan.period(), plan.note(), plan.line()), (None, None, None, None));
    assert_eq!((plan.territory(), plan.side()), (None, None));
    assert!(plan.sectors().is_empty());
    let [band] = plan.bands() else { panic!("one band") };
    assert_eq!((band.regime(), band.most(), band.label()), (None, None, "0-5 km or more".into()));
}

#[test]
fn faulty_texts_are_refused_with_field_value_and_what_is_allowed() {
    for field in ["id", "title", "proponent", "period", "source", "note", "line", "territory"] {
        let start = format!("\"{field}\": \"");
        let value = ALL.split(&start).nth(1).unwrap().split('"').next().unwrap();
        let message = refusal(&with(&format!("{start}{value}\""), &format!("{start} \"")));
        assert_eq!(message, format!("{field}: \" \" is empty; say it in a few words"));
    }
    refused_with(&[
        ("2019-08-08", "2019-08", ["date", "2019-08", "year, month and day"]),
        ("2019-08-08", "2019-02-30", ["date", "2019-02-30", "is not a day"]),
        ("#0072b2", "blue", ["colour", "blue", "hexadecimal"]),
        ("both", "north", ["side", "north", "left, right or both"]),
        (r#""A""#, "5", ["title", "5", "is not text; give text in quotes"]),
        (r#""2019-08-08""#, "[2019, 8, 8]", ["date", "[2019,8,8]", "is not text"]),
        (r#""a""#, "null", ["id", "null", "is not text"]),
    ]);
}

#[test]
fn faulty_bands_are_refused_with_field_value_and_what_is_allowed() {
    let (first, second) = (r#""5km", "regime": "first""#, r#""inner": "5km""#);
    refused_with(&[
        (first, r#""5", "regime": "first""#, ["bands[0].outer", "\"5\"", "unit"]),
        (first, r#"5, "regime": "first""#, ["bands[0].outer", "\"5\"", "is not text"]),
        (r#""0km""#, r#""1km""#, ["bands[0].inner", "1 km", "leaves a gap"]),
        (second, r#""inner": "4km""#, ["bands[1].inner", "4 km", "overlaps"]),
        (second, r#""inner": "6km""#, ["bands[1].inner", "6 km", "leaves a gap"]),
        ("14km", "5km", ["bands[1].outer", "5 km", "not beyond"]),
        ("14km", "-14km", ["bands[1].outer", "-14km", "is negative"]),
        ("exact", "minimum", ["bands[0].depth", "minimum", "outermost"]),
        ("exact", "about", ["bands[0].depth", "about", "neither exact nor minimum"]),
        (r#""first""#, r#""""#, ["bands[0].regime", "\"\"", "is empty"]),
        ("20km", "14km", ["bands[1].most", "14 km", "is not beyond the outer limit 14 km"]),
        ("20km", "20", ["bands[1].most", "\"20\"", "unit"]),
        ("\"minimum\"", "\"exact\"", ["bands[1].most", "20 km", "minimum only"]),
    ]);
    let list = ALL.find("\"bands\": ").unwrap();
    let bands = |value: &str| format!("{}\"bands\": {value}}}", &ALL[..list]);
    for (value, words) in [
        ("[]", ["bands", "[]", "at least one"]),
        ("5", ["bands", "integer `5`", "expected a sequence"]),
        (r#"["0-5 km"]"#, ["bands", "0-5 km", "an object with inner, outer and depth"]),
    ] {
        let message = refusal(&bands(value));
        assert!(words.iter().all(|word| message.contains(word)), "{value}: {message}");
    }
}

#[test]
fn faulty_sectors_are_refused_with_field_value_and_what_is_allowed() {
    let list = r#"[{"from": "start", "to": "10km"}, {"from": "20mi", "to": "Here"}]"#;
    refused_with(&[
        (list, "[]", ["sectors", "[]", "at least one"]),
        (list, r#""Here""#, ["sectors", "Here", "expected a sequence"]),
        (list, r#"["Here"]"#, ["sectors", "Here", "an object with from and to"]),
        ("10km", " ", ["sectors[0].to", "\" \"", "is empty; give a chainage"]),
        ("10km", "10", ["sectors[0].to", "\"10\"", "has no unit; give a chainage"]),
        ("10km", "-10km", ["sectors[0].to", "-10km", "is negative"]),
        ("10km", "10 versts", ["sectors[0].to", "10 versts", "known unit"]),
        ("start", "12km", ["sectors[0].to", "\"10 km\"", "is not beyond 12 km"]),
        ("start", "10km", ["sectors[0].to", "\"10 km\"", "is not beyond 10 km"]),
        ("start", "end", ["sectors[0].to", "\"10 km\"", "is not beyond end"]),
        ("Here", "start", ["sectors[1].to", "start", "further along"]),
        ("20mi", "Here", ["sectors[1].to", "\"Here\"", "is not beyond Here"]),
        ("20mi", "9km", ["sectors[1].from", "\"9 km\"", "before 10 km, where sectors[0] ends"]),
        ("20mi", "start", ["sectors[1].from", "start", "where sectors[0] ends"]),
        (r#""10km""#, "10", ["sectors[0].to", "\"10\"", "is not text"]),
    ]);
    assert!(serde_json::from_str::<Proposal>(&with("20mi", "10km")).is_ok());
}

#[test]
fn fields_unknown_missing_or_given_twice_are_refused_with_their_line() {
    refused_with(&[
        (r#""title""#, r#""titel""#, ["unknown field `titel`", "`title`", "line 2"]),
        (r#""most""#, r#""max""#, ["bands: unknown field `max`", "`most`", "line 8"]),
        (r#""to": "Here""#, r#""till": "Here""#, ["sectors: unknown field `till`", "`to`", "line"]),
        (r#""id": "a", "#, "", ["missing field", "id", "line"]),
        (r#""depth": "exact""#, r#""most": "9km""#, ["bands: missing field", "depth", "line 7"]),
        (r#""source""#, r#""title""#, ["duplicate field", "title", "line 3"]),
    ]);
    assert!(refusal("5").contains("expected a proposal: an object with id"));
}

#[test]
fn stops_are_read_and_shown_alike() {
    for (text, stop) in [
        ("start", Stop::Start),
        ("end", Stop::End),
        ("452.1 km", chainage(452.1)),
        ("Tell Abyad", place("Tell Abyad")),
        ("Kilis km", place("Kilis km")),
    ] {
        assert_eq!(text.parse::<Stop>().unwrap(), stop);
        assert_eq!(stop.to_string(), text);
    }
    assert_eq!(" Kobani ".parse::<Stop>().unwrap(), place("Kobani"));
}

#[test]
fn constructors_check_what_did_not_come_as_text() {
    assert!(Band::new(km(5.0), km(5.0), None, DepthKind::Exact).is_err());
    assert!(Band::new(km(0.0), km(5.0), " ", DepthKind::Exact).is_err());
    assert!(Stretch::new(place(" "), Stop::End).is_err());
    assert!(Stretch::new(Stop::End, place("Here")).is_err());
    let plan: Proposal = serde_json::from_str(ALL).unwrap();
    assert!(plan.clone().with_note("").is_err());
    let whole = Stretch::new(Stop::Start, Stop::End).unwrap();
    let twice = Scope { sectors: vec![whole.clone(), whole], ..Scope::default() };
    assert!(plan.within(twice).is_err());
}

/// A name and bands are enough; who proposes, and where that was read, come together.
#[test]
fn a_proposal_needs_no_paperwork() {
    let text = r#"{"id": "south", "side": "right",
        "bands": [{"inner": "0km", "outer": "5km", "depth": "exact"}]}"#;
    let plan: Proposal = serde_json::from_str(text).unwrap();
    assert_eq!((plan.title(), plan.proponent(), plan.source()), ("south", None, None));
    let written = serde_json::to_string(&plan).unwrap();
    assert!(!written.contains("proponent") && !written.contains("null"), "{written}");
    assert_eq!(serde_json::from_str::<Proposal>(&written).unwrap(), plan);
    let depths = ["5km".parse().unwrap()];
    let scope = Scope { side: plan.side(), ..Scope::default() };
    assert_eq!(Proposal::of_depths("south", &depths).unwrap().within(scope).unwrap(), plan);

    for (more, words) in [
        (r#""proponent": "Somebody""#, "proponent: \"Somebody\" stands without a source"),
        (r#""source": "An example""#, "source: \"An example\" stands without a proponent"),
        (r#""date": "2019-08-08""#, "date: \"2019-08-08\" stands without a proponent"),
        (r#""period": "August""#, "period: \"August\" stands without a proponent"),
        (r#""source": "E", "period": "August""#, "source: \"E\" stands without a proponent"),
        (r#""title": " ""#, "title"),
    ] {
        let text = text.replace(r#""side": "right""#, more);
        let error = serde_json::from_str::<Proposal>(&text).unwrap_err().to_string();
        assert!(error.contains(words), "{error}");
    }
    for (depths, words) in
        [(&[][..], "give at least one band"), (&[5.0, 5.0], "not beyond"), (&[0.0], "not beyond")]
    {
        let depths: Vec<_> =
            depths.iter().map(|&km| safe_zone::Length::from_km(km).unwrap()).collect();
        let error = Proposal::of_depths("south", &depths).unwrap_err().to_string();
        assert!(error.contains(words), "{error}");
    }
}
