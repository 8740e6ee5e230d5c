//! Finds values in JSON text without reading them.

use memchr::memchr2;

/// A place in an object that is looked for.
#[derive(Debug, PartialEq)]
pub enum Found {
    At(usize),
    /// The object ends without it.
    Nowhere,
    /// The bytes end before that is known.
    More,
}

/// The place behind the string that begins at `start`.
pub fn string_end(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start + 1;
    loop {
        at += memchr2(b'"', b'\\', bytes.get(at..)?)?;
        if bytes[at] == b'"' {
            return Some(at + 1);
        }
        at += 2;
    }
}

/// The place behind the value that begins at `start`; `None` where the bytes end before it.
pub fn value_end(bytes: &[u8], start: usize) -> Option<usize> {
    let (mut at, mut depth) = (start, 0_usize);
    while at < bytes.len() {
        match bytes[at] {
            b'"' => {
                at = string_end(bytes, at)?;
                if depth == 0 {
                    return Some(at);
                }
                continue;
            }
            b'{' | b'[' => depth += 1,
            // A number or a word ends where a separator stands.
            b'}' | b']' | b',' if depth == 0 => return Some(at),
            b'}' | b']' if depth == 1 => return Some(at + 1),
            b'}' | b']' => depth -= 1,
            _ => {}
        }
        at += 1;
    }
    None
}

/// The place behind blanks and these separators.
pub fn behind_blanks(bytes: &[u8], start: usize, separators: &[u8]) -> usize {
    let is_blank = |byte: &&u8| byte.is_ascii_whitespace() || separators.contains(byte);
    start + bytes[start..].iter().take_while(is_blank).count()
}

/// The place behind the bracket that opens the array in this member of the object at `start`.
pub fn array(bytes: &[u8], start: usize, name: &str) -> Found {
    let mut found = Found::Nowhere;
    let whole = members(bytes, start, |key, value, _| {
        let is_array = key == name.as_bytes() && bytes[value] == b'[';
        if is_array {
            found = Found::At(value + 1);
        }
        !is_array
    });
    if whole.is_none() && found == Found::Nowhere { Found::More } else { found }
}

/// Passes the members of the object at `start` while `pass` asks for more: the name as written, and
/// the places where the value and the member begin. `None` where the bytes end before it.
pub fn members(
    bytes: &[u8],
    start: usize,
    mut pass: impl FnMut(&[u8], usize, usize) -> bool,
) -> Option<()> {
    let mut at = start + 1;
    loop {
        at = behind_blanks(bytes, at, b",");
        if *bytes.get(at)? != b'"' {
            return Some(());
        }
        let member = at;
        let end = string_end(bytes, at)?;
        at = behind_blanks(bytes, end, b":");
        bytes.get(at)?;
        if !pass(&bytes[member + 1..end - 1], at, member) {
            return Some(());
        }
        at = value_end(bytes, at)?;
    }
}
