//! The statement of a fact: which tables it reads, which columns it gives.

use crate::fields::Report;
use crate::problem::{Problem, ProblemCode};
use sqlparser::ast::{
    Expr, ObjectName, Query, Select, SelectItem, SetExpr, Spanned, Statement, TableFactor, Visit, Visitor,
};
use sqlparser::dialect::GenericDialect;
use sqlparser::parser::Parser;
use std::collections::BTreeSet;
use std::ops::ControlFlow;

/// Tables beside the canonical entities that facts may read: written by identity and the store.
pub(crate) const SUPPORT_TABLES: &[&str] =
    &["customer", "customer_link", "calendar_day", "setting", "non_product_code", "opening_interval"];

/// What was found in a statement.
pub(super) struct FactStatement {
    /// Names of the SELECT list in order; `None` for an expression without a name.
    pub(super) columns: Vec<Option<String>>,
    /// Tables read, each once, sorted.
    pub(super) reads: Vec<String>,
}

/// Reads the statement; the whole file is parsed so that positions are the file's.
pub(super) fn read(file_text: &str, report: &mut Report<'_>) -> Option<FactStatement> {
    let statements = match Parser::parse_sql(&GenericDialect {}, file_text) {
        Ok(statements) => statements,
        Err(error) => {
            let error = crate::sql::syntax(&error);
            let problem = Problem::new(ProblemCode::Syntax, report.file, (error.line, error.column));
            report.push(problem.with("message", error.kind.to_string()));
            return None;
        }
    };
    let [Statement::Query(query)] = statements.as_slice() else {
        report.push(Problem::new(ProblemCode::NotAllowed, report.file, (1, 1)).with("text", "≠ SELECT"));
        return None;
    };
    let mut tables = Tables { common: common_names(query), ..Tables::default() };
    let _ = query.visit(&mut tables);
    for (text, place) in &tables.refused {
        report.push(Problem::new(ProblemCode::NotAllowed, report.file, *place).with("text", text.as_str()));
    }
    for (name, place) in tables.common.iter().filter(|(name, _)| is_table(name)) {
        report.push(Problem::new(ProblemCode::HiddenTable, report.file, *place).with("table", name.as_str()));
    }
    let unknown = tables.read.iter().filter(|(name, _)| !name.starts_with("fact.") && !is_table(name));
    let mut reported = BTreeSet::new();
    for (name, place) in unknown {
        if reported.insert(name) {
            let problem = Problem::new(ProblemCode::UnknownTable, report.file, *place);
            report.push(problem.with("table", name.as_str()).nearest(name, table_names()));
        }
    }
    let reads: BTreeSet<String> = tables.read.into_iter().map(|(name, _)| name).collect();
    Some(FactStatement { columns: select_list(&query.body), reads: reads.into_iter().collect() })
}

fn table_names() -> impl Iterator<Item = &'static str> {
    model::canonical::ENTITIES.iter().map(|entity| entity.name).chain(SUPPORT_TABLES.iter().copied())
}

fn is_table(name: &str) -> bool {
    table_names().any(|known| known == name)
}

type Place = (usize, usize);

#[derive(Default)]
struct Tables {
    common: Vec<(String, Place)>,
    read: Vec<(String, Place)>,
    refused: Vec<(String, Place)>,
}

impl Visitor for Tables {
    type Break = ();

    fn pre_visit_relation(&mut self, relation: &ObjectName) -> ControlFlow<()> {
        let name = relation.to_string();
        if !self.common.iter().any(|(common, _)| *common == name) {
            self.read.push((name, place(relation)));
        }
        ControlFlow::Continue(())
    }

    /// Tables, subqueries and lists of values only: a table function could read anything.
    fn pre_visit_table_factor(&mut self, factor: &TableFactor) -> ControlFlow<()> {
        let allowed = match factor {
            TableFactor::Table { args, .. } => args.is_none(),
            TableFactor::Derived { .. } | TableFactor::NestedJoin { .. } => true,
            _ => false,
        };
        if !allowed {
            self.refused.push((factor.to_string(), place(factor)));
        }
        ControlFlow::Continue(())
    }
}

/// Names of all common table expressions, also of inner queries.
fn common_names(query: &Query) -> Vec<(String, Place)> {
    struct Names(Vec<(String, Place)>);
    impl Visitor for Names {
        type Break = ();
        fn pre_visit_query(&mut self, query: &Query) -> ControlFlow<()> {
            for table in query.with.iter().flat_map(|with| &with.cte_tables) {
                self.0.push((table.alias.name.value.clone(), start(table.alias.name.span)));
            }
            ControlFlow::Continue(())
        }
    }
    let mut names = Names(Vec::new());
    let _ = query.visit(&mut names);
    names.0
}

fn place(part: &impl Spanned) -> Place {
    start(part.span())
}

fn start(span: sqlparser::tokenizer::Span) -> Place {
    let number = |position: u64| usize::try_from(position).unwrap_or(1).max(1);
    (number(span.start.line), number(span.start.column))
}

/// The names that the first SELECT of the statement gives its columns.
fn select_list(body: &SetExpr) -> Vec<Option<String>> {
    match body {
        SetExpr::Select(select) => names(select),
        SetExpr::SetOperation { left, .. } => select_list(left),
        SetExpr::Query(query) => select_list(&query.body),
        _ => Vec::new(),
    }
}

fn names(select: &Select) -> Vec<Option<String>> {
    let name = |item: &SelectItem| match item {
        SelectItem::ExprWithAlias { alias, .. } => Some(alias.value.clone()),
        SelectItem::UnnamedExpr(Expr::Identifier(name)) => Some(name.value.clone()),
        SelectItem::UnnamedExpr(Expr::CompoundIdentifier(parts)) => parts.last().map(|name| name.value.clone()),
        _ => None,
    };
    select.projection.iter().map(name).collect()
}
