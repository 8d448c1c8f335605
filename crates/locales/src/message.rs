//! ICU MessageFormat, the part we use: arguments, `number`, `plural` and `select`.
//!
//! Syntax: <https://unicode-org.github.io/icu/userguide/format_parse/messages/>. An apostrophe before a
//! brace quotes up to the next apostrophe; two apostrophes are one.

use crate::format::{Argument, decimal_of, format_argument, plural_keyword};
use std::iter::Peekable;
use std::str::Chars;

/// A parsed message.
#[derive(Debug, Clone, PartialEq)]
pub struct Message(Vec<Part>);

/// A message that is not well formed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct MessageError(String);

#[derive(Debug, Clone, PartialEq)]
enum Part {
    Text(String),
    /// `#` inside a plural: the number itself.
    Number,
    Argument(String),
    Choice {
        argument: String,
        is_plural: bool,
        options: Vec<(String, Message)>,
    },
}

impl Message {
    /// Reads a message.
    ///
    /// # Errors
    /// When braces do not match, a choice has no `other`, or the kind of an argument is unknown.
    pub fn parse(text: &str) -> Result<Self, MessageError> {
        let mut characters = text.chars().peekable();
        let message = parse_parts(&mut characters, false, false)?;
        match characters.next() {
            None => Ok(message),
            Some(_) => Err(MessageError("a closing brace without an opening one".to_owned())),
        }
    }

    /// The names of all arguments, for comparing translations.
    pub fn argument_names(&self) -> Vec<&str> {
        let mut names = Vec::new();
        self.collect_names(&mut names);
        names.sort_unstable();
        names.dedup();
        names
    }

    fn collect_names<'a>(&'a self, names: &mut Vec<&'a str>) {
        for part in &self.0 {
            match part {
                Part::Text(_) | Part::Number => {}
                Part::Argument(name) => names.push(name),
                Part::Choice { argument, options, .. } => {
                    names.push(argument);
                    options.iter().for_each(|(_, message)| message.collect_names(names));
                }
            }
        }
    }

    /// The text with its arguments put in; a missing argument stays visible as `{name}`.
    pub fn format(&self, tag: &str, arguments: &[(&str, Argument)]) -> String {
        let mut output = String::new();
        self.write(tag, arguments, None, &mut output);
        output
    }

    fn write(&self, tag: &str, arguments: &[(&str, Argument)], number: Option<&Argument>, output: &mut String) {
        let find = |name: &str| arguments.iter().find(|(known, _)| *known == name).map(|(_, argument)| argument);
        for part in &self.0 {
            match part {
                Part::Text(text) => output.push_str(text),
                Part::Number => {
                    output.push_str(&number.map_or_else(|| "#".to_owned(), |value| format_argument(tag, value)))
                }
                Part::Argument(name) => match find(name) {
                    Some(value) => output.push_str(&format_argument(tag, value)),
                    None => output.push_str(&format!("{{{name}}}")),
                },
                Part::Choice { argument, is_plural, options } => {
                    let value = find(argument);
                    if let Some(chosen) = choose(tag, value, *is_plural, options) {
                        chosen.write(tag, arguments, value, output);
                    }
                }
            }
        }
    }
}

fn choose<'a>(
    tag: &str,
    value: Option<&Argument>,
    is_plural: bool,
    options: &'a [(String, Message)],
) -> Option<&'a Message> {
    let option = |name: &str| options.iter().find(|(known, _)| known == name).map(|(_, message)| message);
    let chosen = match value {
        Some(value) if is_plural => decimal_of(value)
            .and_then(|number| option(&format!("={number}")).or_else(|| option(plural_keyword(tag, &number)))),
        Some(Argument::Text(text)) => option(text),
        Some(Argument::Integer(number)) => option(&number.to_string()),
        _ => None,
    };
    chosen.or_else(|| option("other"))
}

fn parse_parts(characters: &mut Peekable<Chars>, inside: bool, in_plural: bool) -> Result<Message, MessageError> {
    let mut parts = Vec::new();
    let mut text = String::new();
    loop {
        match characters.peek() {
            None if inside => return Err(MessageError("a brace is not closed".to_owned())),
            None => break,
            Some('}') => break,
            Some('{') => {
                characters.next();
                flush(&mut text, &mut parts);
                parts.push(parse_argument(characters)?);
            }
            Some('#') if in_plural => {
                characters.next();
                flush(&mut text, &mut parts);
                parts.push(Part::Number);
            }
            Some('\'') => {
                characters.next();
                parse_quote(characters, &mut text);
            }
            Some(_) => text.extend(characters.next()),
        }
    }
    flush(&mut text, &mut parts);
    Ok(Message(parts))
}

fn flush(text: &mut String, parts: &mut Vec<Part>) {
    if !text.is_empty() {
        parts.push(Part::Text(std::mem::take(text)));
    }
}

fn parse_quote(characters: &mut Peekable<Chars>, text: &mut String) {
    match characters.peek() {
        Some('\'') => {
            characters.next();
            text.push('\'');
        }
        Some('{' | '}' | '#') => {
            for character in characters.by_ref() {
                if character == '\'' {
                    break;
                }
                text.push(character);
            }
        }
        _ => text.push('\''),
    }
}

fn parse_argument(characters: &mut Peekable<Chars>) -> Result<Part, MessageError> {
    let name = parse_word(characters);
    match characters.next() {
        Some('}') => return Ok(Part::Argument(name)),
        Some(',') => {}
        _ => return Err(MessageError(format!("after the argument '{name}' a comma or closing brace is missing"))),
    }
    let kind = parse_word(characters);
    if kind == "number" {
        return match characters.next() {
            Some('}') => Ok(Part::Argument(name)),
            _ => Err(MessageError(format!("the number '{name}' takes no style"))),
        };
    }
    let is_plural = kind == "plural";
    if !is_plural && kind != "select" {
        return Err(MessageError(format!("'{kind}' is not a kind of argument; number, plural and select are")));
    }
    if characters.next() != Some(',') {
        return Err(MessageError(format!("after '{kind}' a comma is missing")));
    }
    let options = parse_options(characters, is_plural)?;
    if !options.iter().any(|(key, _)| key == "other") {
        return Err(MessageError(format!("the choice by '{name}' has no 'other'")));
    }
    Ok(Part::Choice { argument: name, is_plural, options })
}

fn parse_options(characters: &mut Peekable<Chars>, is_plural: bool) -> Result<Vec<(String, Message)>, MessageError> {
    let mut options = Vec::new();
    loop {
        let key = parse_word(characters);
        match characters.next() {
            Some('}') if key.is_empty() => return Ok(options),
            Some('{') if !key.is_empty() => {
                let message = parse_parts(characters, true, is_plural)?;
                characters.next();
                options.push((key, message));
            }
            _ => return Err(MessageError(format!("an option is not well formed near '{key}'"))),
        }
    }
}

fn parse_word(characters: &mut Peekable<Chars>) -> String {
    let mut word = String::new();
    while characters.next_if(|character| character.is_whitespace()).is_some() {}
    while let Some(character) =
        characters.next_if(|character| !character.is_whitespace() && !matches!(character, '{' | '}' | ','))
    {
        word.push(character);
    }
    while characters.next_if(|character| character.is_whitespace()).is_some() {}
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(tag: &str, message: &str, arguments: &[(&str, Argument)]) -> String {
        Message::parse(message).expect("message").format(tag, arguments)
    }

    #[test]
    fn plural_forms_follow_the_language() {
        let lithuanian = "{n, plural, one {# diena} few {# dienos} many {# dienos} other {# dienų}}";
        let of = |n: i64| text("lt", lithuanian, &[("n", Argument::Integer(n))]);
        assert_eq!([of(1), of(2), of(10), of(21)], ["1 diena", "2 dienos", "10 dienų", "21 diena"]);
        let russian = "{n, plural, one {# день} few {# дня} many {# дней} other {# дня}}";
        let of = |n: i64| text("ru", russian, &[("n", Argument::Integer(n))]);
        assert_eq!([of(1), of(3), of(11), of(21)], ["1 день", "3 дня", "11 дней", "21 день"]);
    }

    #[test]
    fn exact_numbers_come_before_rules() {
        let message = "{n, plural, =0 {none} one {one} other {#}}";
        assert_eq!(text("en", message, &[("n", Argument::Integer(0))]), "none");
        assert_eq!(text("en", message, &[("n", Argument::Integer(1200))]), "1,200");
    }

    #[test]
    fn select_and_nested_arguments() {
        let message = "{kind, select, file {File {name}} other {Row}} is ready";
        let arguments = [("kind", Argument::from("file")), ("name", Argument::from("a.csv"))];
        assert_eq!(text("en", message, &arguments), "File a.csv is ready");
    }

    #[test]
    fn apostrophes_quote_braces_only() {
        assert_eq!(text("en", "it's '{'literal'}' and two ''", &[]), "it's {literal} and two '");
    }

    #[test]
    fn malformed_messages_are_refused() {
        for message in ["{", "{a, plural, one {x}}", "}", "{a, date}", "{a b}"] {
            assert!(Message::parse(message).is_err(), "{message}");
        }
    }
}
