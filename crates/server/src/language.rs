//! Which language a request is answered in.

use axum::extract::Request;
use axum::http::header::{ACCEPT_LANGUAGE, COOKIE};
use axum::http::{HeaderMap, Uri};

/// Name of the cookie with the reader's own choice.
const LANGUAGE_COOKIE: &str = "pharos_lang";

/// One of our languages: `?lang=` before the cookie, the cookie before the browser's wishes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Language(&'static str);

impl Language {
    /// The language of a request.
    pub fn of(request: &Request) -> Self {
        Self::choose(request.uri(), request.headers())
    }

    /// The tag: `en`, `ru`, `de`, `zh`, `fa`, `lt`.
    pub fn tag(self) -> &'static str {
        self.0
    }

    /// The direction of its writing, as HTML says it.
    pub fn direction(self) -> &'static str {
        if self.0 == "fa" { "rtl" } else { "ltr" }
    }

    /// The language for an address asked with these headers.
    pub fn choose(uri: &Uri, headers: &HeaderMap) -> Self {
        let asked = uri.query().and_then(|query| value_of(query, '&', "lang"));
        let cookies = headers.get(COOKIE).and_then(|cookies| cookies.to_str().ok());
        let remembered = cookies.and_then(|cookies| value_of(cookies, ';', LANGUAGE_COOKIE));
        let wishes = headers.get(ACCEPT_LANGUAGE).and_then(|wishes| wishes.to_str().ok()).unwrap_or_default();
        let known = |tag: &str| locales::TAGS.into_iter().find(|known| *known == tag);
        let chosen = asked.and_then(known).or_else(|| remembered.and_then(known));
        Self(chosen.unwrap_or_else(|| locales::best_tag(wishes)))
    }
}

fn value_of<'a>(pairs: &'a str, separator: char, name: &str) -> Option<&'a str> {
    pairs
        .split(separator)
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(address: &str, headers: &[(&'static str, &str)]) -> &'static str {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.insert(*name, value.parse().expect("header"));
        }
        Language::choose(&address.parse().expect("address"), &map).tag()
    }

    #[test]
    fn the_address_wins_over_the_cookie_and_the_cookie_over_the_browser() {
        let headers = [("cookie", "a=b; pharos_lang=lt"), ("accept-language", "de")];
        assert_eq!(tag("/?lang=fa", &headers), "fa");
        assert_eq!(tag("/?lang=xx", &headers), "lt");
        assert_eq!(tag("/", &headers[1..]), "de");
        assert_eq!(tag("/", &[]), "en");
    }
}
