//! Where each part of a file stands, by path: `numerator.sum`, `slices.2`.

use crate::yaml::{Node, Value};
use std::collections::BTreeMap;

/// Line and column of every value and of every key of one file.
#[derive(Debug, Clone, Default)]
pub(crate) struct Places {
    values: BTreeMap<String, (usize, usize)>,
    keys: BTreeMap<String, (usize, usize)>,
}

impl Places {
    pub(crate) fn of(root: &Node) -> Self {
        let mut places = Self::default();
        places.add(String::new(), root);
        places
    }

    /// Where the value at a path begins; of its nearest parent when the path itself is not written.
    pub(crate) fn value(&self, path: &str) -> (usize, usize) {
        Self::find(&self.values, path)
    }

    /// Where the key at a path stands.
    pub(crate) fn key(&self, path: &str) -> (usize, usize) {
        self.keys.get(path).copied().unwrap_or_else(|| self.value(path))
    }

    /// A position inside the text at a path.
    pub(crate) fn inside(&self, path: &str, line: usize, column: usize) -> (usize, usize) {
        let (first_line, first_column) = self.value(path);
        if line <= 1 { (first_line, first_column + column.saturating_sub(1)) } else { (first_line + line - 1, column) }
    }

    fn find(places: &BTreeMap<String, (usize, usize)>, path: &str) -> (usize, usize) {
        let mut path = path;
        loop {
            if let Some(place) = places.get(path) {
                return *place;
            }
            if path.is_empty() {
                return (1, 1);
            }
            path = path.rsplit_once('.').map_or("", |(parent, _)| parent);
        }
    }

    fn add(&mut self, path: String, node: &Node) {
        let below = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
        match &node.value {
            Value::Scalar { .. } => {}
            Value::List(items) => {
                for (position, item) in items.iter().enumerate() {
                    self.add(below(&position.to_string()), item);
                }
            }
            Value::Map(entries) => {
                for entry in entries {
                    self.keys.insert(below(&entry.key), entry.place);
                    self.add(below(&entry.key), &entry.value);
                }
            }
        }
        self.values.insert(path, node.text_place());
    }
}
