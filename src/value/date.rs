//! A calendar day, written as ISO 8601 has it: `2019-08-08`.
//!
//! Gregorian calendar, years 0001 to 9999. A day that does not exist is refused.

use std::fmt;
use std::str::FromStr;

use super::error::Error;
use super::error_kind::ErrorKind;
use super::text::{pad, serde_as_text};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A day of the Gregorian calendar.
///
/// Use it where the day is known; where it is not, a proposal has a period in words.
///
/// ```
/// use safe_zone::values::Date;
/// let date: Date = "2019-08-08".parse()?;
/// assert_eq!(date.to_string(), "2019-08-08");
/// assert!("2019-02-29".parse::<Date>().is_err()); // no leap year
/// # Ok::<(), safe_zone::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// The day with these numbers.
    ///
    /// # Errors
    /// [`ErrorKind::BadField`] when there is no such day.
    pub fn new(year: u16, month: u8, day: u8) -> Result<Self, Error> {
        let date = Date { year, month, day };
        let exists = (1..=9999).contains(&year) && day >= 1 && day <= days_in(year, month);
        if exists { Ok(date) } else { Err(refused(&date.to_string())) }
    }

    /// The day in English words: `8 August 2019`.
    ///
    /// ```
    /// use safe_zone::values::Date;
    /// assert_eq!(Date::new(2019, 8, 8)?.in_words(), "8 August 2019");
    /// # Ok::<(), safe_zone::Error>(())
    /// ```
    pub fn in_words(self) -> String {
        let month = MONTHS.get(usize::from(self.month) - 1).unwrap_or(&"");
        format!("{} {month} {}", self.day, self.year)
    }
}

/// Days in a month, 0 when there is no such month.
fn days_in(year: u16, month: u8) -> u8 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    }
}

fn refused(text: &str) -> Error {
    Error::from(ErrorKind::BadField {
        field: "date".to_owned(),
        value: text.to_owned(),
        reason: "is not a day; write year, month and day as 2019-08-08".to_owned(),
    })
}

impl FromStr for Date {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let shaped = text.len() == 10
            && text.bytes().enumerate().all(|(i, byte)| match i {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        if !shaped {
            return Err(refused(text));
        }
        let number = |range| text.get(range).and_then(|digits: &str| digits.parse::<u16>().ok());
        match (number(0..4), number(5..7), number(8..10)) {
            // Two digits fit into a byte.
            (Some(year), Some(month), Some(day)) => Date::new(year, month as u8, day as u8),
            _ => Err(refused(text)),
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        pad(f, &format!("{:04}-{:02}-{:02}", self.year, self.month, self.day))
    }
}

serde_as_text!(Date);
