//! Where the page's files come from: the program itself, or a folder while one works on them.

use rust_embed::RustEmbed;
use std::borrow::Cow;
use std::path::{Component, Path, PathBuf};

/// The built page. A debug build reads the folder at run time, a release holds its content.
#[derive(RustEmbed)]
#[folder = "../../web/dist/"]
#[allow_missing = true]
struct BuiltPage;

/// The files of the page.
#[derive(Debug, Clone)]
pub enum Assets {
    /// As built into the program.
    Embedded,
    /// Read from a folder at every request.
    Directory(PathBuf),
}

impl Assets {
    /// A file by its path below the page's root, such as `assets/main-1a2b.js`.
    pub fn read(&self, path: &str) -> Option<Cow<'static, [u8]>> {
        match self {
            Assets::Embedded => BuiltPage::get(path).map(|file| file.data),
            Assets::Directory(directory) => read_below(directory, path).map(Cow::Owned),
        }
    }
}

/// Reads a file that lies below the folder; a path that climbs out names no file.
fn read_below(directory: &Path, path: &str) -> Option<Vec<u8>> {
    let relative = Path::new(path);
    let stays_inside = relative.components().all(|part| matches!(part, Component::Normal(_)));
    if !stays_inside {
        return None;
    }
    std::fs::read(directory.join(relative)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_cannot_leave_the_folder() {
        let folder = tempfile::tempdir().expect("folder");
        std::fs::create_dir(folder.path().join("page")).expect("folder");
        std::fs::write(folder.path().join("secret.txt"), "secret").expect("file");
        std::fs::write(folder.path().join("page/own.txt"), "own").expect("file");
        let assets = Assets::Directory(folder.path().join("page"));
        assert_eq!(assets.read("own.txt").as_deref(), Some(b"own".as_slice()));
        assert_eq!(assets.read("../secret.txt"), None);
        assert_eq!(assets.read("/etc/hostname"), None);
    }
}
