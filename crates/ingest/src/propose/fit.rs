//! How well the columns of a file fit one entity.

use super::synonyms::{EntitySynonyms, plain};
use model::canonical::{self, Column, ColumnKind, Entity, words};
use sources::files::{ColumnProfile, ContentKind};
use std::collections::{BTreeMap, HashSet};

/// An entity with the columns found for it.
pub(super) struct Fit<'a> {
    pub(super) entity: &'static EntitySynonyms,
    pub(super) model: &'static Entity,
    pub(super) id: Option<&'a ColumnProfile>,
    pub(super) fields: BTreeMap<&'static str, &'a ColumnProfile>,
    /// Columns explained, with the marks; decides between entities.
    pub(super) score: f64,
    /// Required fields that no column fills.
    pub(super) missing: Vec<&'static Column>,
    /// Columns explained.
    pub(super) explained: usize,
    /// Share of the columns explained.
    pub(super) confidence: f64,
}

impl<'a> Fit<'a> {
    /// The fit of an entity; `None` when nothing speaks for it.
    pub(super) fn of(
        entity: &'static EntitySynonyms,
        file_name: &str,
        columns: &'a [ColumnProfile],
    ) -> Option<Fit<'a>> {
        let model = canonical::entity(&entity.name)?;
        let names: Vec<String> = columns.iter().map(|column| plain(&column.name)).collect();
        // What is only called name is the order's where columns of positions are called so.
        let has_line_items = names.iter().any(|name| name.starts_with("lineitem"));
        let find = |synonyms: &[String], fits: &dyn Fn(&ColumnProfile) -> bool, taken: &HashSet<usize>| {
            let of_lines = entity.name == "sales_document_line" && !has_line_items;
            synonyms.iter().filter(|synonym| !of_lines || *synonym != "name").find_map(|synonym| {
                let at = names.iter().enumerate().position(|(index, name)| name == synonym && !taken.contains(&index));
                at.filter(|index| columns.get(*index).is_some_and(fits))
            })
        };
        let id = find(&entity.id, &|column| column.filled > 0.5, &HashSet::new());
        let mut taken = HashSet::new();
        let mut fields = BTreeMap::new();
        // Required fields choose first.
        let (required, optional): (Vec<&Column>, Vec<&Column>) =
            model.columns.iter().partition(|column| column.required);
        for column in required.into_iter().chain(optional) {
            let Some(synonyms) = entity.fields.get(column.name) else { continue };
            if let Some(index) = find(synonyms, &|profile| holds(profile, column), &taken) {
                // The id may also be the name or a reference; other columns have one place.
                taken.insert(index);
                fields.extend(columns.get(index).map(|profile| (column.name, profile)));
            }
        }
        if entity.words.is_some() {
            own_status(columns, &names, &mut fields, &mut taken);
        }
        // A column that is called as the field itself needs no list of other names.
        taken.extend(id);
        for column in model.columns {
            let own = own_names(column);
            let free = !fields.contains_key(column.name);
            if let Some(index) = find(&own, &|profile| holds(profile, column), &taken).filter(|_| free) {
                taken.insert(index);
                fields.extend(columns.get(index).map(|profile| (column.name, profile)));
            }
        }
        let filled = |name: &str| {
            fields.contains_key(name) || entity.constants.contains_key(name) || is_implied(&entity.name, name)
        };
        let missing = model.columns.iter().filter(|column| column.required && !filled(column.name)).collect();
        if !entity.one_of.is_empty() && !entity.one_of.iter().any(|name| fields.contains_key(name.as_str())) {
            return None;
        }
        let explained = taken.len();
        let marks = names.iter().filter(|name| entity.marks.iter().any(|mark| mark == *name)).count();
        let begins =
            names.iter().filter(|name| entity.marks.iter().any(|mark| name.starts_with(mark.as_str()))).count();
        let in_file_name = entity.marks.iter().any(|mark| plain(file_name).contains(mark.as_str()));
        // Names such as date, type and status occur everywhere; without a mark they prove nothing.
        if fields.is_empty() || (marks == 0 && begins == 0 && !in_file_name) {
            return None;
        }
        Some(Fit {
            entity,
            model,
            id: id.and_then(|index| columns.get(index)),
            fields,
            missing,
            score: explained as f64 + marks as f64 + 0.5 * begins as f64 + f64::from(u8::from(in_file_name)),
            explained,
            confidence: explained as f64 / columns.len().max(1) as f64,
        })
    }
}

/// Deals have a stage, and often a status beside it that says what became of them: then the stage says only how far
/// they came.
fn own_status<'a>(
    columns: &'a [ColumnProfile],
    names: &[String],
    fields: &mut BTreeMap<&'static str, &'a ColumnProfile>,
    taken: &mut HashSet<usize>,
) {
    const SAYS: [&str; 3] = ["open", "won", "lost"];
    let is_status = |(index, name): &(usize, &String)| {
        matches!(name.as_str(), "status" | "dealstatus" | "opportunitystatus") && !taken.contains(index)
    };
    let Some((index, _)) = names.iter().enumerate().find(is_status) else { return };
    let Some(status) = columns.get(index).filter(|column| {
        !column.examples.is_empty() && column.examples.iter().all(|example| SAYS.contains(&plain(example).as_str()))
    }) else {
        return;
    };
    taken.insert(index);
    if let Some(stage) = fields.insert("status", status) {
        fields.insert("stage", stage);
    }
}

/// What a field is called, also without saying that it is a truth, a day or a moment.
fn own_names(column: &Column) -> Vec<String> {
    let short = match column.kind {
        ColumnKind::Boolean => column.name.strip_prefix("is_"),
        ColumnKind::Date => column.name.strip_suffix("_on"),
        ColumnKind::Instant => column.name.strip_suffix("_at"),
        _ => None,
    };
    std::iter::once(column.name).chain(short).map(plain).collect()
}

/// Required fields that the writer of the mapping knows to fill.
fn is_implied(entity: &str, field: &str) -> bool {
    matches!((entity, field), (_, "currency") | ("survey_response", "survey" | "kind"))
}

/// Whether a column's contents can be those of the field.
fn holds(profile: &ColumnProfile, column: &Column) -> bool {
    // A column called type says all sorts of things; it names the kind of a row or of who wrote it only in words that
    // mean one.
    if matches!(column.name, "kind" | "author_kind") && !column.words.is_empty() {
        return profile.examples.iter().all(|example| words::known(column.words, example).is_some());
    }
    match (column.kind, &profile.content) {
        (_, ContentKind::Empty) => true,
        (ColumnKind::Date | ColumnKind::Instant, content) => matches!(content, ContentKind::Date { .. }),
        (ColumnKind::Money | ColumnKind::Decimal | ColumnKind::Rate, content) => {
            matches!(content, ContentKind::Number { .. })
        }
        (ColumnKind::Integer, content) => matches!(content, ContentKind::Number { whole: true }),
        (ColumnKind::Boolean, content) => matches!(content, ContentKind::Boolean | ContentKind::Number { whole: true }),
        (_, content) => !matches!(content, ContentKind::Date { .. }),
    }
}
