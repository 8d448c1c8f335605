//! A company of given rows that can be asked anything: for tests of what must hold for every company.

use super::CheckFault;
use super::bench::Bench;
use super::given::{self, Given};
use catalogue::definition::Catalogue;
use model::settings::WorkspaceSettings;
use query::QueryContext;
use store::Store;

/// A store with all facts of a catalogue, derived from rows as examples give them.
pub struct Company<'a> {
    bench: Bench<'a>,
    catalogue: &'a Catalogue,
    settings: WorkspaceSettings,
}

impl<'a> Company<'a> {
    /// A company without rows in an empty store.
    ///
    /// # Errors
    /// When the facts of the catalogue cannot be made.
    pub fn new(catalogue: &'a Catalogue, store: Box<dyn Store>) -> Result<Self, CheckFault> {
        Ok(Self { bench: Bench::new(catalogue, store)?, catalogue, settings: WorkspaceSettings::default() })
    }

    /// Puts rows in the place of all that are there and derives every fact.
    ///
    /// # Errors
    /// When a value does not fit its field, or the store fails.
    pub fn fill(&mut self, given: &Given, settings: WorkspaceSettings) -> Result<(), CheckFault> {
        let rows = given::rows(given, &settings)?;
        self.bench.fill(&rows, &settings, self.catalogue)?;
        self.settings = settings;
        Ok(())
    }

    /// What a query needs.
    pub fn context(&self) -> QueryContext<'_> {
        self.bench.context(&self.settings)
    }
}
