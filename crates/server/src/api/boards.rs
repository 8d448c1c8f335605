//! Pages of tiles.

pub mod list;
pub mod show;
