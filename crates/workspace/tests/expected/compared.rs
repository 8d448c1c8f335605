//! Groups beside each other: what an experiment says about them.

use crate::asked::{Ground, our_value, our_word, remembered};
use crate::data::ExpectedRow;
use crate::figure::of_unit;
use crate::list::Compared;
use query::experiment::answer::{Comparison, ExperimentAnswer};
use query::experiment::{Asked, measured};
use query::request::{Request, Subject};
use query::scope::Scope;

/// Between the names of two compared groups.
const AGAINST: &str = " vs ";

/// A number of the comparison that the row's value names.
pub(crate) fn number(ground: &Ground<'_>, request: Request, number: Compared, row: &ExpectedRow) -> Option<f64> {
    let groups = row.dimension_value.split_once(AGAINST);
    let against = groups.map(|(_, against)| our_word(ground.list, row, against));
    let answer = ask(ground, request, against);
    let scale = of_unit(&answer.unit, row, ground.workspace.settings().currency);
    match number {
        Compared::Group => {
            let group = our_value(ground.list, row);
            let found = answer.groups.iter().find(|known| known.name.as_deref() == Some(&group))?;
            Some(found.value / scale)
        }
        Compared::OverallStatistic => answer.overall.as_ref().map(|overall| overall.statistic),
        Compared::OverallPValue => answer.overall.as_ref().map(|overall| overall.p_value),
        Compared::AllocationStatistic => answer.allocation.as_ref().map(|allocation| allocation.statistic),
        Compared::AllocationPValue => answer.allocation.as_ref().map(|allocation| allocation.p_value),
        of_two => {
            let group = our_word(ground.list, row, groups?.0);
            let found = answer.comparisons.iter().find(|known| known.group.as_deref() == Some(&group))?;
            of_comparison(found, of_two, scale)
        }
    }
}

fn of_comparison(found: &Comparison, number: Compared, scale: f64) -> Option<f64> {
    match number {
        Compared::Difference => Some(found.difference / scale),
        Compared::Relative => found.relative,
        Compared::Statistic => found.statistic,
        Compared::StatisticSquared => found.statistic.map(|statistic| statistic * statistic),
        Compared::Degrees => found.degrees,
        Compared::PValue => found.p_value,
        Compared::Low => found.interval.map(|(low, _)| low / scale),
        Compared::High => found.interval.map(|(_, high)| high / scale),
        _ => None,
    }
}

fn ask(ground: &Ground<'_>, request: Request, against: Option<String>) -> std::rc::Rc<ExperimentAnswer> {
    let Subject::Metric(metric) = request.subject.clone() else {
        panic!("groups are compared by a metric");
    };
    let pairs = [("split", Some("1:1".to_owned())), ("against", against.clone())];
    let pairs: Vec<(String, String)> =
        pairs.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect();
    let asked = Asked::parse(&pairs).expect("experiment");
    remembered(&ground.experiments, format!("{request:?} {against:?}"), || {
        let answer =
            ground.workspace.with_query(|context| measured(context, &Scope::everything(), &metric, &request, &asked));
        answer.expect("comparison of groups")
    })
}
