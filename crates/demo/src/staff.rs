//! The company's own people.

use crate::names::{COUNTRIES, Country, slug};
use crate::random::{Dice, Topic};
use crate::timeline::Timeline;

/// Somebody who works for the company.
pub(crate) struct Employee {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) role: &'static str,
    pub(crate) team: &'static str,
    pub(crate) region: &'static str,
    pub(crate) manager: Option<usize>,
    /// First day at work; before the first day of the data for those who were there from the start.
    pub(crate) hired: i32,
    /// Last day at work.
    pub(crate) left: Option<i32>,
    /// How readily they take up new tools, 0 to 1.
    pub(crate) eagerness: f64,
    /// How good they are at their job; 1 is the average.
    pub(crate) skill: f64,
}

/// Team, role, region, country of most of its people, and share of the headcount.
const TEAMS: [(&str, &str, &str, usize, f64); 8] = [
    ("Sales Baltics", "Account executive", "Baltics", 0, 0.15),
    ("Sales DACH", "Account executive", "DACH", 1, 0.13),
    ("Sales Poland", "Account executive", "Poland", 2, 0.10),
    ("Sales Americas", "Account executive", "Americas", 3, 0.09),
    ("Service Europe", "Service agent", "Europe", 0, 0.23),
    ("Service Americas", "Service agent", "Americas", 3, 0.09),
    ("Customer Success", "Success manager", "Europe", 1, 0.11),
    ("Marketing", "Marketing manager", "Europe", 0, 0.10),
];

const FULL_HEADCOUNT: f64 = 92.0;

/// Everybody, in the order of their teams.
pub(crate) struct Staff {
    pub(crate) people: Vec<Employee>,
}

impl Staff {
    pub(crate) fn hire(seed: u64, scale: f64, timeline: &Timeline) -> Self {
        let mut dice = Dice::new(seed, Topic::Staff);
        let mut people: Vec<Employee> = Vec::new();
        for (team, role, region, country, share) in TEAMS {
            let size = libm::round(FULL_HEADCOUNT * share * scale.min(1.0)).max(2.0) as usize;
            let lead = people.len();
            for position in 0..size {
                let manager = (position > 0).then_some(lead);
                let role = if position == 0 { "Team lead" } else { role };
                let number = people.len() + 1;
                let country = COUNTRIES[country];
                let mut employee = hire_one(&mut dice, number, country, timeline.days);
                if position < 2 {
                    (employee.hired, employee.left) = (-400, None);
                }
                people.push(Employee { team, role, region, manager, ..employee });
            }
        }
        Self { people }
    }

    /// Somebody of the team who is there on the day.
    pub(crate) fn on_duty(&self, dice: &mut Dice, team: &str, day: i32) -> usize {
        let there: Vec<usize> = (0..self.people.len())
            .filter(|index| self.people[*index].team == team && self.people[*index].is_there(day))
            .collect();
        if there.is_empty() { 0 } else { there[dice.index(there.len())] }
    }
}

impl Employee {
    pub(crate) fn is_there(&self, day: i32) -> bool {
        self.hired <= day && self.left.is_none_or(|left| day <= left)
    }
}

fn hire_one(dice: &mut Dice, number: usize, country: &Country, days: i32) -> Employee {
    let (first, family) = country.person(dice);
    let hired = if dice.chance(0.5) { -400 } else { dice.between(0, i64::from(days) * 8 / 10) as i32 };
    let left = dice.chance(0.14).then(|| dice.between(i64::from(hired.max(0)) + 90, i64::from(days) + 60) as i32);
    Employee {
        id: format!("U{number:03}"),
        name: format!("{first} {family}"),
        email: format!("{}.{}{number}@aurikava.example", slug(first), slug(family)),
        role: "",
        team: "",
        region: "",
        manager: None,
        hired,
        left: left.filter(|left| *left < days),
        eagerness: dice.share(),
        skill: (1.0 + 0.18 * dice.normal()).clamp(0.6, 1.5),
    }
}
