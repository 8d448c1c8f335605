//! `catalogue/dimensions/<id>.yaml`.

use crate::definition::Dimension;
use crate::fields::{Fields, Report};
use crate::yaml::Node;

pub(super) fn read(node: &Node, report: &mut Report<'_>) -> Option<Dimension> {
    let mut fields = Fields::of(node, "dimension", report)?;
    let id = fields.required_text("id", report);
    let multi_valued = fields.flag("multi_valued", report);
    let by_lot = fields.flag("by_lot", report);
    let person = fields.flag("person", report);
    fields.finish(report);
    Some(Dimension { id: id?, multi_valued, person, by_lot })
}
