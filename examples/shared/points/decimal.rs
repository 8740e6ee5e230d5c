//! Reads numbers in their usual form from bytes, to the last bit as `f64::from_str` reads them.

/// The powers of ten by which a number divides exactly: they and it have less than 53 bits.
const POWERS: [f64; 16] =
    [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

/// The number in this form: digits, at most 15, with `mark`, a point or a comma, among them. `None`
/// for any other text, which may still be a number.
#[inline]
pub fn decimal(text: &[u8], mark: u8) -> Option<f64> {
    let digits = text.strip_prefix(b"-").unwrap_or(text);
    if !(2..=POWERS.len()).contains(&digits.len()) {
        return None;
    }
    let (mut number, mut point) = (0_u64, None);
    for (index, &byte) in digits.iter().enumerate() {
        match byte {
            b'0'..=b'9' => number = 10 * number + u64::from(byte - b'0'),
            _ if byte == mark && point.is_none() => point = Some(index),
            _ => return None,
        }
    }
    let size = number as f64 / POWERS[digits.len() - 1 - point?];
    Some(if digits.len() < text.len() { -size } else { size })
}
