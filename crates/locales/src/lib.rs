//! The texts of the product in six languages: one tree per language in `locales/<tag>.json`,
//! messages in ICU form with named arguments and plural rules.
//!
//! The page compiles the same files; what stands here serves the command line, mails and API errors.

mod fold;
mod format;
mod message;
mod negotiate;
mod search;

pub use fold::fold;
pub use format::{Argument, format_decimal};
pub use message::{Message, MessageError};
pub use negotiate::best_tag;
pub use search::{Called, found};

use include_dir::{Dir, include_dir};
use std::collections::BTreeMap;
use std::path::Path;

/// The languages of the product, the fallback first.
pub const TAGS: [&str; 6] = ["en", "ru", "de", "zh", "fa", "lt"];

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../locales");

/// All texts of all languages by dotted key.
#[derive(Debug, Clone, Default)]
pub struct Locales {
    texts: BTreeMap<String, BTreeMap<String, String>>,
}

/// A locale file that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum LocalesError {
    /// The file is missing or cannot be read.
    #[error("{file}: {message}")]
    Unreadable {
        /// Which file.
        file: String,
        /// The system's words.
        message: String,
    },
    /// The file is not a JSON tree of texts.
    #[error("{file}, line {line}: {message}")]
    Malformed {
        /// Which file.
        file: String,
        /// Line in the file.
        line: usize,
        /// The parser's words.
        message: String,
    },
}

impl Locales {
    /// The texts that were built into the program.
    ///
    /// # Errors
    /// When a built-in file is malformed, which a test rules out.
    pub fn embedded() -> Result<Self, LocalesError> {
        Self::load(|tag| {
            let name = format!("{tag}.json");
            let file = EMBEDDED.get_file(&name).and_then(|file| file.contents_utf8());
            file.map(str::to_owned).ok_or(LocalesError::Unreadable { file: name, message: "not built in".to_owned() })
        })
    }

    /// The texts of a folder, read anew: for work on the texts themselves.
    ///
    /// # Errors
    /// When a file is missing or malformed.
    pub fn read(directory: &Path) -> Result<Self, LocalesError> {
        Self::load(|tag| {
            let path = directory.join(format!("{tag}.json"));
            std::fs::read_to_string(&path).map_err(|error| LocalesError::Unreadable {
                file: path.display().to_string(),
                message: error.to_string(),
            })
        })
    }

    fn load(read: impl Fn(&str) -> Result<String, LocalesError>) -> Result<Self, LocalesError> {
        let mut texts = BTreeMap::new();
        for tag in TAGS {
            let tree: serde_json::Value = serde_json::from_str(&read(tag)?).map_err(|error| {
                LocalesError::Malformed { file: format!("{tag}.json"), line: error.line(), message: error.to_string() }
            })?;
            let mut flat = BTreeMap::new();
            flatten("", &tree, &mut flat);
            texts.insert(tag.to_owned(), flat);
        }
        Ok(Self { texts })
    }

    /// Whether a language has a text of its own for the key.
    pub fn has(&self, tag: &str, key: &str) -> bool {
        self.texts.get(tag).is_some_and(|texts| texts.contains_key(key))
    }

    /// All keys of a language.
    pub fn keys(&self, tag: &str) -> impl Iterator<Item = &str> {
        self.texts.get(tag).into_iter().flat_map(|texts| texts.keys().map(String::as_str))
    }

    /// The raw message of a language, without falling back.
    pub fn raw(&self, tag: &str, key: &str) -> Option<&str> {
        self.texts.get(tag)?.get(key).map(String::as_str)
    }

    /// The formatted text; English where the language has none, the key itself where nobody has one.
    pub fn text(&self, tag: &str, key: &str, arguments: &[(&str, Argument)]) -> String {
        let (tag, raw) = match (self.raw(tag, key), self.raw(TAGS[0], key)) {
            (Some(raw), _) => (tag, raw),
            (None, Some(raw)) => (TAGS[0], raw),
            (None, None) => return key.to_owned(),
        };
        match Message::parse(raw) {
            Ok(message) => message.format(tag, arguments),
            Err(_) => raw.to_owned(),
        }
    }
}

fn flatten(prefix: &str, node: &serde_json::Value, flat: &mut BTreeMap<String, String>) {
    match node {
        serde_json::Value::Object(children) => {
            for (name, child) in children {
                let key = if prefix.is_empty() { name.clone() } else { format!("{prefix}.{name}") };
                flatten(&key, child, flat);
            }
        }
        serde_json::Value::String(text) => {
            flat.insert(prefix.to_owned(), text.clone());
        }
        other => {
            flat.insert(prefix.to_owned(), other.to_string());
        }
    }
}
