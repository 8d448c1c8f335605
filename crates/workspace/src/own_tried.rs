//! Own metrics are tried before they serve: one that the store cannot compute would take every board it stands on
//! down with it.

use crate::OpenOptions;
use crate::own::own_folder;
use catalogue::definition::{Catalogue, Metric};
use catalogue::{Loaded, Problem, ProblemCode};
use jiff::Timestamp;
use model::settings::WorkspaceSettings;
use query::request::Subject;
use query::scope::Scope;
use query::{ErrorCode, QueryContext};
use store::Store;

/// An own file as it would be; none: without it.
pub(crate) type Edit = (String, Option<String>);

/// What own metrics are tried on.
pub(crate) struct Ground<'g> {
    pub(crate) options: &'g OpenOptions,
    pub(crate) store: &'g dyn Store,
    pub(crate) settings: &'g WorkspaceSettings,
    pub(crate) at: Timestamp,
}

impl Ground<'_> {
    /// The catalogue with the user's own files. What cannot be computed is left out, with its problem.
    pub(crate) fn read(&self, edits: &[Edit]) -> Loaded {
        let loaded = read_catalogue(self.options, edits);
        self.without_what_fails(loaded, edits)
    }

    /// The same for a catalogue that was read already.
    pub(crate) fn without_what_fails(&self, loaded: Loaded, edits: &[Edit]) -> Loaded {
        let own = loaded.catalogue.metrics.values().filter(|metric| metric.own.is_some());
        let failing: Vec<Problem> = own.filter_map(|metric| self.fault(&loaded.catalogue, metric)).collect();
        if failing.is_empty() {
            return loaded;
        }
        let left_out = failing.iter().map(|problem| (problem.file.clone(), None));
        let edits: Vec<Edit> = edits.iter().cloned().chain(left_out).collect();
        let mut rest = read_catalogue(self.options, &edits);
        rest.problems.extend(failing);
        Loaded { own: loaded.own, ..rest }
    }

    fn fault(&self, catalogue: &Catalogue, metric: &Metric) -> Option<Problem> {
        let context = QueryContext::new(self.store, catalogue, self.settings, 0);
        let parsed = query::parse(catalogue, Subject::Metric(metric.id.clone()), &[], self.at).ok()?;
        // No figure leaves this function.
        let fault = query::metric(&context, &Scope::everything(), parsed.request).err()?;
        if !matches!(fault.code, ErrorCode::StoreFailed | ErrorCode::BadDefinition) {
            return None;
        }
        // The engine's own words help nobody who does not know the statement; the log keeps them.
        tracing::warn!(file = metric.file, %fault, "an own metric cannot be computed");
        Some(Problem::new(ProblemCode::NotAnswered, &metric.file, (1, 1)))
    }
}

/// The program's catalogue (or the one being worked on) with the user's own files.
pub(crate) fn read_catalogue(options: &OpenOptions, edits: &[Edit]) -> Loaded {
    Catalogue::read_edited(options.catalogue_directory.as_deref(), &own_folder(&options.directory), edits)
}
