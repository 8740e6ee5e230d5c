//! The number of fields in a line, and the error of one that has another than the header.

/// The number of fields in a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Width {
    pub fields: usize,
    pub end: End,
}

/// The end of a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum End {
    /// The last field has a text.
    Filled,
    /// The last field is empty, behind a delimiter.
    Empty,
}

impl Width {
    /// The width of a line with this number of fields, of which this is the last.
    pub fn of(fields: usize, last: &[u8]) -> Self {
        Width { fields, end: if last.trim_ascii().is_empty() { End::Empty } else { End::Filled } }
    }

    /// The error that a line has another number of fields than the header, whose width this is.
    pub fn uneven(self, line: Width) -> String {
        let [found, expected] = [line.fields, self.fields];
        let has = format!("has {found} fields, the header {expected}");
        if found == expected + 1 && line.end == End::Empty {
            return format!(
                "{has}, and the last is empty: take out the delimiter at the line's end, or end the \
                 header with one too"
            );
        }
        if found + 1 == expected && self.end == End::Empty {
            return format!(
                "{has}, whose last is empty: take out the delimiter at the header's end"
            );
        }
        if found < expected {
            return format!("{has}; give each of them, empty where there is nothing");
        }
        let quotes =
            "put a field that has the delimiter in double quotes, without a blank before them";
        if found == expected + 1 {
            return format!(
                "{has}; {quotes}; or if the first has no title, as R writes the names of rows, give it one"
            );
        }
        format!("{has}; {quotes}")
    }
}
