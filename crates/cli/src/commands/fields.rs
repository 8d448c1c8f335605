//! `pharos fields`: prints the entities and fields that a mapping fills, for `cargo xtask gen`.

pub(crate) fn run() {
    print!("{}", model::canonical::reference());
}
