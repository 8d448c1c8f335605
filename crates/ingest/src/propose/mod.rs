//! A mapping proposed from the names and the contents of columns.

mod amounts;
mod deals;
mod discounts;
mod fit;
mod paid;
mod positions;
mod refunded;
mod settings;
mod sheet;
mod subscriptions;
mod synonyms;
mod write;

pub(crate) use settings::currency;
pub(crate) use sheet::Sheet;

use fit::Fit;
use model::canonical::{Column, ColumnKind};
use sources::files::Doubt;

/// A proposed mapping.
pub(crate) struct Proposal {
    /// The mapping file's text.
    pub(crate) text: String,
    /// How sure it is, 0 to 1.
    pub(crate) confidence: f64,
    pub(crate) doubts: Vec<Doubt>,
}

/// Below this a proposal would be a guess.
const LEAST_CONFIDENCE: f64 = 0.4;
/// So many known columns are no guess, however many others an export has.
const MANY_COLUMNS: usize = 6;

/// Proposes a mapping for a file, or nothing when no entity explains its columns.
pub(crate) fn propose(file_name: &str, sheet: &Sheet<'_>) -> Option<Proposal> {
    let mut fits = fits(file_name, sheet)?;
    fits.retain(|fit| fit.missing.is_empty());
    let best = fits.first()?;
    if best.confidence < LEAST_CONFIDENCE && best.explained < MANY_COLUMNS {
        return None;
    }
    let main = document_of_lines(best, &fits);
    let mut doubts: Vec<Doubt> = fits
        .iter()
        .filter(|fit| fit.entity.name != main.entity.name && fit.entity.name != best.entity.name)
        .take_while(|fit| fit.score > best.score * 0.9)
        .map(|fit| Doubt::new("other_entity_fits", None, &[("chosen", &main.entity.name), ("other", &fit.entity.name)]))
        .collect();
    let named = |name: &str| fits.iter().find(|fit| fit.entity.name == name);
    let others = write::Others { lines: named("sales_document_line"), people: named("person") };
    let text = write::mapping(file_name, sheet, main, &others, &mut doubts);
    Some(Proposal { text, confidence: best.confidence, doubts })
}

/// The field of the date, where nothing else is missing for a proposal.
pub(crate) fn missing_date(file_name: &str, sheet: &Sheet<'_>) -> Option<String> {
    let is_date = |column: &Column| matches!(column.kind, ColumnKind::Date | ColumnKind::Instant);
    fits(file_name, sheet)?.iter().find_map(|fit| {
        let [missing] = fit.missing.as_slice() else { return None };
        let is_known = fit.confidence >= LEAST_CONFIDENCE || fit.explained >= MANY_COLUMNS;
        (is_date(missing) && is_known).then(|| format!("{}.{}", fit.entity.name, missing.name))
    })
}

/// What the columns could be, best first.
fn fits<'a>(file_name: &str, sheet: &Sheet<'a>) -> Option<Vec<Fit<'a>>> {
    let mut fits: Vec<Fit<'a>> =
        synonyms::all()?.iter().filter_map(|entity| Fit::of(entity, file_name, sheet.columns)).collect();
    fits.sort_by(|left, right| right.score.total_cmp(&left.score));
    Some(fits)
}

/// Lines that carry the date of their document make the document as well.
fn document_of_lines<'f, 'a>(best: &'f Fit<'a>, fits: &'f [Fit<'a>]) -> &'f Fit<'a> {
    match best.entity.name.as_str() {
        "sales_document_line" => fits.iter().find(|fit| fit.entity.name == "sales_document").unwrap_or(best),
        _ => best,
    }
}
