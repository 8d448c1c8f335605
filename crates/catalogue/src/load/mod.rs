//! From files to drafts: each file by itself.

mod board;
mod calculator;
mod cohort;
mod components;
mod dimension;
mod direction;
mod example;
mod fact;
mod fact_columns;
mod fact_statement;
mod formula;
mod like;
mod measure;
mod metric;
mod model_measure;

use crate::drafts::{Draft, Drafts};
use crate::fields::Report;
use crate::places::Places;
use crate::problem::{Problem, ProblemCode};
use crate::source_files::SourceFile;
use crate::yaml::{self, Node, YamlError};
use std::collections::BTreeMap;

/// Largest file in bytes.
const MOST_BYTES: usize = 256 * 1024;

/// Reads files into drafts. `own` files are a user's own: metrics carry their texts themselves, and may refer to
/// `base`, the files that were read before.
pub(crate) fn read(
    files: &[SourceFile],
    base: &[SourceFile],
    own: bool,
    drafts: &mut Drafts,
    problems: &mut Vec<Problem>,
) {
    let text_of_metric = |id: &str| {
        let is_it = |file: &&SourceFile| FileKind::of(&file.path) == Some(FileKind::Metric) && stem(&file.path) == id;
        let file = base.iter().chain(files).find(is_it)?;
        file.content.as_ref().ok().and_then(|bytes| std::str::from_utf8(bytes).ok())
    };
    for file in files {
        let Some(kind) = FileKind::of(&file.path) else {
            if !file.path.ends_with(".md") {
                problems.push(Problem::new(ProblemCode::MisplacedFile, &file.path, (1, 1)));
            }
            continue;
        };
        let mut report = Report { file: &file.path, problems };
        let Some(text) = text_of(file, &mut report) else {
            continue;
        };
        let name = stem(&file.path);
        drafts.named.insert(format!("{}/{name}", kind.folder()));
        match kind {
            FileKind::Fact => {
                let draft = fact::read(text, &mut report);
                let _ = keep(draft, |item| &item.name, &mut drafts.facts, &mut report);
            }
            FileKind::Metric => {
                let draft = from_yaml(text, &mut report, |node, report| {
                    like::write_out(node, &text_of_metric, report);
                    metric::read(node, own, report)
                });
                drafts.faulty.extend(keep(draft, |item| &item.metric.id, &mut drafts.metrics, &mut report));
            }
            FileKind::Dimension => {
                let draft = from_yaml(text, &mut report, |node, report| dimension::read(node, report));
                let _ = keep(draft, |item| &item.id, &mut drafts.dimensions, &mut report);
            }
            FileKind::Board => {
                let draft = from_yaml(text, &mut report, |node, report| board::read(node, report));
                drafts.faulty_boards.extend(keep(draft, |item| &item.id, &mut drafts.boards, &mut report));
            }
            FileKind::Calculator => {
                let draft = from_yaml(text, &mut report, |node, report| calculator::read(node, report));
                let _ = keep(draft, |item| &item.id, &mut drafts.calculator, &mut report);
            }
        }
    }
}

/// What a file defines, told by its folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FileKind {
    Fact,
    Metric,
    Dimension,
    Board,
    Calculator,
}

impl FileKind {
    fn of(path: &str) -> Option<Self> {
        let parts: Vec<&str> = path.split('/').collect();
        match parts.as_slice() {
            ["facts", name] if name.ends_with(".sql") => Some(Self::Fact),
            ["metrics", _, name] if name.ends_with(".yaml") => Some(Self::Metric),
            ["dimensions", name] if name.ends_with(".yaml") => Some(Self::Dimension),
            ["boards", name] if name.ends_with(".yaml") => Some(Self::Board),
            ["calculator", name] if name.ends_with(".yaml") => Some(Self::Calculator),
            _ => None,
        }
    }

    fn folder(self) -> &'static str {
        match self {
            Self::Fact => "facts",
            Self::Metric => "metrics",
            Self::Dimension => "dimensions",
            Self::Board => "boards",
            Self::Calculator => "calculator",
        }
    }
}

/// The file's name without folder and ending.
fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

fn text_of<'file>(file: &'file SourceFile, report: &mut Report<'_>) -> Option<&'file str> {
    let message = match &file.content {
        Ok(bytes) if bytes.len() > MOST_BYTES => format!("> {MOST_BYTES} B"),
        Ok(bytes) => match std::str::from_utf8(bytes) {
            Ok(text) => return Some(text),
            Err(error) => error.to_string(),
        },
        Err(message) => message.clone(),
    };
    report.push(Problem::new(ProblemCode::UnreadableFile, report.file, (1, 1)).with("message", message));
    None
}

/// Parses YAML and hands the tree to a reader.
fn from_yaml<T>(
    text: &str,
    report: &mut Report<'_>,
    read: impl FnOnce(&mut Node, &mut Report<'_>) -> Option<T>,
) -> Option<Draft<T>> {
    let before = report.problems.len();
    let mut root = tree(text, report)?;
    let item = read(&mut root, report)?;
    let sound = report.problems.len() == before;
    Some(Draft { item, file: report.file.to_owned(), places: Places::of(&root), sound })
}

/// Parses YAML. A key that stands twice is reported, and counts as it was written first.
fn tree(text: &str, report: &mut Report<'_>) -> Option<Node> {
    match yaml::parse(text) {
        Ok(parsed) => {
            for (key, place) in parsed.duplicates {
                report.push(Problem::new(ProblemCode::DuplicateKey, report.file, place).with("key", key));
            }
            Some(parsed.root)
        }
        Err(YamlError { place, message }) => {
            report.push(Problem::new(ProblemCode::Syntax, report.file, place).with("message", message));
            None
        }
    }
}

/// Keeps a sound draft under its id, which must be the file's name and free; gives back one that is not kept.
fn keep<T>(
    draft: Option<Draft<T>>,
    id: impl Fn(&T) -> &String,
    kept: &mut BTreeMap<String, Draft<T>>,
    report: &mut Report<'_>,
) -> Option<Draft<T>> {
    let draft = draft?;
    let name = id(&draft.item).clone();
    let place = if draft.file.ends_with(".sql") { draft.places.value("fact") } else { draft.places.value("id") };
    let expected = stem(&draft.file);
    // One that is missing was reported as missing.
    if !name.is_empty() && (name != expected || !crate::name::is_name(&name)) {
        report.push(Problem::new(ProblemCode::WrongId, &draft.file, place).with("id", name).with("expected", expected));
        return Some(draft);
    }
    if let Some(first) = kept.get(&name) {
        let problem = Problem::new(ProblemCode::DuplicateId, &draft.file, place)
            .with("id", name)
            .with("file", first.file.as_str());
        report.push(problem);
        return Some(draft);
    }
    if !draft.sound {
        return Some(draft);
    }
    kept.insert(name, draft);
    None
}
