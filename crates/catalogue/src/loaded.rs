//! The catalogue as it is read: what is right, and what is wrong with the rest.

use crate::definition::{Board, BoardGroup, Catalogue};
use crate::drafts::Drafts;
use crate::problem::Problem;
use crate::source_files::{self, SourceFile};
use crate::{check, load};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A catalogue and the problems of the files that are not in it.
#[derive(Debug, Clone, Default)]
pub struct Loaded {
    /// Everything that is right.
    pub catalogue: Catalogue,
    /// Everything that is wrong, by file and place.
    pub problems: Vec<Problem>,
    /// The user's own files by path, as they were read; what is not text is missing.
    pub own: BTreeMap<String, String>,
}

impl Catalogue {
    /// Reads a folder with `facts`, `metrics`, `dimensions` and `boards`. A broken file is left out.
    pub fn read(folder: &Path) -> Loaded {
        load(&source_files::of_folder(folder), &[])
    }

    /// The catalogue of the program itself: built into a release, from the source tree in a debug build.
    pub fn embedded() -> Loaded {
        load(&source_files::shipped(), &[])
    }

    /// The program's catalogue (or the one in `base`) together with a user's own files, which may add but not
    /// replace. Own metrics carry `name:` and `meaning:` themselves.
    pub fn read_own(base: Option<&Path>, own: &Path) -> Loaded {
        let base = base.map_or_else(source_files::shipped, source_files::of_folder);
        load(&base, &source_files::of_folder(own))
    }

    /// The same with some of the user's files as they would be, or without them: for drafts, and for definitions
    /// as they were. A folder that does not exist has no files.
    pub fn read_edited(base: Option<&Path>, own: &Path, edits: &[(String, Option<String>)]) -> Loaded {
        let base = base.map_or_else(source_files::shipped, source_files::of_folder);
        let mut files = if own.exists() { source_files::of_folder(own) } else { Vec::new() };
        for (path, text) in edits {
            files.retain(|file| file.path != *path);
            let content = text.as_ref().map(|text| Ok(text.clone().into_bytes()));
            files.extend(content.map(|content| SourceFile { path: path.clone(), content }));
        }
        files.sort_by(|left, right| left.path.cmp(&right.path));
        load(&base, &files)
    }

    /// The user's own files in a folder by path; what is not text is missing.
    pub fn own_files(own: &Path) -> BTreeMap<String, String> {
        if own.exists() { texts(&source_files::of_folder(own)) } else { BTreeMap::new() }
    }
}

pub(crate) fn load(base: &[SourceFile], own: &[SourceFile]) -> Loaded {
    let mut drafts = Drafts::default();
    let mut problems = Vec::new();
    load::read(base, &[], false, &mut drafts, &mut problems);
    load::read(own, base, true, &mut drafts, &mut problems);
    check::run(&drafts, &mut problems);
    let refused = problems.iter().filter(|problem| problem.code.refuses(&problem.file));
    let refused: BTreeSet<String> = refused.map(|problem| problem.file.clone()).collect();
    let catalogue = without(drafts, &refused);
    let mut catalogue = catalogue;
    place_own_metrics(&mut catalogue);
    problems.sort_by(|left, right| (&left.file, left.line, left.column).cmp(&(&right.file, right.line, right.column)));
    // A mistake in what several measures share is one mistake.
    problems.dedup();
    Loaded { catalogue, problems, own: texts(own) }
}

fn texts(files: &[SourceFile]) -> BTreeMap<String, String> {
    let text = |file: &SourceFile| String::from_utf8(file.content.as_ref().ok()?.clone()).ok();
    files.iter().filter_map(|file| Some((file.path.clone(), text(file)?))).collect()
}

/// Group of a board for own metrics that name none.
const OWN_GROUP: &str = "own";

/// Puts own metrics on the boards they name; a board or group that does not exist is made.
fn place_own_metrics(catalogue: &mut Catalogue) {
    for (id, metric) in &catalogue.metrics {
        for place in metric.own.iter().flat_map(|own| &own.boards) {
            let (board, group) = place.split_once('.').unwrap_or((place, OWN_GROUP));
            let board = catalogue.boards.entry(board.to_owned()).or_insert_with(|| Board {
                id: board.to_owned(),
                name: None,
                groups: Vec::new(),
            });
            match board.groups.iter_mut().find(|known| known.id == group) {
                Some(group) if group.metrics.contains(id) => {}
                Some(group) => group.metrics.push(id.clone()),
                None => {
                    let metrics = vec![id.clone()];
                    board.groups.push(BoardGroup { id: group.to_owned(), name: None, metrics });
                }
            }
        }
    }
}

/// The catalogue without the refused files and without what rests on them.
fn without(drafts: Drafts, refused: &BTreeSet<String>) -> Catalogue {
    let mut catalogue = Catalogue::default();
    let kept = |file: &str| !refused.contains(file);
    for (id, draft) in drafts.facts.into_iter().filter(|(_, draft)| kept(&draft.file)) {
        catalogue.facts.insert(id, draft.item);
    }
    for (id, draft) in drafts.dimensions.into_iter().filter(|(_, draft)| kept(&draft.file)) {
        catalogue.dimensions.insert(id, draft.item);
    }
    for (id, draft) in drafts.metrics.into_iter().filter(|(_, draft)| kept(&draft.file)) {
        catalogue.metrics.insert(id, draft.item.metric);
    }
    for (id, draft) in drafts.boards.into_iter().filter(|(_, draft)| kept(&draft.file)) {
        catalogue.boards.insert(id, draft.item);
    }
    for (id, draft) in drafts.calculator.into_iter().filter(|(_, draft)| kept(&draft.file)) {
        catalogue.calculator.insert(id, draft.item);
    }
    remove_dangling(&mut catalogue);
    catalogue
}

/// Removes facts, metrics and tiles whose foundation was refused, until nothing rests on what is missing.
fn remove_dangling(catalogue: &mut Catalogue) {
    loop {
        let before = catalogue.facts.len() + catalogue.metrics.len();
        let facts: BTreeSet<String> = catalogue.facts.keys().cloned().collect();
        catalogue.facts.retain(|_, fact| {
            fact.reads.iter().filter_map(|read| read.strip_prefix("fact.")).all(|name| facts.contains(name))
        });
        let metrics: BTreeSet<String> = catalogue.metrics.keys().cloned().collect();
        let facts = &catalogue.facts;
        catalogue.metrics.retain(|_, metric| {
            metric.measures.values().all(|measure| facts.contains_key(&measure.fact))
                && metric.value.metrics().iter().all(|id| metrics.contains(*id))
        });
        if catalogue.facts.len() + catalogue.metrics.len() == before {
            break;
        }
    }
    for section in catalogue.calculator.values_mut() {
        section.calculations.retain(|calculation| catalogue.metrics.contains_key(&calculation.metric));
    }
    for group in catalogue.boards.values_mut().flat_map(|board| &mut board.groups) {
        group.metrics.retain(|id| catalogue.metrics.contains_key(id));
    }
}
