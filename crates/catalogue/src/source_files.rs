//! Where catalogue files come from: a folder, or the program itself.

use std::path::Path;

/// One file with its path from the catalogue's folder, parts joined by `/`.
#[derive(Debug, Clone)]
pub(crate) struct SourceFile {
    pub(crate) path: String,
    pub(crate) content: Result<Vec<u8>, String>,
}

/// Deepest folder: `metrics/<family>/<file>`.
const MOST_LEVELS: usize = 4;

/// All files below a folder, by path. A folder that cannot be read counts as one unreadable file.
pub(crate) fn of_folder(root: &Path) -> Vec<SourceFile> {
    let mut files = Vec::new();
    collect(root, "", MOST_LEVELS, &mut files);
    files.sort_by(|left, right| left.path.cmp(&right.path));
    files
}

fn collect(folder: &Path, prefix: &str, levels: usize, files: &mut Vec<SourceFile>) {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => {
            files.push(SourceFile { path: prefix.trim_end_matches('/').to_owned(), content: Err(error.to_string()) });
            return;
        }
    };
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        let path = format!("{prefix}{name}");
        if entry.path().is_dir() {
            if levels > 1 {
                collect(&entry.path(), &format!("{path}/"), levels - 1, files);
            }
        } else {
            files.push(SourceFile { path, content: std::fs::read(entry.path()).map_err(|error| error.to_string()) });
        }
    }
}

/// The catalogue that belongs to the program: built in, or in debug builds read from the source tree, so that
/// an edit of a metric needs no build.
#[cfg(debug_assertions)]
pub(crate) fn shipped() -> Vec<SourceFile> {
    of_folder(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../catalogue")))
}

/// The catalogue that belongs to the program.
#[cfg(not(debug_assertions))]
pub(crate) fn shipped() -> Vec<SourceFile> {
    use include_dir::{Dir, include_dir};
    static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../catalogue");

    fn add(folder: &Dir<'_>, files: &mut Vec<SourceFile>) {
        files.extend(folder.files().map(|file| SourceFile {
            path: file.path().to_string_lossy().replace('\\', "/"),
            content: Ok(file.contents().to_vec()),
        }));
        folder.dirs().for_each(|inner| add(inner, files));
    }

    let mut files = Vec::new();
    add(&EMBEDDED, &mut files);
    files.sort_by(|left, right| left.path.cmp(&right.path));
    files
}
