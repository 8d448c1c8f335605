//! Finding things by what people call them, the best first.

use crate::fold::{SEAM, folded_words, whole};

/// A few letters begin a word of too many sentences.
const SHORT: usize = 4;

/// What one thing is found by.
#[derive(Debug, Default)]
pub struct Called {
    names: Vec<Text>,
    /// With their place: the first is the most usual one.
    aliases: Vec<(usize, Text)>,
    described: Vec<Text>,
}

impl Called {
    /// Adds what it is called.
    pub fn name(&mut self, text: &str) {
        self.names.push(Text::new(text));
    }

    /// Adds other words for it, separated by commas, the most usual first.
    pub fn aliases(&mut self, texts: &str) {
        self.aliases.extend(texts.split([',', '،', '、', '，', ';']).map(Text::new).enumerate());
    }

    /// Adds a sentence about it.
    pub fn description(&mut self, text: &str) {
        self.described.push(Text::new(text));
    }

    fn titles(&self) -> impl Iterator<Item = &Text> {
        self.names.iter().chain(self.aliases.iter().map(|(_, text)| text))
    }
}

/// A folded text, written together, with the places where words begin.
#[derive(Debug)]
struct Text {
    letters: String,
    starts: Vec<usize>,
    spaces: Vec<usize>,
}

impl Text {
    fn new(text: &str) -> Self {
        let (mut letters, mut starts, mut spaces) = (String::new(), Vec::new(), Vec::new());
        for word in folded_words(text) {
            spaces.push(letters.len());
            for part in word.split(SEAM).filter(|part| !part.is_empty()) {
                starts.push(letters.len());
                for (at, letter) in part.char_indices().filter(|(_, letter)| is_written_without_spaces(*letter)) {
                    starts.extend([letters.len() + at, letters.len() + at + letter.len_utf8()]);
                }
                letters.push_str(part);
            }
        }
        starts.retain(|start| *start < letters.len());
        Self { letters, starts, spaces }
    }

    /// Whether a word of it begins so, be it written together or apart.
    fn has_start(&self, wanted: &str) -> bool {
        self.found(wanted).next().is_some()
    }

    /// Whether a word of it begins so, or is so where only a few letters are typed; what a sentence has one after the
    /// other is not one word.
    fn has_word(&self, wanted: &str) -> bool {
        let is_short = wanted.chars().count() < SHORT && !wanted.chars().any(is_written_without_spaces);
        self.found(wanted).any(|start| {
            let end = start + wanted.len();
            let is_whole = end == self.letters.len() || self.spaces.contains(&end);
            (is_whole || !is_short) && !self.spaces.iter().any(|at| start < *at && *at < end)
        })
    }

    fn found(&self, wanted: &str) -> impl Iterator<Item = usize> {
        self.starts.iter().copied().filter(move |start| self.letters[*start..].starts_with(wanted))
    }
}

/// Chinese characters: each may begin a word.
fn is_written_without_spaces(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

/// What was typed.
struct Search {
    words: Vec<String>,
    together: String,
}

/// How well something is found; the smallest is the best, the number beside it tells equals apart.
type Rank = (Fit, usize);

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Name,
    Alias,
    Beginning,
    Phrase,
    AllWords,
    SomeNames,
    OtherEndings,
    Description,
}

impl Search {
    fn new(search: &str) -> Self {
        let words: Vec<String> = folded_words(search).map(|word| whole(&word)).collect();
        Self { together: words.concat(), words }
    }

    fn rank(&self, called: &Called) -> Option<Rank> {
        let titles = || called.titles();
        let exact = |text: &Text| text.letters == self.together;
        let longer = |text: &Text| text.letters.len().saturating_sub(self.together.len());
        let best = |fits: &dyn Fn(&&Text) -> bool| titles().filter(fits).map(longer).min();
        let everywhere = |word: &String| titles().any(|text| text.has_start(word));
        let described = |word: &String| called.described.iter().any(|text| text.has_word(word)) || everywhere(word);
        if called.names.iter().any(exact) {
            return Some((Fit::Name, 0));
        }
        if let Some(place) = called.aliases.iter().filter(|(_, text)| exact(text)).map(|(place, _)| *place).min() {
            return Some((Fit::Alias, place));
        }
        if let Some(more) = best(&|text| text.letters.starts_with(&self.together)) {
            return Some((Fit::Beginning, more));
        }
        if let Some(more) = best(&|text| text.has_start(&self.together)) {
            return Some((Fit::Phrase, more));
        }
        if let Some(more) = best(&|text| self.words.iter().all(|word| text.has_start(word))) {
            return Some((Fit::AllWords, more));
        }
        if self.words.iter().all(everywhere) {
            return Some((Fit::SomeNames, 0));
        }
        if let Some(more) = best(&|text| self.words.iter().all(|word| text.has_start(without_ending(word)))) {
            return Some((Fit::OtherEndings, more));
        }
        self.words.iter().all(described).then_some((Fit::Description, 0))
    }

    /// Inside of words, for what begins none.
    fn is_inside(&self, called: &Called) -> bool {
        let texts = || called.titles().chain(&called.described);
        self.words.iter().all(|word| texts().any(|text| text.letters.contains(word)))
    }
}

/// A long word without what cases and plurals change.
fn without_ending(word: &str) -> &str {
    let letters = word.chars().count();
    let kept = letters
        - match letters {
            0..5 => 0,
            5..7 => 1,
            _ => 2,
        };
    word.char_indices().nth(kept).map_or(word, |(end, _)| &word[..end])
}

/// What a search finds, the best first, equals in the order they came: by a whole name, by its beginning, by the
/// beginnings of its words, by what is said about it; inside of words only when nothing else is found.
pub fn found<'a, T>(all: &'a [(T, Called)], search: &str) -> Vec<&'a T> {
    let search = Search::new(search);
    if search.words.is_empty() {
        return Vec::new();
    }
    let mut ranked: Vec<(Rank, &T)> =
        all.iter().filter_map(|(one, called)| Some((search.rank(called)?, one))).collect();
    if ranked.is_empty() {
        return all.iter().filter(|(_, called)| search.is_inside(called)).map(|(one, _)| one).collect();
    }
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, one)| one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn called(name: &str, aliases: &str, description: &str) -> (String, Called) {
        let mut called = Called::default();
        called.name(name);
        called.aliases(aliases);
        called.description(description);
        (name.to_owned(), called)
    }

    #[test]
    fn the_best_comes_first() {
        let all = [
            called("Translations", "", "Texts in another language, not slang"),
            called("Late answers", "", "Answers after the time of the SLA"),
            called("Promises by SLA", "", ""),
            called("SLA attainment over all", "", ""),
            called("SLA attainment", "", ""),
            called("Promises kept", "service level, SLA", ""),
            called("Sla", "", ""),
            called("Customers lapsed", "", "Customer’s last order"),
        ];
        let names = found(&all, "SLA");
        assert_eq!(
            names,
            ["Sla", "Promises kept", "SLA attainment", "SLA attainment over all", "Promises by SLA", "Late answers"]
        );
        assert_eq!(found(&all, "ranslat"), ["Translations"], "inside of a word, where nothing begins so");
        assert_eq!(found(&all, "kept promises"), ["Promises kept"]);
        assert_eq!(found(&all, "promise"), ["Promises kept", "Promises by SLA"]);
        assert_eq!(found(&all, "attainments"), ["SLA attainment", "SLA attainment over all"], "another ending");
        assert!(found(&all, "zzz").is_empty() && found(&all, "%").is_empty());
    }

    #[test]
    fn words_may_be_written_together_or_apart() {
        let all = [called("لوله\u{200c}کشی", "", ""), called("平均分辨率时间", "", ""), called("e-mail", "", "")];
        for (search, name) in [
            ("لوله كشي", "لوله\u{200c}کشی"),
            ("کشی", "لوله\u{200c}کشی"),
            ("分辨率", "平均分辨率时间"),
            ("分辨率 时间", "平均分辨率时间"),
            ("email", "e-mail"),
            ("e mail", "e-mail"),
        ] {
            assert_eq!(found(&all, search), [&name], "{search}");
        }
    }
}
