//! An SVG picture read back: its elements, and their places on the sheet.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// An element with everything inside it.
#[derive(Debug, Default)]
pub struct Node {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub text: String,
    pub children: Vec<Node>,
}

impl Node {
    /// The root of a text that has to be well-formed.
    pub fn read(text: &str) -> Node {
        let mut reader = Reader::from_str(text);
        reader.config_mut().check_end_names = true;
        let mut open = vec![Node::default()];
        loop {
            match reader.read_event().unwrap() {
                Event::Start(start) => open.push(Node::started(&start)),
                Event::Empty(start) => {
                    open.last_mut().unwrap().children.push(Node::started(&start))
                }
                Event::End(_) => {
                    let node = open.pop().unwrap();
                    open.last_mut().unwrap().children.push(node);
                }
                Event::Text(text) => {
                    open.last_mut().unwrap().text += &text.xml10_content();
                }
                Event::GeneralRef(name) => {
                    let named = format!("&{};", name.xml10_content());
                    open.last_mut().unwrap().text += &quick_xml::escape::unescape(&named).unwrap();
                }
                Event::Eof => break,
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(open.len(), 1, "an element is not closed");
        open.remove(0).children.remove(0)
    }

    fn started(start: &BytesStart) -> Node {
        let attributes = start.attributes().map(|attribute| {
            let attribute = attribute.unwrap();
            let value = quick_xml::escape::unescape(&attribute.value).unwrap().into_owned();
            (attribute.key.as_ref().to_owned(), value)
        });
        let name = start.name().as_ref().to_owned();
        Node { name, attributes: attributes.collect(), ..Node::default() }
    }

    pub fn get(&self, key: &str) -> Option<&str> {
        self.attributes.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }

    pub fn number(&self, key: &str) -> f64 {
        self.get(key).unwrap().parse().unwrap()
    }

    /// The element with this id.
    pub fn find(&self, id: &str) -> &Node {
        self.all().into_iter().find(|node| node.get("id") == Some(id)).unwrap()
    }

    /// This element and all within it.
    pub fn all(&self) -> Vec<&Node> {
        std::iter::once(self).chain(self.children.iter().flat_map(Node::all)).collect()
    }

    /// All words in the element, one line for each line of text.
    pub fn words(&self) -> String {
        self.all().iter().map(|node| node.text.trim()).collect::<Vec<_>>().join("\n")
    }

    /// The points of a path's parts.
    pub fn parts(&self) -> Vec<Vec<[f64; 2]>> {
        let parts = self.get("d").unwrap().split('M').skip(1);
        let point = |text: &str| {
            let (x, y) = text.split_once(',').unwrap();
            [x.parse().unwrap(), y.parse().unwrap()]
        };
        parts.map(|part| part.trim_end_matches('Z').split(' ').map(point).collect()).collect()
    }

    /// The area that the rings of a path enclose, less holes, in square pixels.
    pub fn area(&self) -> f64 {
        let signed = |ring: &Vec<[f64; 2]>| {
            let next = ring.iter().cycle().skip(1);
            0.5 * ring.iter().zip(next).map(|(a, b)| a[0] * b[1] - b[0] * a[1]).sum::<f64>()
        };
        // On the sheet y runs down; holes run the other way round than the areas around them.
        self.parts().iter().map(signed).sum::<f64>().abs()
    }
}
