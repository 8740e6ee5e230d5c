//! One file that asks nothing of others, and takes text from outside as text.

use safe_zone::html::{Caption, LARGEST, Page};
use safe_zone::places::{Gazetteer, Settlement};
use safe_zone::plan::{Census, Sweep};
use safe_zone::svg::{AreaName, Map};
use safe_zone::{Border, Edges, Plan, Position, Proposal, Zones};

use super::{Parts, embedded, tolerance};
use crate::formats::svg::ALL;

#[test]
fn a_page_is_one_small_file_that_asks_nothing_of_others() {
    let kilometres: Vec<String> = (1..=40).map(|km| format!("{km}km")).collect();
    let kilometres: Vec<&str> = kilometres.iter().map(String::as_str).collect();
    for ids in [&ALL[..1], &ALL[..2], &ALL] {
        let page = embedded(ids, &kilometres);
        assert!(page.text.len() < LARGEST / 2, "{}", page.text.len());
        assert_eq!(page.text, embedded(ids, &kilometres).text);
        let document = page.document();
        for node in document.descendants().filter(|node| node.is_element()) {
            for attribute in node.attributes() {
                let (name, value) = (attribute.name(), attribute.value());
                assert!(!name.starts_with("on") && name != "style" && name != "src", "{name}");
                let is_inside = name != "href" || value.starts_with('#');
                assert!(is_inside && !value.contains("javascript:"), "{name}={value}");
                let is_own = !value.contains("url(") || value.starts_with("url(#");
                assert!(is_own, "{name}={value}");
            }
            let name = node.tag_name().name();
            assert!(
                !["link", "img", "iframe", "object", "embed", "base"].contains(&name),
                "{name}"
            );
        }
        // Every id stands once, and what is referred to is there.
        let ids: Vec<&str> = document.descendants().filter_map(|it| it.attribute("id")).collect();
        assert_eq!(ids.iter().collect::<std::collections::HashSet<_>>().len(), ids.len());
        for node in document.descendants() {
            let href = node.attribute("href").and_then(|it| it.strip_prefix('#'));
            let labelled = node.attribute("aria-labelledby").or(node.attribute("aria-describedby"));
            for id in href.into_iter().chain(labelled).filter(|id| !id.is_empty()) {
                assert!(ids.contains(&id), "{id}");
            }
        }
        let meta = document.descendants().find(|it| it.attribute("http-equiv").is_some()).unwrap();
        let policy = meta.attribute("content").unwrap();
        assert!(policy.starts_with("default-src 'none'; script-src 'sha256-"), "{policy}");
        assert!(!policy.contains("unsafe") && !policy.contains("http"), "{policy}");
        for outside in
            ["@import", "fetch(", "XMLHttpRequest", "innerHTML", "eval(", "document.write"]
        {
            assert!(!page.text.contains(outside), "{outside}");
        }
    }
}

const HOSTILE: [&str; 6] = [
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\" onfocus=\"alert(1)\" x=\"",
    "{{data}} ]]> --> <!-- &lt;",
    "line\u{2028}paragraph\u{2029}end\u{7}\u{202e}turned",
    "'; alert(1); '",
];

#[test]
fn text_from_outside_is_text() {
    let line = vec![(38.0, 36.8), (39.0, 36.7)];
    let border = Border::new(geo_types::LineString::from(line), Edges::Planar).unwrap();
    for hostile in HOSTILE {
        let quoted = serde_json::to_string(hostile).unwrap();
        let text = format!(
            r##"{{ "id": {quoted}, "title": {quoted}, "proponent": {quoted}, "source": {quoted}, "note": {quoted},
            "period": {quoted}, "colour": "#0072b2",
            "bands": [{{ "inner": "0km", "outer": "5km", "depth": "exact", "regime": {quoted} }}] }}"##
        );
        let proposal: Proposal = serde_json::from_str(&text).unwrap();
        let plan = Plan::new(&proposal, &border, None, Plan::NO_PLACES).unwrap();
        let position = Position::new(38.5, 36.76).unwrap();
        let place = Settlement::new(hostile, Vec::new(), position, Some(7)).unwrap();
        let places = Gazetteer::new(vec![place]).with_source(hostile);
        let censuses = [Census::take(&plan, &places, tolerance()).unwrap()];
        let zones = [Zones::compute(&plan, tolerance()).unwrap().with_people(&censuses[0])];
        let caption = Caption { name: hostile, description: hostile, data_licence: hostile };
        let names = [AreaName::at(hostile, Position::new(38.5, 36.9).unwrap())];
        let map = Map::new(&border, &zones, caption).with_places(&censuses).naming(&names);
        let depths = ["2km", "5km"].map(|depth| depth.parse().unwrap());
        let sweep = Sweep::compute(&plan, &depths, Some(&places), tolerance()).unwrap();
        let page = Parts::of(Page::new(&map).with_depths(&sweep, &proposal).to_string());

        // The page's own elements and no others; the page's own scripts and no others.
        assert_eq!(page.text.matches("<script").count(), 2, "{hostile}");
        assert_eq!(page.text.matches("</script").count(), 2, "{hostile}");
        let document = page.document();
        let odd = |name: &str| ["script", "img"].contains(&name);
        let elements = document.descendants().filter(|node| node.is_element());
        assert_eq!(elements.filter(|it| odd(it.tag_name().name())).count(), 2, "{hostile}");
        let focus = document.descendants().any(|it| it.attribute("onfocus").is_some());
        assert!(!focus && !page.text.contains(['\u{2028}', '\u{202e}', '\u{7}']), "{hostile}");
        // What the reader sees, and what the scripts read, is the text.
        let read = hostile.replace('\u{202e}', "");
        let shown = read.replace(['\u{2028}', '\u{2029}'], " ").replace('\u{7}', "\u{fffd}");
        assert!(page.holds(&shown), "{hostile}: {:?}", page.words());
        assert_eq!(page.data["places"][0]["name"], read);
        assert_eq!(page.data["plans"][0]["id"], read);
    }
}
