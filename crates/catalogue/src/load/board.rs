//! `catalogue/boards/<id>.yaml`.

use crate::definition::{Board, BoardGroup};
use crate::fields::{Fields, Report, items};
use crate::yaml::Node;

pub(super) fn read(node: &Node, report: &mut Report<'_>) -> Option<Board> {
    let mut fields = Fields::of(node, "board", report)?;
    let id = fields.required_text("id", report);
    let name = fields.optional_text("name", report);
    let groups = fields.required("groups", report);
    let groups = groups.map_or(&[][..], |list| items("groups", list, report));
    let groups = groups.iter().filter_map(|group| read_group(group, report)).collect();
    fields.finish(report);
    Some(Board { id: id.unwrap_or_default(), name, groups })
}

fn read_group(node: &Node, report: &mut Report<'_>) -> Option<BoardGroup> {
    let mut fields = Fields::of(node, "groups", report)?;
    let id = fields.required_text("id", report);
    let name = fields.optional_text("name", report);
    let metrics = fields.texts("metrics", report);
    fields.finish(report);
    Some(BoardGroup { id: id.unwrap_or_default(), name, metrics })
}
