//! Each way of writing a file that an importer must survive, as a small worked file.

#![expect(clippy::expect_used, reason = "tests may fail loudly")]

use proptest::prelude::*;
use sources::files::{
    BadRow, ContentKind, Delimiter, Detection, FileError, FormatHints, RowProblem, detect, open, sample,
};
use std::io::Write;
use std::path::Path;

struct Read {
    detection: Detection,
    rows: Vec<(u64, Vec<String>)>,
    bad: Vec<BadRow>,
}

fn read(path: &Path) -> Read {
    let detection = detect(&sample(path).expect("sample"), &FormatHints::default()).expect("detect");
    let mut rows = open(path, &detection.format).expect("open");
    let (mut good, mut bad) = (Vec::new(), Vec::new());
    while let Some(row) = rows.next().expect("row") {
        match row {
            Ok(row) => {
                let cells = (0..detection.format.columns.len()).map(|index| row.cell(index).to_owned()).collect();
                good.push((row.line, cells));
            }
            Err(row) => bad.push(row),
        }
    }
    Read { detection, rows: good, bad }
}

fn file(bytes: &[u8]) -> tempfile::NamedTempFile {
    let mut file = tempfile::NamedTempFile::new().expect("file");
    file.write_all(bytes).expect("write");
    file
}

fn read_bytes(bytes: &[u8]) -> Read {
    read(file(bytes).path())
}

fn cells(read: &Read, row: usize) -> Vec<&str> {
    read.rows[row].1.iter().map(String::as_str).collect()
}

#[test]
fn separators_are_told_apart() {
    for (text, delimiter) in [
        ("a,b\n1,2\n", ","),
        ("a;b\n1,5;2,5\n3,5;4,5\n", ";"),
        ("a\tb\n1\t2\n", "\t"),
        ("a|b\n1|2\n", "|"),
        ("a+|b\nx+|2\ny+|3\n", "+|"),
    ] {
        let read = read_bytes(text.as_bytes());
        assert_eq!(read.detection.format.delimiter, Delimiter::Text(delimiter.to_owned()), "{text}");
        assert_eq!(read.detection.format.columns, ["a", "b"], "{text}");
    }
}

#[test]
fn runs_of_blanks_without_header_and_with_carriage_returns() {
    let read = read_bytes(
        b" 00004 0001 19970101  2   29.33\r\n 00004 0001 19970118  2   29.73\r\n 00021 0002 19970101  3   63.34 \r\n",
    );
    assert_eq!(read.detection.format.delimiter, Delimiter::Blanks);
    assert!(!read.detection.format.header);
    assert_eq!(cells(&read, 0), ["00004", "0001", "19970101", "2", "29.33"]);
    assert_eq!(cells(&read, 2), ["00021", "0002", "19970101", "3", "63.34"]);
    assert_eq!(read.detection.format.dates, ["%Y%m%d"]);
    assert_eq!(read.rows[2].0, 3);
}

#[test]
fn quoted_line_breaks_keep_the_line_numbers_of_the_file() {
    let read = read_bytes(b"id,text\n1,\"two\r\nlines, \"\"quoted\"\"\"\r\n2,plain\n\n3,last");
    assert_eq!(cells(&read, 0), ["1", "two\r\nlines, \"quoted\""]);
    assert_eq!(read.rows.iter().map(|row| row.0).collect::<Vec<_>>(), [2, 4, 6]);
    assert_eq!(cells(&read, 2), ["3", "last"]);
}

#[test]
fn a_quote_that_never_closes_swallows_nothing() {
    let read = read_bytes(b"id,text\n1,\"inch\n2,b\n3,c\n");
    assert_eq!(read.rows.len(), 3);
    assert_eq!(cells(&read, 0), ["1", "\"inch"]);
    assert_eq!(read.rows[2].0, 4);
}

#[test]
fn byte_order_marks_and_other_encodings() {
    let utf8 = read_bytes("\u{feff}name,city\nAda,Jūrmala\n".as_bytes());
    assert_eq!(utf8.detection.format.columns, ["name", "city"]);
    assert_eq!(cells(&utf8, 0), ["Ada", "Jūrmala"]);

    let utf16: Vec<u8> = "\u{feff}name,city\nAda,Tallinn\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(cells(&read_bytes(&utf16), 0), ["Ada", "Tallinn"]);
    assert_eq!(cells(&read_bytes(&utf16[2..]), 0), ["Ada", "Tallinn"]);

    let latin = read_bytes(b"name,city\nJos\xe9,M\xe1laga\nFran\xe7ois,Orl\xe9ans\n");
    assert_eq!(cells(&latin, 0), ["José", "Málaga"]);
    assert!(latin.detection.doubts.iter().any(|doubt| doubt.code == "guessed_encoding"));
}

#[test]
fn gzip_is_recognised_by_its_bytes() {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(b"a,b\n1,2\n").expect("pack");
    assert_eq!(cells(&read_bytes(&packed.finish().expect("pack")), 0), ["1", "2"]);
}

#[test]
fn repeated_headers_titles_and_ragged_rows() {
    let read =
        read_bytes(b"Campaign report\nid,category,category\n1,a,b\n2,a\n3,a,b,\n4,a,b,c\n5,a,b\n6,a,b\nTotal: 3\n");
    assert_eq!(read.detection.format.columns, ["id", "category", "category_2"]);
    assert_eq!(read.detection.format.skipped_records, 1);
    assert_eq!(read.rows.iter().map(|row| row.0).collect::<Vec<_>>(), [3, 5, 7, 8]);
    let lines: Vec<u64> = read.bad.iter().map(|row| row.line).collect();
    assert_eq!(lines, [4, 6, 9]);
    assert_eq!(read.bad[1].problem, RowProblem::CellCount { found: 4, expected: 3 });
}

#[test]
fn old_line_breaks_and_comma_with_blank() {
    let old = read_bytes(b"a,b\r1,2\r3,4\r");
    assert_eq!(old.rows.len(), 2);
    let blank = read_bytes(b"a, b\n1, \"x, y\"\n");
    assert_eq!(blank.detection.format.columns, ["a", "b"]);
    assert_eq!(cells(&blank, 0), ["1", "x, y"]);
}

#[test]
fn decimal_commas_and_spellings_of_nothing() {
    let read = read_bytes("id;amount;day\n1;1.234,50;31.12.2021\n2;?;01.02.2022\n3;7,5;\n".as_bytes());
    let format = &read.detection.format;
    assert_eq!((format.numbers.decimal, format.numbers.thousands), (',', Some('.')));
    assert_eq!(format.dates, ["%d.%m.%Y"]);
    assert!(format.nulls.contains(&"?".to_owned()));
    assert_eq!(read.detection.columns[1].content, ContentKind::Number { whole: false });
}

#[test]
fn undecodable_rows_are_listed_when_the_sample_did_not_show_them() {
    let mut bytes = b"id,name\n".to_vec();
    for number in 0..120_000 {
        bytes.extend_from_slice(format!("{number},plain\n").as_bytes());
    }
    bytes.extend_from_slice(b"x,Jos\xe9\n");
    let read = read_bytes(&bytes);
    assert_eq!(read.rows.len(), 120_000);
    assert_eq!((read.bad[0].line, read.bad[0].problem), (120_002, RowProblem::Undecodable));
}

#[test]
fn a_line_without_end_is_left_out() {
    let mut bytes = b"id,name\n1,a\n2,".to_vec();
    bytes.resize(bytes.len() + (18 << 20), b'x');
    bytes.extend_from_slice(b"\n3,c\n");
    let read = read_bytes(&bytes);
    assert_eq!(read.bad.iter().map(|row| (row.line, row.problem)).collect::<Vec<_>>(), [(3, RowProblem::TooLong)]);
    assert_eq!(read.rows.iter().map(|row| row.0).collect::<Vec<_>>(), [2, 4]);
}

#[test]
fn files_that_hold_nothing_or_no_text_are_told_apart() {
    let fault = |bytes: &[u8]| sample(file(bytes).path()).expect_err("no table");
    assert!(matches!(fault(b""), FileError::Empty(_)));
    assert!(matches!(fault(b"\r\n \n"), FileError::Empty(_)));
    assert!(matches!(fault(b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00[Content_Types].xml"), FileError::NotText(_)));
    assert!(read_bytes(b"id,text\n").rows.is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_bytes_are_read_without_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = read_or_refuse(&bytes);
    }

    #[test]
    fn any_mix_of_marks_is_read_without_panic(text in "[ab0-9,;|\"\r\n\t .:/€-]{0,300}") {
        let _ = read_or_refuse(text.as_bytes());
    }

    #[test]
    fn what_was_quoted_comes_back(table in proptest::collection::vec(proptest::collection::vec("[a-z,\"\n;]{1,6}", 3), 1..12)) {
        let mut text = "first,second,third\n".to_owned();
        for row in &table {
            let quoted: Vec<String> = row.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
            text.push_str(&quoted.join(","));
            text.push('\n');
        }
        let file = file(text.as_bytes());
        let hints = FormatHints { delimiter: Some(Delimiter::Text(",".to_owned())), header: Some(true), ..FormatHints::default() };
        let detection = detect(&sample(file.path()).expect("sample"), &hints).expect("detect");
        let mut rows = open(file.path(), &detection.format).expect("open");
        let mut back = Vec::new();
        while let Some(row) = rows.next().expect("row") {
            if let Ok(row) = row {
                back.push((0..3).map(|index| row.cell(index).to_owned()).collect::<Vec<_>>());
            }
        }
        let expected: Vec<Vec<String>> = table.into_iter().filter(|row| !row.iter().all(|cell| cell.trim().is_empty())).collect();
        prop_assert_eq!(back, expected);
    }
}

fn read_or_refuse(bytes: &[u8]) -> Option<usize> {
    let file = file(bytes);
    let detection = detect(&sample(file.path()).ok()?, &FormatHints::default()).ok()?;
    let mut rows = open(file.path(), &detection.format).ok()?;
    let mut count = 0;
    while let Ok(Some(_)) = rows.next() {
        count += 1;
    }
    Some(count)
}

#[test]
fn a_few_faulty_values_do_not_hide_what_a_column_is() {
    let text =
        "order_id;order_date;amount\n1;13/02/2026;1234,50\n2;28/04/2026;12,99\n3;notadate;abc\n4;14/05/2026;7,00\n";
    let found = read_bytes(text.as_bytes()).detection;
    assert!(matches!(&found.columns[1].content, ContentKind::Date { pattern, .. } if pattern == "%d/%m/%Y"));
    assert_eq!(found.columns[2].content, ContentKind::Number { whole: false });
    assert_eq!(found.format.numbers.decimal, ',');
}
