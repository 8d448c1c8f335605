//! `pharos rebuild`: makes the analytical file again from the batches.

use crate::clock;
use crate::console::Console;
use crate::data;
use crate::failure::Failure;
use crate::progress::Bar;
use locales::Argument;
use serde::Serialize;
use std::path::PathBuf;
use workspace::Workspace;

#[derive(Serialize)]
struct Rebuilt {
    batches: usize,
    data_version: u64,
}

pub(crate) fn run(console: &Console, asked: Option<PathBuf>) -> Result<(), Failure> {
    let directory = data::existing(asked)?;
    let options = data::options(&directory, None);
    let workspace = {
        let bar = Bar::new(console);
        Workspace::rebuild(options, data::store_factory(), clock::now(), &mut |progress| bar.show(&progress))
            .map_err(|error| data::held(error, &directory))?
    };
    let batches = workspace.ledger().batches_after(0).map_err(Failure::unexpected)?.len();
    console.say("rebuilt", &[("batches", Argument::from(batches))]);
    console.value(&Rebuilt { batches, data_version: workspace.data_version() })
}
