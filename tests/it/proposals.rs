//! The embedded plans say what the sources say, and a plan with a fault is refused by name.

use safe_zone::{Band, DepthKind, Length, Proposal, dataset};

#[test]
fn the_united_states_plan() {
    let plan = dataset::us_2019();
    assert_eq!((plan.id(), plan.proponent()), ("us-2019", "United States"));
    let bands: Vec<_> = plan
        .bands()
        .iter()
        .map(|band| (band.inner().km(), band.outer().km(), band.regime(), band.depth_kind()))
        .collect();
    assert_eq!(
        bands,
        [
            (0.0, 5.0, "demilitarized", DepthKind::Exact),
            (5.0, 14.0, "cleared of heavy weapons", DepthKind::Exact),
        ]
    );
}

#[test]
fn turkeys_plan_is_at_least_twice_as_deep() {
    let plan = dataset::turkey_2019();
    assert_eq!((plan.id(), plan.proponent()), ("turkey-2019", "Turkey"));
    assert_eq!(plan.bands().len(), 1);
    assert_eq!(plan.depth().metres(), 2.0 * dataset::us_2019().depth().metres());
    assert_eq!(plan.depth_kind(), DepthKind::Minimum);
    assert_eq!(plan.bands()[0].label(), "0-28 km or more");
}

/// A plan in JSON with one of its parts replaced.
fn with(from: &str, to: &str) -> String {
    let text = r##"{
        "id": "a", "title": "A", "proponent": "Somebody", "date": "2019-08-08",
        "source": "An example", "colour": "#0072b2",
        "bands": [
            {"inner": "0km", "outer": "5km", "regime": "first", "depth": "exact"},
            {"inner": "5km", "outer": "14km", "regime": "second", "depth": "minimum"}
        ]
    }"##;
    assert!(text.contains(from));
    text.replace(from, to)
}

#[test]
fn faults_are_refused_with_field_value_and_what_is_allowed() {
    assert!(serde_json::from_str::<Proposal>(&with("first", "whatever")).is_ok());
    for (from, to, words) in [
        (r#""id": "a""#, r#""id": " ""#, ["id", "\" \"", "is empty"]),
        ("2019-08-08", "2019-08", ["date", "2019-08", "year, month and day"]),
        ("2019-08-08", "2019-02-30", ["date", "2019-02-30", "is not a day"]),
        ("#0072b2", "blue", ["colour", "blue", "hexadecimal"]),
        (
            r#""5km", "regime": "first""#,
            r#""5", "regime": "first""#,
            ["bands[0].outer", "\"5\"", "unit"],
        ),
        (r#""0km""#, r#""1km""#, ["bands[0].inner", "1 km", "leaves a gap"]),
        (r#""inner": "5km""#, r#""inner": "4km""#, ["bands[1].inner", "4 km", "overlaps"]),
        (r#""inner": "5km""#, r#""inner": "6km""#, ["bands[1].inner", "6 km", "leaves a gap"]),
        ("14km", "5km", ["bands[1].outer", "5 km", "not beyond"]),
        ("14km", "-14km", ["bands[1].outer", "-14km", "is negative"]),
        ("exact", "minimum", ["bands[0].depth", "minimum", "outermost"]),
        ("exact", "about", ["bands[0].depth", "about", "neither exact nor minimum"]),
        (r#""first""#, r#""""#, ["bands[0].regime", "\"\"", "is empty"]),
        (r#""title""#, r#""titel""#, ["unknown field", "titel", "title"]),
        (r#""title": "A","#, "", ["missing field", "title", "line"]),
        (r#""regime": "first","#, "", ["missing field", "regime", "line"]),
    ] {
        let error = serde_json::from_str::<Proposal>(&with(from, to)).unwrap_err().to_string();
        for word in words {
            assert!(error.contains(word), "{to}: {word:?} is not in: {error}");
        }
    }
    let no_bands = r##"{"id": "a", "title": "A", "proponent": "S", "date": "2019-08-08",
        "source": "E", "colour": "#0072b2", "bands": []}"##;
    let error = serde_json::from_str::<Proposal>(no_bands).unwrap_err().to_string();
    assert!(error.contains("bands") && error.contains("at least one"), "{error}");
}

#[test]
fn bands_end_beyond_their_beginning() {
    let km = |value| Length::from_km(value).unwrap();
    assert!(Band::new(km(0.0), km(5.0), "quiet", DepthKind::Exact).is_ok());
    assert!(Band::new(km(5.0), km(5.0), "quiet", DepthKind::Exact).is_err());
    assert!(Band::new(km(0.0), km(5.0), "", DepthKind::Exact).is_err());
}
