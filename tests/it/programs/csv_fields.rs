//! The fields and numbers that the example `locate` reads, against crate `csv` and the standard
//! library.

use csv::{ByteRecord, ReaderBuilder};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::support::decimal::decimal;
use crate::support::fields::{Delimiter, Whole};

/// Difficult bytes, mixed with others.
fn soup() -> impl Strategy<Value = Vec<u8>> {
    vec(select(b"\"\"\"\"\n\n\r,,;a ".to_vec()), 0..40)
}

/// The fields of all rows, as written.
fn rows(delimiter: Delimiter, bytes: &[u8]) -> Vec<Vec<&[u8]>> {
    let (mut rows, mut at) = (Vec::new(), 0);
    loop {
        at += bytes[at..].iter().take_while(|byte| b"\r\n".contains(byte)).count();
        if at == bytes.len() {
            return rows;
        }
        let mut row = Vec::new();
        loop {
            let end = delimiter.field(bytes, at).end;
            row.push(&bytes[at..end]);
            at = end;
            if bytes.get(at) != Some(&delimiter.0) {
                break;
            }
            at += 1;
        }
        rows.push(row);
    }
}

fn reader(bytes: &[u8], delimiter: u8) -> csv::Reader<&[u8]> {
    let mut builder = ReaderBuilder::new();
    builder.has_headers(false).flexible(true).delimiter(delimiter).from_reader(bytes)
}

/// The text of one field.
fn text(field: &[u8], delimiter: u8) -> Vec<u8> {
    let record = reader(field, delimiter).byte_records().next().map(Result::unwrap);
    record.map_or(Vec::new(), |record| record[0].to_vec())
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 3_000,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn fields_are_those_of_crate_csv(bytes in soup(), delimiter in select(b",;".to_vec())) {
        let found: Vec<ByteRecord> = rows(Delimiter(delimiter), &bytes)
            .into_iter()
            .map(|row| row.into_iter().map(|field| text(field, delimiter)).collect())
            .collect();
        let expected: Vec<ByteRecord> =
            reader(&bytes, delimiter).byte_records().map(Result::unwrap).collect();
        prop_assert_eq!(found, expected);
    }

    /// Crate `csv` reads the same rows up to the end of a block, and from there on, as in one go,
    /// whatever follows.
    #[test]
    fn a_block_ends_between_rows(bytes in soup(), rest in soup()) {
        let Whole { bytes: length, is_open } = Delimiter(b',').whole_rows(&bytes);
        let all = [&bytes[..], &rest].concat();
        let read = |bytes| -> Vec<ByteRecord> {
            reader(bytes, b',').byte_records().map(Result::unwrap).collect()
        };
        prop_assert_eq!([read(&all[..length]), read(&all[length..])].concat(), read(&all));
        // No end is missed: the rest is one row, open or not as stated.
        let left = &bytes[length..];
        prop_assert!(read(left).len() <= 1);
        let closed = [left, b"\nx"].concat();
        prop_assert_eq!(read(&closed).len(), usize::from(!left.is_empty()) + usize::from(!is_open));
    }

    #[test]
    fn numbers_are_those_of_the_standard_library(text in "-?[0-9]{0,12}\\.?[0-9]{0,12}") {
        let expected = text.parse::<f64>().ok();
        let found = decimal(text.as_bytes(), b'.');
        let with_comma = text.replace('.', ",");
        prop_assert_eq!(decimal(with_comma.as_bytes(), b','), found);
        if let Some(found) = found {
            prop_assert_eq!(Some(found.to_bits()), expected.map(f64::to_bits));
        }
        let is_plain = text.contains('.') && text.trim_start_matches('-').len() <= 16;
        prop_assert_eq!(found.is_some(), is_plain && expected.is_some());
    }

    #[test]
    fn no_other_text_is_taken_for_a_number(text in "[-+0-9.eE ,naif\"]{0,6}") {
        if let Some(found) = decimal(text.as_bytes(), b'.') {
            prop_assert_eq!(Some(found), text.parse().ok());
        }
    }
}
