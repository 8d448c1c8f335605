//! Goals that people type count as those that are imported, at once and after the analytical file is built again.

use crate::support::{NOW, Place, number};
use jiff::Timestamp;
use model::aims::{Goal, GoalPart};
use query::answer::{NullReason, Value};

const GOALS: &str = "metric: metric, team: team, period_start_on: from, period_end_on: to, target: target";

/// In January Ann has 900 open and Bob wins 90.
struct Sales(Place);

impl Sales {
    fn new() -> Self {
        let place = Place::new();
        place.import(
            "opportunity",
            "owner_id: owner, status: status, amount: amount, created_at: created, closed_at: closed, \
             expected_close_on: expected",
            "id,owner,status,amount,created,closed,expected\n1,7,open,900,2026-01-05,,2026-01-31\n\
             2,8,won,90,2026-01-05,2026-01-20,2026-01-31\n",
        );
        Self(place)
    }

    fn with_people() -> Self {
        let sales = Self::new();
        sales.import_people();
        sales
    }

    fn import_people(&self) {
        self.0.import("employee", "name: name, team: team", "id,name,team\n7,Ann,North\n8,Bob,South\n");
    }

    fn type_goal(&self, part: Option<(&str, &str)>, target: i64) -> Goal {
        self.0.workspace().save_goal(&goal(part, target), NOW).expect("saved")
    }

    fn remove(&self, part: Option<(&str, &str)>) {
        assert!(self.0.workspace().remove_goal(&goal(part, 0).key(), NOW).expect("removed"));
    }

    fn ask(&self, metric: &str, more: &[(&str, &str)], as_of: Timestamp) -> Value {
        self.0.ask(query::metric, metric, more, as_of).figure.value
    }

    /// Attainment and coverage of January.
    fn quota(&self) -> (Value, Value) {
        (self.ask("quota_attainment", &[], NOW), self.ask("pipeline_coverage", &[], NOW))
    }
}

fn goal(part: Option<(&str, &str)>, target: i64) -> Goal {
    Goal {
        metric: "won_value".to_owned(),
        part: part.map(|(dimension, value)| GoalPart { dimension: dimension.to_owned(), value: value.to_owned() }),
        first: "2026-01-01".parse().expect("day"),
        last: "2026-01-31".parse().expect("day"),
        target: target.into(),
        currency: None,
        imported: false,
    }
}

fn unknown() -> (Value, Value) {
    let missing = Value::Null { reason: NullReason::NeedsData };
    (missing.clone(), missing)
}

#[test]
fn a_typed_goal_is_a_quota_until_it_is_removed() {
    let sales = Sales::with_people();
    assert_eq!(sales.quota(), unknown());
    assert_eq!(sales.type_goal(None, 180).currency.as_deref(), Some("EUR"), "the currency of the day it was typed");
    // 90 ÷ 180, and 900 for the 90 that are missing.
    assert_eq!(sales.quota(), (number(0.5), number(10.0)));
    sales.type_goal(None, 225);
    // 90 ÷ 225 = 2/5, and 900 ÷ 135 = 20/3.
    assert_eq!(sales.quota(), (number(0.4), number(20.0 / 3.0)));
    sales.remove(None);
    assert_eq!(sales.quota(), unknown());
}

#[test]
fn the_figures_are_the_same_after_the_file_is_built_again() {
    let mut sales = Sales::with_people();
    sales.type_goal(None, 180);
    sales.type_goal(Some(("team", "South")), 120);
    let before = (sales.quota(), sales.ask("quota_attainment", &[("f", "team:South")], NOW));
    assert_eq!(before, ((number(0.5), number(10.0)), number(0.75)));
    sales.0.without_the_file();
    assert_eq!((sales.quota(), sales.ask("quota_attainment", &[("f", "team:South")], NOW)), before);
    // Nothing is left to do at the next start.
    let version = sales.0.workspace().data_version();
    sales.0.reopen();
    assert_eq!(sales.0.workspace().data_version(), version);
}

#[test]
fn a_typed_goal_wins_over_the_imported_one_of_the_same_part_and_period() {
    let mut sales = Sales::with_people();
    let rows = "id,metric,team,from,to,target\n1,won_value,,2026-01-01,2026-01-31,180\n\
                2,won_value,South,2026-01-01,2026-01-31,60\n";
    sales.0.import("goal", GOALS, rows);
    assert_eq!(sales.quota().0, number(0.5));
    sales.type_goal(None, 360);
    assert_eq!(sales.quota().0, number(0.25));
    let listed: Vec<bool> = sales.0.workspace().aims().goals.iter().map(|goal| goal.imported).collect();
    assert_eq!(listed, [true, false], "the list and the quota know the same goals");
    // That of the team is still the imported one.
    assert_eq!(sales.ask("quota_attainment", &[("f", "team:South")], NOW), number(1.5));
    sales.0.without_the_file();
    assert_eq!(sales.quota().0, number(0.25));
    sales.remove(None);
    assert_eq!(sales.quota().0, number(0.5));
}

#[test]
fn a_persons_goal_is_that_persons_also_when_the_person_is_known_later() {
    let sales = Sales::new();
    sales.type_goal(Some(("owner", "Bob")), 120);
    // Nobody knows yet that there is a Bob: his quota waits for him.
    assert_eq!(sales.ask("quota_attainment", &[], NOW), Value::Null { reason: NullReason::NoGoal });
    sales.import_people();
    assert_eq!(sales.ask("quota_attainment", &[], NOW), number(0.75));
    assert_eq!(sales.ask("quota_attainment", &[("f", "team:South")], NOW), number(0.75));
    let ann = sales.ask("quota_attainment", &[("f", "owner:Ann")], NOW);
    assert_eq!(ann, Value::Null { reason: NullReason::NoGoal });
}

#[test]
fn a_goal_of_a_channel_is_nobodys_quota() {
    let sales = Sales::with_people();
    sales.type_goal(Some(("channel", "web")), 180);
    assert_eq!(sales.quota(), unknown());
}

#[test]
fn a_goal_has_no_day_of_its_own_in_looking_back_typed_or_imported() {
    let earlier: Timestamp = "2026-01-19T12:00:00Z".parse().expect("moment");
    let typed = Sales::with_people();
    typed.type_goal(None, 180);
    let imported = Sales::with_people();
    imported.0.import("goal", GOALS, "id,metric,team,from,to,target\n1,won_value,,2026-01-01,2026-01-31,180\n");
    for sales in [typed, imported] {
        // The day before Bob's deal is won: it is open too, and 990 stand for 180.
        assert_eq!(sales.ask("quota_attainment", &[], earlier), number(0.0));
        assert_eq!(sales.ask("pipeline_coverage", &[], earlier), number(5.5));
    }
}
