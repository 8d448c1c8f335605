//! Invented people and companies, as they are called in each country.

mod finland;
mod germany;
mod latvia;
mod lithuania;
mod poland;
mod united_states;

use crate::random::Dice;

/// A country the company sells to, with the words names are made of there.
pub(crate) struct Country {
    /// ISO 3166 alpha-2.
    pub(crate) code: &'static str,
    /// As the shop writes it.
    pub(crate) name: &'static str,
    pub(crate) currency: &'static str,
    /// Tax on sales in percent.
    pub(crate) tax_percent: i64,
    /// Share of customers.
    pub(crate) weight: f64,
    pub(crate) phone_prefix: &'static str,
    pub(crate) cities: &'static [&'static str],
    pub(crate) women: &'static [&'static str],
    pub(crate) men: &'static [&'static str],
    /// Family names of women and of men; the same list where they do not differ.
    pub(crate) women_family: &'static [&'static str],
    pub(crate) men_family: &'static [&'static str],
    pub(crate) roots: &'static [&'static str],
    pub(crate) trades: &'static [&'static str],
    /// The name on a contract and in a shop form: `{}` stands for the core of the name.
    pub(crate) legal: &'static [(&'static str, &'static str)],
}

pub(crate) static COUNTRIES: [&Country; 6] = [
    &lithuania::COUNTRY,
    &germany::COUNTRY,
    &poland::COUNTRY,
    &united_states::COUNTRY,
    &latvia::COUNTRY,
    &finland::COUNTRY,
];

impl Country {
    /// First and family name.
    pub(crate) fn person(&self, dice: &mut Dice) -> (&'static str, &'static str) {
        match dice.chance(0.5) {
            true => (dice.pick(self.women), dice.pick(self.women_family)),
            false => (dice.pick(self.men), dice.pick(self.men_family)),
        }
    }

    /// The core of a company's name, without its legal form.
    pub(crate) fn company(&self, dice: &mut Dice) -> String {
        let root = match dice.chance(0.25) {
            true => dice.pick(self.men_family),
            false => dice.pick(self.roots),
        };
        let trade = dice.pick(self.trades);
        match dice.chance(0.35) {
            true => format!("{root} {trade} {}", dice.pick(self.cities)),
            false => format!("{root} {trade}"),
        }
    }
}

/// Letters, digits and dashes only, as in internet names.
pub(crate) fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        match plain_letter(letter) {
            "" if letter.is_ascii_alphanumeric() => slug.push(letter),
            "" if !slug.ends_with('-') && !slug.is_empty() => slug.push('-'),
            plain => slug.push_str(plain),
        }
    }
    slug.trim_end_matches('-').to_owned()
}

fn plain_letter(letter: char) -> &'static str {
    match letter {
        'ą' | 'ā' | 'å' => "a",
        'ä' => "ae",
        'č' | 'ć' => "c",
        'ę' | 'ė' | 'ē' | 'é' => "e",
        'ģ' => "g",
        'į' | 'ī' => "i",
        'ķ' => "k",
        'ł' | 'ļ' => "l",
        'ń' | 'ņ' => "n",
        'ó' => "o",
        'ö' => "oe",
        'š' | 'ś' => "s",
        'ß' => "ss",
        'ų' | 'ū' => "u",
        'ü' => "ue",
        'ž' | 'ź' | 'ż' => "z",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn internet_names_have_no_special_letters() {
        assert_eq!(slug("Žaliasis Kąsnis & Söhne"), "zaliasis-kasnis-soehne");
        assert_eq!(slug("Łódź, Straße"), "lodz-strasse");
    }

    #[test]
    fn every_name_becomes_an_internet_name_without_loss() {
        for country in COUNTRIES {
            for word in country.roots.iter().chain(country.men_family).chain(country.cities) {
                let letters = word.chars().filter(|letter| letter.is_alphabetic()).count();
                assert!(slug(word).replace('-', "").len() >= letters, "{word}");
            }
        }
    }
}
