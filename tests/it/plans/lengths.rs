//! Lengths with their units; the figures are the definitions of the mile and the nautical mile.

use safe_zone::{ErrorKind, Length, Tolerance};

#[test]
fn units() {
    for (text, metres) in [
        ("500m", 500.0),
        ("14km", 14_000.0),
        ("1mi", 1609.344),
        ("20mi", 32_186.88),
        ("12nmi", 22_224.0),
        ("1mm", 0.001),
        ("5cm", 0.05),
        ("2.5 km", 2500.0),
        (" 1e3m ", 1000.0),
        ("-0km", 0.0),
    ] {
        assert_eq!(text.parse::<Length>().unwrap().metres(), metres, "{text}");
    }
}

#[test]
fn refusals_name_the_text_the_reason_and_the_units() {
    for (text, reason) in [
        ("14", "has no unit"),
        ("14 leagues", "known unit"),
        ("14 KM", "known unit"),
        ("km", "is not a number"),
        ("", "is not a number"),
        ("-5km", "is negative"),
        ("NaN km", "is not a number;"),
        ("NaNkm", "is not a number;"),
        ("inf km", "is infinite"),
        ("infm", "is infinite"),
        ("1e400km", "is infinite"),
        ("5km14km", "is not a number"),
    ] {
        let message = text.parse::<Length>().unwrap_err().to_string();
        for part in [&format!("{text:?}"), reason, "km, mi, nmi"] {
            assert!(message.contains(part), "{text:?}: {message}");
        }
    }
}

#[test]
fn tolerances_below_a_millimetre_are_refused() {
    assert!(Tolerance::new("1mm".parse().unwrap()).is_ok());
    let error = Tolerance::new("0.9mm".parse().unwrap()).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::ToleranceTooSmall { .. }));
    assert!(error.to_string().contains("0.0009 m"), "{error}");
    assert!(error.to_string().contains("0.001 m"), "{error}");
}
