//! YAML as a tree in which every value knows its place.
//!
//! Anchors, tags and several documents are refused: a catalogue file has no use for them, and without
//! aliases a small file stays small.

use serde_saphyr::granit_parser::{Event, Marker, Parser, ScalarStyle};

/// Deepest nesting of lists and mappings.
const MOST_LEVELS: usize = 20;

/// A value and where it begins, both from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Node {
    pub(crate) value: Value,
    pub(crate) place: (usize, usize),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    /// Text as written; `plain` without quotes, so that it may also be a number, a truth value or nothing.
    Scalar {
        text: String,
        plain: bool,
    },
    List(Vec<Node>),
    Map(Vec<Entry>),
}

/// A key with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) key: String,
    pub(crate) place: (usize, usize),
    pub(crate) value: Node,
}

/// A tree, and the keys that stand in a mapping once more; their values are left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Parsed {
    pub(crate) root: Node,
    pub(crate) duplicates: Vec<(String, (usize, usize))>,
}

/// Why a text is not such a tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct YamlError {
    pub(crate) place: (usize, usize),
    pub(crate) message: String,
}

impl Node {
    /// Nothing: an empty value, `~` or `null`.
    pub(crate) fn is_null(&self) -> bool {
        matches!(&self.value, Value::Scalar { text, plain: true } if matches!(text.as_str(), "" | "~" | "null"))
    }

    /// The text of a scalar.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar { text, .. } if !self.is_null() => Some(text),
            _ => None,
        }
    }

    /// Where the text itself begins, behind an opening quote.
    pub(crate) fn text_place(&self) -> (usize, usize) {
        let quote = usize::from(matches!(self.value, Value::Scalar { plain: false, .. }));
        (self.place.0, self.place.1 + quote)
    }

    /// As JSON: plain numbers and truth values as such, everything else as text.
    pub(crate) fn json(&self) -> serde_json::Value {
        match &self.value {
            Value::Scalar { .. } if self.is_null() => serde_json::Value::Null,
            Value::Scalar { text, plain: true } => plain_json(text),
            Value::Scalar { text, plain: false } => serde_json::Value::String(text.clone()),
            Value::List(items) => items.iter().map(Node::json).collect(),
            Value::Map(entries) => {
                serde_json::Value::Object(entries.iter().map(|entry| (entry.key.clone(), entry.value.json())).collect())
            }
        }
    }
}

fn plain_json(text: &str) -> serde_json::Value {
    match text {
        "true" => true.into(),
        "false" => false.into(),
        _ if text.parse::<rust_decimal::Decimal>().is_ok() => {
            serde_json::from_str::<serde_json::Number>(text).map_or_else(|_| text.into(), serde_json::Value::Number)
        }
        _ => text.into(),
    }
}

/// Reads a text. An empty one is null.
pub(crate) fn parse(text: &str) -> Result<Parsed, YamlError> {
    let mut builder = Builder { open: Vec::new(), root: None, duplicates: Vec::new() };
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| syntax(place(error.marker()), error.info()))?;
        builder.take(event, place(&span.start))?;
    }
    let root = builder.root.unwrap_or(Node { value: scalar("", true), place: (1, 1) });
    Ok(Parsed { root, duplicates: builder.duplicates })
}

fn place(marker: &Marker) -> (usize, usize) {
    (marker.line().max(1), marker.col() + 1)
}

fn syntax(place: (usize, usize), message: impl Into<String>) -> YamlError {
    YamlError { place, message: message.into() }
}

fn scalar(text: &str, plain: bool) -> Value {
    Value::Scalar { text: text.to_owned(), plain }
}

/// A list or mapping that is not closed yet.
struct Open {
    node: Node,
    key: Option<(String, (usize, usize))>,
}

struct Builder {
    open: Vec<Open>,
    root: Option<Node>,
    duplicates: Vec<(String, (usize, usize))>,
}

impl Builder {
    fn take(&mut self, event: Event<'_>, place: (usize, usize)) -> Result<(), YamlError> {
        let refused = |what: &str| Err(syntax(place, format!("{what} cannot be used here")));
        match event {
            Event::Scalar(_, _, _, Some(_))
            | Event::SequenceStart(_, _, Some(_))
            | Event::MappingStart(_, _, Some(_)) => refused("a tag"),
            Event::Alias(_) | Event::Anchor(..) | Event::UnresolvedAlias(_) => refused("an alias"),
            Event::DocumentStart(..) if self.root.is_some() => refused("a second document"),
            Event::Scalar(text, style, ..) => {
                self.value(Node { value: scalar(&text, style == ScalarStyle::Plain), place })
            }
            Event::SequenceStart(..) => self.begin(Value::List(Vec::new()), place),
            Event::MappingStart(..) => self.begin(Value::Map(Vec::new()), place),
            Event::SequenceEnd | Event::MappingEnd => match self.open.pop() {
                Some(closed) => self.value(closed.node),
                None => Ok(()),
            },
            _ => Ok(()),
        }
    }

    fn begin(&mut self, value: Value, place: (usize, usize)) -> Result<(), YamlError> {
        if self.open.len() >= MOST_LEVELS {
            return Err(syntax(place, "nested too deeply"));
        }
        if let Some(Open { node: Node { value: Value::Map(_), .. }, key: None }) = self.open.last() {
            return Err(syntax(place, "a key must be a plain word"));
        }
        self.open.push(Open { node: Node { value, place }, key: None });
        Ok(())
    }

    /// Puts a finished value where it belongs: into the open list, behind its key, or as a key itself.
    fn value(&mut self, value: Node) -> Result<(), YamlError> {
        let Some(parent) = self.open.last_mut() else {
            self.root = Some(value);
            return Ok(());
        };
        match (&mut parent.node.value, parent.key.take()) {
            (Value::List(items), _) => items.push(value),
            (Value::Map(entries), Some((key, place))) if entries.iter().any(|entry| entry.key == key) => {
                self.duplicates.push((key, place));
            }
            (Value::Map(entries), Some((key, place))) => entries.push(Entry { key, place, value }),
            (Value::Map(_), None) => {
                let place = value.place;
                let Value::Scalar { text, .. } = value.value else {
                    return Err(syntax(place, "a key must be a plain word"));
                };
                parent.key = Some((text, place));
            }
            (Value::Scalar { .. }, _) => {}
        }
        Ok(())
    }
}
