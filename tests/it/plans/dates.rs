//! Days that exist and days that do not, by the rules of the Gregorian calendar.

use safe_zone::values::Date;

#[test]
fn days_that_exist() {
    for text in ["0001-01-01", "2000-02-29", "2020-02-29", "2019-04-30", "9999-12-31"] {
        assert_eq!(text.parse::<Date>().unwrap().to_string(), text);
    }
    assert!("2019-08-08".parse::<Date>().unwrap() < "2019-09-07".parse().unwrap());
}

#[test]
fn days_that_do_not() {
    for text in [
        "0000-01-01",
        "1900-02-29",
        "2019-02-29",
        "2019-04-31",
        "2019-13-01",
        "2019-00-01",
        "2019-01-00",
        "2019-8-8",
        "08-08-2019",
        "2019-08-08T00:00",
        "+019-08-08",
        "２０19-08",
    ] {
        let error = text.parse::<Date>().unwrap_err().to_string();
        assert!(error.contains(text) && error.contains("2019-08-08"), "{error}");
    }
}
