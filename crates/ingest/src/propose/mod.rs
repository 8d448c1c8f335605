//! A mapping proposed from the names and the contents of columns.

mod amounts;
mod deals;
mod discounts;
mod fit;
mod paid;
mod positions;
mod settings;
mod sheet;
mod subscriptions;
mod synonyms;
mod write;

pub(crate) use settings::currency;
pub(crate) use sheet::Sheet;

use fit::Fit;
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
    let mut fits: Vec<Fit<'_>> =
        synonyms::all()?.iter().filter_map(|entity| Fit::of(entity, file_name, sheet.columns)).collect();
    fits.sort_by(|left, right| right.score.total_cmp(&left.score));
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

/// Lines that carry the date of their document make the document as well.
fn document_of_lines<'f, 'a>(best: &'f Fit<'a>, fits: &'f [Fit<'a>]) -> &'f Fit<'a> {
    match best.entity.name.as_str() {
        "sales_document_line" => fits.iter().find(|fit| fit.entity.name == "sales_document").unwrap_or(best),
        _ => best,
    }
}
