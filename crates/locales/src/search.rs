//! Text as people search it: whatever keyboard, script variant or habit they write with.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Text without case, marks, full-width forms and half-spaces, with the letters people mix up made one and all
/// digits western.
pub fn fold(text: &str) -> String {
    text.nfkd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase).filter_map(plain).collect()
}

/// The letter under which its variants are found; none for what only joins letters.
fn plain(letter: char) -> Option<char> {
    Some(match letter {
        'ي' | 'ى' => 'ی',
        'ك' => 'ک',
        'ё' => 'е',
        'ß' => 's',
        // Zero-width joiners, the half-space of Persian, and the stretcher of Arabic script.
        '\u{200b}'..='\u{200f}' | '\u{0640}' | '\u{feff}' => return None,
        '٠'..='٩' => digit(letter, '٠'),
        '۰'..='۹' => digit(letter, '۰'),
        '_' | '-' | '–' | '‑' => ' ',
        other => other,
    })
}

fn digit(letter: char, zero: char) -> char {
    char::from_digit(u32::from(letter) - u32::from(zero), 10).unwrap_or(letter)
}

/// Whether every word of a search stands somewhere in a folded text. Spaces do not matter where a language
/// writes words together or apart.
pub fn matches(folded: &str, search: &str) -> bool {
    let search = fold(search);
    let together: String = folded.chars().filter(|letter| !letter.is_whitespace()).collect();
    search.split_whitespace().all(|word| folded.contains(word) || together.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_differently_is_found() {
        for (written, searched) in [
            ("Отчёт о доходах", "отчет"),
            ("لوله\u{200c}کشی", "لولهكشى"),
            ("نرخ نزدیکی", "نرخ نزديكي"),
            ("Klientų pasitraukimo rodiklis", "klientu pasitraukimo"),
            ("Rückgabequote", "RUCKGABE"),
            ("ＮＰＳ", "nps"),
            ("نرخ ۷ روز", "7"),
            ("平均分辨率时间", "分辨率"),
            ("customer_churn_rate", "churn rate"),
        ] {
            assert!(matches(&fold(written), searched), "{searched} in {written}");
        }
        assert!(!matches(&fold("Net Promoter Score"), "churn"));
    }
}
