//! Text as people write it, brought to one form: whatever keyboard, script variant or habit they have.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Where a word of Persian may be written together, apart or with a half-space.
pub(crate) const SEAM: char = '\u{200c}';

/// Text without case, marks, full-width forms, half-spaces and punctuation, with the letters people mix up made
/// one and all digits western.
pub fn fold(text: &str) -> String {
    folded_words(text).map(|word| whole(&word)).collect::<Vec<_>>().join(" ")
}

/// A word without its seams.
pub(crate) fn whole(word: &str) -> String {
    word.replace(SEAM, "")
}

/// The folded words of a text, still with their seams.
pub(crate) fn folded_words(text: &str) -> impl Iterator<Item = String> {
    let letters: String = text
        .nfkd()
        .filter(|letter| !is_combining_mark(*letter))
        .flat_map(char::to_lowercase)
        .flat_map(plain)
        .filter(|letter| *letter != DROPPED)
        .collect();
    let words: Vec<String> = letters.split_whitespace().map(|word| without_digraphs(&without_ezafe(word))).collect();
    words.into_iter().filter(|word| !whole(word).is_empty())
}

const DROPPED: char = '\0';

/// The letters under which a letter's variants are found.
fn plain(letter: char) -> impl Iterator<Item = char> {
    let (first, second) = match letter {
        'ي' | 'ى' => ('ی', DROPPED),
        'ك' => ('ک', DROPPED),
        'ة' | 'ە' | 'ھ' | 'ہ' => ('ه', DROPPED),
        'ё' => ('е', DROPPED),
        'ß' => ('s', 's'),
        '\u{200b}' | SEAM => (SEAM, DROPPED),
        // Joiners, direction marks, the stretcher of Arabic script, and apostrophes stand inside words.
        '\u{200d}'..='\u{200f}' | '\u{0640}' | '\u{feff}' | '\'' | '’' | 'ʼ' => (DROPPED, DROPPED),
        '٠'..='٩' => (digit(letter, '٠'), DROPPED),
        '۰'..='۹' => (digit(letter, '۰'), DROPPED),
        other if other.is_alphanumeric() => (other, DROPPED),
        _ => (' ', DROPPED),
    };
    [first, second].into_iter()
}

fn digit(letter: char, zero: char) -> char {
    char::from_digit(u32::from(letter) - u32::from(zero), 10).unwrap_or(letter)
}

/// The linking ending of Persian may be a letter after a half-space, a mark, or not be written.
fn without_ezafe(word: &str) -> String {
    word.strip_suffix("ه\u{200c}ی").map_or_else(|| word.to_owned(), |stem| format!("{stem}ه"))
}

/// German umlauts may be written as two letters; both are found under the first.
fn without_digraphs(word: &str) -> String {
    word.replace("ae", "a").replace("oe", "o").replace("ue", "u")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_differently_is_the_same() {
        for (one, other) in [
            ("Отчёт о доходах", "отчет о доходах"),
            ("لوله\u{200c}کشی", "لولهكشى"),
            ("نرخ نزدیکی", "نرخ نزديكي"),
            ("هزینهٔ جذب", "هزینه جذب"),
            ("هزینه\u{200c}ی جذب", "هزینه جذب"),
            ("نـرخ ۷ روز", "نرخ 7 روز"),
            ("مراجعة", "مراجعه"),
            ("Klientų išlaikymo rodiklis", "klientu islaikymo rodiklis"),
            ("Rückgabequote", "RUECKGABEQUOTE"),
            ("Rückgabequote", "Ruckgabequote"),
            ("Größe", "groesse"),
            ("ＮＰＳ", "nps"),
            ("SLA\u{200d}", "sla"),
            ("customer_churn_rate", "Customer churn rate"),
            ("customer’s", "customers"),
        ] {
            assert_eq!(fold(one), fold(other), "{one} and {other}");
        }
        assert_ne!(fold("churn"), fold("chum"));
    }
}
