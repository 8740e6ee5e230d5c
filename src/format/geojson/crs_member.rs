//! The coordinate system that a GeoJSON object names: its member `crs`, of the GeoJSON of 2008.
//!
//! RFC 7946 knows WGS 84 only, longitude first, and the programs that still write the member mean
//! that by many names.

use serde_json::Value;
use serde_json::value::RawValue;

/// The system that a member names, unless that is WGS 84.
pub(super) fn declared(crs: Option<&RawValue>) -> Option<String> {
    let text = crs?.get();
    let crs: Value = serde_json::from_str(text).unwrap_or_default();
    if crs.is_null() {
        return None;
    }
    let name = name(&crs).unwrap_or_else(|| text.to_owned());
    (!is_wgs84(&name)).then_some(name)
}

/// The name of a system: that of `{"type":"name"}`, or the code of `{"type":"EPSG"}`, a form of before 2008.
fn name(crs: &Value) -> Option<String> {
    let property = |key: &str| crs.get("properties").and_then(|it| it.get(key));
    if let Some(name) = property("name").and_then(Value::as_str) {
        return Some(name.to_owned());
    }
    let code = property("code")?;
    let code = code.as_str().map_or_else(|| code.to_string(), str::to_owned);
    let authority = crs.get("type")?.as_str()?;
    Some(if code.contains(':') {
        code
    } else {
        format!("{}:{code}", authority.to_ascii_uppercase())
    })
}

fn is_wgs84(name: &str) -> bool {
    let plain: String = name.to_ascii_uppercase().split_whitespace().collect();
    is_called(name, "EPSG:4326") || plain.ends_with("CRS84") || plain == "WGS84"
}

/// `true` if a name is a code as EPSG:32637, or its URN (OGC 07-092r3), as urn:ogc:def:crs:EPSG::32637, or its
/// address (OGC 09-048r5), as http://www.opengis.net/def/crs/EPSG/0/32637.
pub(super) fn is_called(name: &str, code: &str) -> bool {
    let (name, code) = (name.to_ascii_uppercase(), code.to_ascii_uppercase());
    let Some((authority, number)) = code.split_once(':') else { return name == code };
    let parts: Vec<&str> = name.split([':', '/', '#']).collect();
    // The authority, a version or none, and the number; GML's list of codes is named after its authority.
    match parts[..] {
        [.., own, last]
            if last == number && (own == authority || own == format!("{authority}.XML")) =>
        {
            true
        }
        [.., own, version, last] => {
            let is_version = version.chars().all(|c| c.is_ascii_digit() || c == '.');
            own == authority && is_version && last == number
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<String> {
        declared(Some(&RawValue::from_string(text.to_owned()).unwrap()))
    }

    #[test]
    fn wgs_84_has_many_names() {
        for name in [
            "EPSG:4326",
            "epsg:4326",
            "urn:ogc:def:crs:EPSG::4326",
            "urn:ogc:def:crs:EPSG:6.9:4326",
            "urn:x-ogc:def:crs:EPSG:4326",
            "urn:ogc:def:crs:OGC:1.3:CRS84",
            "OGC:CRS84",
            "CRS84",
            "WGS 84",
            "WGS84",
            "http://www.opengis.net/def/crs/EPSG/0/4326",
            "https://www.opengis.net/def/crs/OGC/1.3/CRS84",
            "http://www.opengis.net/gml/srs/epsg.xml#4326",
        ] {
            let named = format!(r#"{{"type":"name","properties":{{"name":"{name}"}}}}"#);
            assert_eq!(of(&named), None, "{name}");
        }
        for text in [
            "null",
            r#"{"type":"EPSG","properties":{"code":4326}}"#,
            r#"{"type":"EPSG","properties":{"code":"4326"}}"#,
            r#"{"type":"epsg","properties":{"code":"EPSG:4326"}}"#,
            r#"{"type":"OGC","properties":{"code":"CRS84"}}"#,
        ] {
            assert_eq!(of(text), None, "{text}");
        }
    }

    #[test]
    fn others_are_named() {
        for (text, named) in [
            (r#"{"type":"name","properties":{"name":"EPSG:32637"}}"#, "EPSG:32637"),
            (r#"{"type":"name","properties":{"name":"EPSG:14326"}}"#, "EPSG:14326"),
            (
                r#"{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::3857"}}"#,
                "urn:ogc:def:crs:EPSG::3857",
            ),
            (r#"{"type":"EPSG","properties":{"code":32637}}"#, "EPSG:32637"),
            (r#"{"type":"link","properties":{"href":"http://example.com/crs/42"}}"#, "link"),
            (r#"{}"#, "{}"),
        ] {
            assert!(of(text).is_some_and(|it| it.contains(named)), "{text}: {:?}", of(text));
        }
        assert!(is_called("http://www.opengis.net/def/crs/EPSG/0/32637", "EPSG:32637"));
        assert!(!is_called("EPSG:32637", "EPSG:2637"));
    }
}
