//! What identifies a record beyond its own source, and which values identify nobody.

/// Addresses of a role or a machine; several people read them.
const ROLE_ADDRESSES: &[&str] = &[
    "abuse",
    "accounting",
    "accounts",
    "admin",
    "administrator",
    "billing",
    "bookkeeping",
    "careers",
    "contact",
    "customerservice",
    "do-not-reply",
    "donotreply",
    "enquiries",
    "enquiry",
    "feedback",
    "finance",
    "hello",
    "help",
    "helpdesk",
    "hr",
    "info",
    "inquiries",
    "invoice",
    "invoices",
    "jobs",
    "kontakt",
    "mail",
    "marketing",
    "media",
    "no-reply",
    "noreply",
    "office",
    "orders",
    "postmaster",
    "press",
    "purchasing",
    "reception",
    "root",
    "sales",
    "security",
    "service",
    "shop",
    "spam",
    "support",
    "team",
    "test",
    "vertrieb",
    "webmaster",
];

/// Domains where anybody has an address or a page.
const SHARED_DOMAINS: &[&str] = &[
    "126.com",
    "163.com",
    "aol.com",
    "bk.ru",
    "example.com",
    "facebook.com",
    "foxmail.com",
    "freenet.de",
    "github.com",
    "gmail.com",
    "gmx.at",
    "gmx.ch",
    "gmx.com",
    "gmx.de",
    "gmx.net",
    "googlemail.com",
    "hotmail.co.uk",
    "hotmail.com",
    "hotmail.fr",
    "icloud.com",
    "inbox.lt",
    "inbox.lv",
    "inbox.ru",
    "instagram.com",
    "linkedin.com",
    "list.ru",
    "live.com",
    "mac.com",
    "mail.com",
    "mail.ru",
    "me.com",
    "msn.com",
    "orange.fr",
    "outlook.com",
    "proton.me",
    "protonmail.com",
    "qq.com",
    "rambler.ru",
    "rocketmail.com",
    "sina.com",
    "t-online.de",
    "web.de",
    "wordpress.com",
    "ya.ru",
    "yahoo.co.uk",
    "yahoo.com",
    "yahoo.de",
    "yahoo.fr",
    "yandex.com",
    "yandex.ru",
    "yeah.net",
    "ymail.com",
    "zoho.com",
];

/// The address in lower case without surrounding space; `None` when it names no single person.
/// Dots and tags before the `@` are kept: they may tell people apart.
pub(crate) fn email(text: &str) -> Option<String> {
    let address = text.trim().to_lowercase();
    let (name, domain) = address.split_once('@')?;
    let is_address = !name.is_empty() && domain.contains('.') && !domain.contains('@') && !address.contains(' ');
    (is_address && !ROLE_ADDRESSES.contains(&name)).then_some(address)
}

/// Letters and digits in upper case; `None` for what is too short or made of one repeated character.
pub(crate) fn tax_id(text: &str) -> Option<String> {
    const SHORTEST: usize = 6;
    let number: String = text.chars().filter(|character| character.is_alphanumeric()).collect();
    let number = number.to_uppercase();
    let first = number.chars().next()?;
    let placeholder = number.chars().all(|character| character == first);
    let has_digit = number.chars().any(|character| character.is_numeric());
    (number.chars().count() >= SHORTEST && !placeholder && has_digit).then_some(number)
}

/// The host without scheme, path and `www.`; `None` when it belongs to no single organization.
pub(crate) fn domain(text: &str) -> Option<String> {
    let address = text.trim().to_lowercase();
    let host = address.split_once("://").map_or(address.as_str(), |(_, rest)| rest);
    let host = host.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(host).trim_end_matches('.');
    let is_domain = host.contains('.') && !host.contains(['@', ' ']);
    (is_domain && !SHARED_DOMAINS.contains(&host)).then(|| host.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_compared_without_case_and_space() {
        assert_eq!(email(" Ann.Lee+shop@Example.ORG "), Some("ann.lee+shop@example.org".into()));
        for nobody in
            ["", "null", "-1", "@example.org", "ann@", "ann@localhost", "info@example.org", "Sales@example.org"]
        {
            assert_eq!(email(nobody), None, "{nobody}");
        }
    }

    #[test]
    fn tax_numbers_are_compared_by_letters_and_digits() {
        assert_eq!(tax_id("lt 100-001.919"), Some("LT100001919".into()));
        for nobody in ["", "0000000000", "---", "12345", "anonymous"] {
            assert_eq!(tax_id(nobody), None, "{nobody}");
        }
    }

    #[test]
    fn domains_are_compared_by_host() {
        assert_eq!(domain("https://www.Acme.example/about?x=1"), Some("acme.example".into()));
        for nobody in ["", "localhost", "gmail.com", "www.facebook.com/acme", "ann@acme.example"] {
            assert_eq!(domain(nobody), None, "{nobody}");
        }
    }
}
