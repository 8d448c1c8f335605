use super::*;

fn number(text: &str) -> Decimal {
    text.parse().expect("number")
}

fn pair(then: &str, now: &str) -> Pair {
    Pair { then: number(then), now: number(now) }
}

fn ratio(top: (&str, &str), bottom: (&str, &str)) -> PartNumbers {
    PartNumbers { top: pair(top.0, top.1), bottom: Some(pair(bottom.0, bottom.1)) }
}

fn rate_and_mix(effects: &Effects) -> (Option<Decimal>, Option<Decimal>) {
    (effects.rate.map(|rate| rate.normalize()), effects.mix.map(|mix| mix.normalize()))
}

#[test]
fn parts_of_a_sum_contribute_their_own_change() {
    let sum = |then, now| PartNumbers { top: pair(then, now), bottom: None };
    let found = effects(&[sum("100", "70"), sum("0", "50")], &sum("100", "120"), 2).expect("split");
    assert_eq!(found.iter().map(Effects::sum).collect::<Vec<_>>(), [number("-30"), number("50")]);
}

#[test]
fn a_ratio_worked_by_hand() {
    // Then: 100 visits with 20 sales beside 100 with 5; 25 of 200 is 12.5 %.
    // Now: 50 visits with 12 sales beside 150 with 6; 18 of 200 is 9 %. The change is −3.5 points.
    // First part: weight 0.5 to 0.25, rate 0.20 to 0.24. Rate 0.375 × 0.04 = 0.015;
    // mix −0.25 × (0.22 − 0.1075) = −0.028125.
    // Second part: weight 0.5 to 0.75, rate 0.05 to 0.04. Rate 0.625 × −0.01 = −0.00625;
    // mix 0.25 × (0.045 − 0.1075) = −0.015625. Together −0.035.
    let parts = [ratio(("20", "12"), ("100", "50")), ratio(("5", "6"), ("100", "150"))];
    let found = effects(&parts, &ratio(("25", "18"), ("200", "200")), 10).expect("split");
    assert_eq!(rate_and_mix(&found[0]), (Some(number("0.015")), Some(number("-0.028125"))));
    assert_eq!(rate_and_mix(&found[1]), (Some(number("-0.00625")), Some(number("-0.015625"))));
    assert_eq!(found.iter().map(Effects::sum).sum::<Decimal>(), number("-0.035"));
}

#[test]
fn nobody_changed_and_yet_the_whole_fell() {
    // Both rates stay at 50 % and 10 %; only the weights move from 80:20 to 20:80. 42 % become 18 %.
    let parts = [ratio(("40", "10"), ("80", "20")), ratio(("2", "8"), ("20", "80"))];
    let found = effects(&parts, &ratio(("42", "18"), ("100", "100")), 10).expect("split");
    // Mean of the whole 0.30: −0.6 × (0.5 − 0.3) and 0.6 × (0.1 − 0.3).
    assert_eq!(rate_and_mix(&found[0]), (Some(number("0")), Some(number("-0.12"))));
    assert_eq!(rate_and_mix(&found[1]), (Some(number("0")), Some(number("-0.12"))));
}

#[test]
fn a_part_that_appears_is_all_mix() {
    // 10 of 100, then 10 of 100 and 30 of 100: 10 % become 20 %. Mean of the whole 0.15.
    // Old part: −0.5 × (0.1 − 0.15) = 0.025. New part: 0.5 × (0.3 − 0.15) = 0.075.
    let parts = [ratio(("10", "10"), ("100", "100")), ratio(("0", "30"), ("0", "100"))];
    let found = effects(&parts, &ratio(("10", "40"), ("100", "200")), 10).expect("split");
    assert_eq!(rate_and_mix(&found[0]), (Some(number("0")), Some(number("0.025"))));
    assert_eq!(rate_and_mix(&found[1]), (Some(number("0")), Some(number("0.075"))));
    assert!(parts[1].is_nothing_then() && !parts[1].is_nothing_now());
}

#[test]
fn cost_without_customers_is_an_effect_of_its_own() {
    // 100 for 10 customers, and now 60 more for a channel that won nobody: 10 become 16.
    let parts = [ratio(("100", "100"), ("10", "10")), ratio(("0", "60"), ("0", "0"))];
    let found = effects(&parts, &ratio(("100", "160"), ("10", "10")), 10).expect("split");
    assert_eq!(rate_and_mix(&found[0]), (Some(number("0")), Some(number("0"))));
    assert_eq!(found[1].without_base, Some(number("6")));
    assert_eq!(rate_and_mix(&found[1]), (None, None));
}

#[test]
fn costs_that_belong_to_no_segment_are_apart_from_its_customers() {
    let segments = [ratio(("0", "0"), ("10", "4")), ratio(("0", "0"), ("5", "11"))];
    let costs = ratio(("100", "120"), ("0", "0"));
    assert!(are_apart(&[segments[0], segments[1], costs]));
    // Some of the customers have no segment either: costs and customers meet there.
    assert!(!are_apart(&[segments[0], ratio(("100", "120"), ("5", "11"))]));
    // Nothing to divide is a rate of 0, not none.
    assert!(!are_apart(&segments));
    assert!(!are_apart(&[PartNumbers { top: pair("1", "2"), bottom: None }]));
}

#[test]
fn parts_that_overlap_are_no_split() {
    let parts = [ratio(("5", "5"), ("10", "10")), ratio(("5", "5"), ("10", "10"))];
    assert_eq!(effects(&parts, &ratio(("8", "9"), ("15", "15")), 10), None);
}

#[test]
fn thirds_add_up_in_the_last_digit() {
    let parts = [ratio(("1", "1"), ("3", "7")), ratio(("1", "2"), ("3", "7")), ratio(("1", "2"), ("1", "9"))];
    let whole = ratio(("3", "5"), ("7", "23"));
    let found = effects(&parts, &whole, 10).expect("split");
    // 5/23 − 3/7 = −34/161 = −0.211180124223…
    assert_eq!(found.iter().map(Effects::sum).sum::<Decimal>(), number("-0.2111801242"));
}
