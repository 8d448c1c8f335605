//! What an address asks to compare.

use super::group::{Group, Observed};
use crate::error::{ErrorCode, QueryError};
use crate::steps::parse::decoded;
use catalogue::definition::Better;
use statistics::{Proportion, Sample};

/// Groups beyond this many are not compared.
const MOST_GROUPS: usize = 10;

/// What is said about the experiment beside its groups.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// Typed groups; empty when they come from data.
    pub(crate) groups: Vec<Group>,
    /// The direction of typed groups.
    pub(crate) better: Better,
    /// Values of the dimension to compare; all of them when empty.
    pub(crate) values: Vec<String>,
    /// The group that the others are compared with; the first typed or the largest when empty.
    pub(crate) against: Option<String>,
    /// Sizes that were meant, such as 1 and 1.
    pub(crate) split: Vec<f64>,
    /// Members per group that were planned.
    pub(crate) planned: Option<f64>,
}

impl Asked {
    /// Reads `groups` (`A:1000:120|B:1010:150`, or with mean and deviation `A:100:5.2:1.1|…`), `better`,
    /// `values`, `against`, `split` (`1:1`) and `planned`.
    ///
    /// # Errors
    /// `bad_value` for what cannot be read, `group_alone` for a single group, `more_than_all` for more successes than
    /// members.
    pub fn parse(pairs: &[(String, String)]) -> Result<Self, QueryError> {
        let get = |name: &str| {
            let found = pairs.iter().find(|(known, _)| known == name);
            found.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
        };
        let groups: Vec<Group> = match get("groups") {
            None => Vec::new(),
            Some(text) => text.split('|').map(group).collect::<Result<_, _>>()?,
        };
        let kinds = |shares: bool| groups.iter().all(|group| matches!(group.observed, Observed::Share(_)) == shares);
        if let [alone] = groups.as_slice() {
            return Err(QueryError::new(ErrorCode::GroupAlone, alone.name.as_deref().unwrap_or_default()));
        }
        if groups.len() > MOST_GROUPS || !(kinds(true) || kinds(false)) {
            return Err(bad("groups", get("groups").unwrap_or_default()));
        }
        let twice = groups
            .iter()
            .enumerate()
            .find(|(place, group)| groups[..*place].iter().any(|known| known.name == group.name));
        if let Some((_, group)) = twice {
            return Err(bad("groups", group.name.as_deref().unwrap_or_default()));
        }
        let better = match get("better") {
            None | Some("higher") => Better::Higher,
            Some("lower") => Better::Lower,
            Some("neither") => Better::Neither,
            Some(other) => return Err(bad("better", other)),
        };
        let split = get("split").map_or(Ok(Vec::new()), |text| {
            let weights: Option<Vec<f64>> = text.split(':').map(positive).collect();
            weights.ok_or_else(|| bad("split", text))
        })?;
        let values: Vec<String> = get("values").map(|text| text.split('|').map(decoded).collect()).unwrap_or_default();
        // Each size is that of the group or value in its place.
        let named = if groups.is_empty() { values.len() } else { groups.len() };
        if !split.is_empty() && named > 0 && split.len() != named {
            return Err(bad("split", get("split").unwrap_or_default()));
        }
        let planned = get("planned").map(|text| positive(text).ok_or_else(|| bad("planned", text))).transpose()?;
        let against = get("against").map(str::to_owned);
        Ok(Self { groups, better, values, against, split, planned })
    }

    /// Whether the groups were typed.
    pub fn is_typed(&self) -> bool {
        !self.groups.is_empty()
    }

    /// Whether a value of the dimension is to be compared.
    pub(crate) fn wants(&self, value: &Option<String>) -> bool {
        self.values.is_empty() || self.values.contains(&value.clone().unwrap_or_default())
    }

    /// The groups with the one that the others are compared with first, and no more than can be looked at; each with
    /// the size that was meant, where one was: for groups drawn by lot the same one, unless another is said.
    pub(crate) fn ordered(&self, groups: Vec<Group>, by_lot: bool) -> Result<Vec<(Group, Option<f64>)>, QueryError> {
        let meant = |(place, group): (usize, Group)| {
            let size = self.meant(place, &group, by_lot);
            (group, size)
        };
        let mut ordered: Vec<(Group, Option<f64>)> = groups.into_iter().enumerate().map(meant).collect();
        if let Some(against) = self.against.as_ref().filter(|_| !ordered.is_empty()) {
            let name = |group: &Group| group.name.clone().unwrap_or_default();
            let first = ordered.iter().position(|(group, _)| name(group) == *against).ok_or_else(|| {
                let known: Vec<String> = ordered.iter().map(|(group, _)| name(group)).collect();
                let error = QueryError::new(ErrorCode::BadValue, against).with("parameter", "against");
                error.with("allowed", known.join(", ")).suggesting(known.iter().map(String::as_str))
            })?;
            ordered[..=first].rotate_right(1);
        }
        ordered.truncate(MOST_GROUPS);
        Ok(ordered)
    }

    /// The size that was meant for a group: by its place among those typed, by its name among the values.
    fn meant(&self, place: usize, group: &Group, by_lot: bool) -> Option<f64> {
        if self.split.is_empty() {
            // Groups of an experiment are meant to be equal unless something else is said; other values of a dimension
            // are as large as they are.
            return by_lot.then_some(1.0);
        }
        if let Some(size) = self.equal_size() {
            return Some(size);
        }
        let name = group.name.as_deref().unwrap_or_default();
        let place =
            if self.values.is_empty() { Some(place) } else { self.values.iter().position(|value| value == name) };
        place.and_then(|place| self.split.get(place).copied())
    }

    /// The size that was meant for all groups alike.
    fn equal_size(&self) -> Option<f64> {
        let (first, rest) = self.split.split_first()?;
        rest.iter().all(|size| size == first).then_some(*first)
    }

    /// Unlike sizes can only be meant for groups whose order was said.
    pub(crate) fn check_split(&self, sliced: bool) -> Result<(), QueryError> {
        if self.split.is_empty() || !sliced || !self.values.is_empty() || self.equal_size().is_some() {
            return Ok(());
        }
        let split: Vec<String> = self.split.iter().map(f64::to_string).collect();
        Err(bad("split", &split.join(":")))
    }
}

fn bad(name: &'static str, value: &str) -> QueryError {
    let allowed = match name {
        "groups" => "A:1000:120|B:1000:150, A:100:5.2:1.1|B:98:5.9:1.3",
        "better" => "higher, lower, neither",
        "split" => "1:1, 1:2, 2:1:1 …",
        _ => "> 0",
    };
    QueryError::new(ErrorCode::BadValue, value).with("parameter", name).with("allowed", allowed)
}

fn positive(text: &str) -> Option<f64> {
    text.trim().parse::<f64>().ok().filter(|number| number.is_finite() && *number > 0.0)
}

fn number(text: &str) -> Option<f64> {
    text.trim().parse::<f64>().ok().filter(|number| number.abs() < 1e15)
}

fn group(text: &str) -> Result<Group, QueryError> {
    let parts: Vec<&str> = text.split(':').collect();
    let name = decoded(parts.first().copied().unwrap_or_default());
    if let [_, members, successes] = parts.as_slice()
        && number(members).zip(number(successes)).is_some_and(|(members, successes)| successes > members)
    {
        let error = QueryError::new(ErrorCode::MoreThanAll, name);
        return Err(error.with("successes", *successes).with("members", *members));
    }
    let observed = observed(&parts).ok_or_else(|| bad("groups", text))?;
    Ok(Group { name: Some(name), observed })
}

fn observed(parts: &[&str]) -> Option<Observed> {
    match parts {
        [_, n, successes] => {
            let (trials, successes) = (number(n)?, number(successes)?);
            let whole = trials.fract() == 0.0 && successes.fract() == 0.0;
            let fits = whole && trials >= 1.0 && (0.0..=trials).contains(&successes);
            fits.then_some(Observed::Share(Proportion { successes, trials }))
        }
        [_, n, mean, deviation] => {
            let (n, mean, deviation) = (number(n)?, number(mean)?, number(deviation)?);
            let fits = n.fract() == 0.0 && n >= 2.0 && deviation >= 0.0;
            fits.then_some(Observed::Mean(Sample { n, mean, variance: deviation * deviation }))
        }
        _ => None,
    }
}
