//! `pharos openapi`: prints the description of the API, for `cargo xtask gen`.

use crate::failure::Failure;

pub(crate) fn run() -> Result<(), Failure> {
    print!("{}", server::openapi().map_err(Failure::unexpected)?);
    Ok(())
}
