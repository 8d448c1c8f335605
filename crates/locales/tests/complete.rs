//! Every language has every text, well formed, with the same arguments.

use locales::{Locales, Message, TAGS};
use std::collections::BTreeSet;

#[test]
fn all_languages_have_the_same_keys() {
    let locales = Locales::embedded().expect("locale files");
    let english: BTreeSet<&str> = locales.keys("en").collect();
    for tag in TAGS {
        let keys: BTreeSet<&str> = locales.keys(tag).collect();
        let missing: Vec<_> = english.difference(&keys).collect();
        let surplus: Vec<_> = keys.difference(&english).collect();
        assert!(missing.is_empty() && surplus.is_empty(), "{tag}: missing {missing:?}, surplus {surplus:?}");
    }
}

#[test]
fn all_messages_are_well_formed_and_take_the_same_arguments() {
    let locales = Locales::embedded().expect("locale files");
    let english: Vec<String> = locales.keys("en").map(str::to_owned).collect();
    for key in &english {
        let parse = |tag: &str| {
            let raw = locales.raw(tag, key).expect("key");
            Message::parse(raw).unwrap_or_else(|error| panic!("{tag} {key}: {error}"))
        };
        let expected = parse("en");
        for tag in TAGS {
            assert_eq!(parse(tag).argument_names(), expected.argument_names(), "{tag} {key}");
        }
    }
}
