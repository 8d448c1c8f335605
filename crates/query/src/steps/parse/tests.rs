use super::*;
use jiff::civil::date;

fn days(first: jiff::civil::Date, last: jiff::civil::Date) -> PeriodRequest {
    PeriodRequest::Days { first, last }
}

#[test]
fn periods_have_names_and_dates() {
    for (text, expected) in [
        ("today", PeriodRequest::Current(Grain::Day)),
        ("28d", PeriodRequest::LastDays(28)),
        ("12m", PeriodRequest::LastMonths(12)),
        ("quarter", PeriodRequest::Current(Grain::Quarter)),
        ("this_quarter", PeriodRequest::Current(Grain::Quarter)),
        ("last_quarter", PeriodRequest::Previous(Grain::Quarter)),
        ("2026", days(date(2026, 1, 1), date(2026, 12, 31))),
        ("2026-Q4", days(date(2026, 10, 1), date(2026, 12, 31))),
        ("2028-02", days(date(2028, 2, 1), date(2028, 2, 29))),
        ("2026-01-31", days(date(2026, 1, 31), date(2026, 1, 31))),
        ("2026-01-05..2026-02-04", days(date(2026, 1, 5), date(2026, 2, 4))),
    ] {
        assert_eq!(period(text).expect(text), expected, "{text}");
    }
}

#[test]
fn what_is_no_period_is_refused() {
    for text in ["", "d", "0d", "99999999d", "2026-13", "2026-Q5", "2026-02-30", "2026-02-03..2026-02-01", "26", "+026"]
    {
        let error = period(text).expect_err(text);
        assert_eq!(error.code, ErrorCode::BadPeriod, "{text}");
    }
    assert_eq!(period("last_mont").expect_err("typo").suggestion.as_deref(), Some("last_month"));
}

fn catalogue() -> Catalogue {
    let mut catalogue = Catalogue::default();
    catalogue.boards.insert(
        "overview".to_owned(),
        ::catalogue::definition::Board { id: "overview".to_owned(), name: None, groups: Vec::new() },
    );
    for id in ["channel", "country"] {
        let dimension =
            ::catalogue::definition::Dimension { id: id.to_owned(), multi_valued: false, by_lot: false, person: false };
        catalogue.dimensions.insert(id.to_owned(), dimension);
    }
    catalogue
}

fn parsed(address: &[(&str, &str)]) -> Parsed {
    let as_of = "2026-11-22T10:11:12Z".parse().expect("instant");
    let address: Vec<(String, String)> =
        address.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    parse(&catalogue(), Subject::Board("overview".to_owned()), &address, as_of).expect("board")
}

#[test]
fn filters_keep_commas_and_bars_of_their_values() {
    let parsed = parsed(&[("f", "channel:email|a%2Cb%7Cc,!country:DE|")]);
    assert!(parsed.notices.is_empty());
    let filter = |dimension: &str, values: &[&str], exclude| Filter {
        dimension: dimension.to_owned(),
        values: values.iter().map(|value| (*value).to_owned()).collect(),
        exclude,
    };
    assert_eq!(
        parsed.request.filters,
        [filter("channel", &["a,b|c", "email"], false), filter("country", &["", "DE"], true)]
    );
}

#[test]
fn a_comma_divides_filters_only_before_a_dimension() {
    let parsed = parsed(&[("f", "channel:Cleaner, 1 l|b,,country:DE")]);
    assert!(parsed.notices.is_empty());
    let filter = |dimension: &str, values: &[&str]| Filter {
        dimension: dimension.to_owned(),
        values: values.iter().map(|value| (*value).to_owned()).collect(),
        exclude: false,
    };
    assert_eq!(parsed.request.filters, [filter("channel", &["Cleaner, 1 l", "b"]), filter("country", &["DE"])]);
}

#[test]
fn what_is_not_understood_falls_back_and_is_reported() {
    let parsed = parsed(&[
        ("p", "soon"),
        ("g", "hour"),
        ("vs", "x"),
        ("f", "nothing,chanel:a"),
        ("slice", "contry"),
        ("utm", "1"),
    ]);
    assert_eq!(parsed.request.period, DEFAULT_PERIOD);
    assert_eq!(parsed.request.slice, None);
    assert!(parsed.request.filters.is_empty());
    let codes: Vec<&str> = parsed.notices.iter().map(|notice| notice.code.as_str()).collect();
    assert_eq!(
        codes,
        ["bad_period", "bad_grain", "bad_comparison", "bad_filter", "unknown_dimension", "unknown_dimension"]
    );
    assert_eq!(parsed.notices[4].suggestion.as_deref(), Some("channel"));
    assert_eq!(parsed.request.as_of, "2026-11-22T10:11:00Z".parse().expect("instant"));
}

#[test]
fn a_board_that_does_not_exist_is_an_error_with_a_suggestion() {
    let as_of = Timestamp::UNIX_EPOCH;
    let error = parse(&catalogue(), Subject::Board("overveiw".to_owned()), &[], as_of).expect_err("typo");
    assert_eq!((error.code.as_str(), error.suggestion.as_deref()), ("unknown_board", Some("overview")));
}
