//! Where a goal should be today, and where it will end: arithmetic alone.
//!
//! With a course of earlier years: their mean share of the whole that was reached by the same day. Without:
//! a straight line. Nothing here knows periods or metrics.

use crate::answer::{GoalVerdict, PaceBasis};

/// A period of an earlier year: what was reached by the same day, and in the end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Course {
    pub(crate) part: f64,
    pub(crate) whole: f64,
}

/// What is known on the day of the question.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Progress {
    pub(crate) target: f64,
    pub(crate) actual: f64,
    /// More is good.
    pub(crate) more_is_good: bool,
    /// Part of the period's time that has passed.
    pub(crate) elapsed: f64,
    /// The period is over.
    pub(crate) finished: bool,
    /// The value adds up over the period.
    pub(crate) adds_up: bool,
    /// The same period of earlier years.
    pub(crate) earlier: Vec<Course>,
}

/// The judgement.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Pace {
    pub(crate) basis: PaceBasis,
    pub(crate) years: u32,
    pub(crate) expected: Option<f64>,
    pub(crate) lead: Option<f64>,
    pub(crate) verdict: GoalVerdict,
    pub(crate) forecast: Option<f64>,
    pub(crate) range: Option<(f64, f64)>,
}

pub(crate) fn pace(progress: &Progress) -> Pace {
    if progress.finished {
        return ended(progress);
    }
    if !progress.adds_up {
        return level(progress);
    }
    let shares: Vec<f64> = progress.earlier.iter().filter_map(|course| course.share()).collect();
    let (basis, share) = if shares.is_empty() {
        (PaceBasis::Line, progress.elapsed)
    } else {
        (PaceBasis::Season, shares.iter().sum::<f64>() / shares.len() as f64)
    };
    let expected = progress.target * share;
    let lead = progress.better_by(progress.actual, expected);
    let whole = |share: f64| (share > 0.0).then(|| progress.actual / share);
    let reached = progress.more_is_good && progress.actual >= progress.target;
    // A year in which nothing was reached by this day sets no bound.
    let ends: Option<Vec<f64>> = shares.iter().map(|share| whole(*share)).collect();
    Pace {
        basis,
        years: shares.len() as u32,
        expected: Some(expected),
        lead: Some(lead),
        verdict: match lead >= 0.0 {
            _ if reached => GoalVerdict::Met,
            true => GoalVerdict::OnPace,
            false => GoalVerdict::Behind,
        },
        forecast: whole(share),
        range: ends.as_deref().and_then(range),
    }
}

/// From the least to the greatest, where there are at least two.
fn range(ends: &[f64]) -> Option<(f64, f64)> {
    let low = ends.iter().copied().reduce(f64::min)?;
    let high = ends.iter().copied().reduce(f64::max)?;
    (ends.len() > 1).then_some((low, high))
}

fn ended(progress: &Progress) -> Pace {
    let lead = progress.better_by(progress.actual, progress.target);
    let verdict = if lead >= 0.0 { GoalVerdict::Met } else { GoalVerdict::Missed };
    Pace {
        basis: PaceBasis::Finished,
        years: 0,
        expected: Some(progress.target),
        lead: Some(lead),
        verdict,
        forecast: None,
        range: None,
    }
}

/// A balance or a quotient is compared as it stands: half of a month does not have half of a share.
fn level(progress: &Progress) -> Pace {
    let lead = progress.better_by(progress.actual, progress.target);
    let verdict = if lead >= 0.0 { GoalVerdict::OnPace } else { GoalVerdict::Behind };
    Pace {
        basis: PaceBasis::Level,
        years: 0,
        expected: Some(progress.target),
        lead: Some(lead),
        verdict,
        forecast: None,
        range: None,
    }
}

impl Progress {
    /// How much better a value is than another one.
    pub(crate) fn better_by(&self, value: f64, than: f64) -> f64 {
        if self.more_is_good { value - than } else { than - value }
    }
}

impl Course {
    /// The share that was reached by that day; none where the whole was nothing or fell again.
    fn share(self) -> Option<f64> {
        let share = self.part / self.whole;
        (self.whole > 0.0 && share.is_finite() && (0.0..=1.0).contains(&share)).then_some(share)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn progress() -> Progress {
        Progress {
            target: 1200.0,
            actual: 420.0,
            more_is_good: true,
            elapsed: 0.5,
            finished: false,
            adds_up: true,
            earlier: Vec::new(),
        }
    }

    #[test]
    fn without_an_earlier_year_the_pace_is_a_straight_line_and_there_is_no_range() {
        // Half of the time: 600 of 1200 should be there, 420 are; 420 ÷ 0.5 = 840.
        let pace = pace(&progress());
        assert_eq!(pace.basis, PaceBasis::Line);
        assert_eq!((pace.expected, pace.lead), (Some(600.0), Some(-180.0)));
        assert_eq!((pace.verdict, pace.forecast, pace.range), (GoalVerdict::Behind, Some(840.0), None));
    }

    #[test]
    fn what_is_reached_before_its_time_is_over_is_reached() {
        assert_eq!(pace(&Progress { actual: 1200.0, ..progress() }).verdict, GoalVerdict::Met);
        assert_eq!(pace(&Progress { actual: 1199.0, ..progress() }).verdict, GoalVerdict::OnPace);
        // A limit is kept only when the time is over.
        let limit = Progress { actual: 1200.0, more_is_good: false, ..progress() };
        assert_eq!(pace(&limit).verdict, GoalVerdict::Behind);
    }

    #[test]
    fn with_earlier_years_it_follows_their_course() {
        // By the same day 200 of 800 (25 %) and 350 of 1000 (35 %) were reached: on average 30 %, so 360 of
        // 1200 should be there. 420 ÷ 0.3 = 1400, between 420 ÷ 0.35 = 1200 and 420 ÷ 0.25 = 1680.
        let earlier = vec![Course { part: 200.0, whole: 800.0 }, Course { part: 350.0, whole: 1000.0 }];
        let pace = pace(&Progress { earlier, ..progress() });
        assert_eq!((pace.basis, pace.years, pace.verdict), (PaceBasis::Season, 2, GoalVerdict::OnPace));
        let close = |found: f64, wanted: f64| assert!((found - wanted).abs() < 1e-9, "{found} is not {wanted}");
        close(pace.expected.expect("expected"), 360.0);
        close(pace.lead.expect("lead"), 60.0);
        close(pace.forecast.expect("forecast"), 1400.0);
        let (low, high) = pace.range.expect("range");
        close(low, 1200.0);
        close(high, 1680.0);
    }

    #[test]
    fn a_year_that_began_late_leaves_the_forecast_without_a_range() {
        // Nothing of 100 by this day, and half of 100: on average a quarter; 420 ÷ 0.25 = 1680.
        let earlier = vec![Course { part: 0.0, whole: 100.0 }, Course { part: 50.0, whole: 100.0 }];
        let pace = pace(&Progress { earlier, ..progress() });
        assert_eq!((pace.years, pace.forecast, pace.range), (2, Some(1680.0), None));
    }

    #[test]
    fn a_year_in_which_nothing_happened_is_no_course() {
        let earlier = vec![Course { part: 0.0, whole: 0.0 }];
        assert_eq!(pace(&Progress { earlier, ..progress() }).basis, PaceBasis::Line);
    }

    #[test]
    fn where_less_is_good_being_under_the_line_is_on_pace() {
        // Complaints: at most 1200, 600 allowed by now, 420 are there: 180 better.
        let pace = pace(&Progress { more_is_good: false, ..progress() });
        assert_eq!((pace.lead, pace.verdict), (Some(180.0), GoalVerdict::OnPace));
    }

    #[test]
    fn a_quotient_is_compared_as_it_stands_and_has_no_forecast() {
        let share = Progress { target: 0.9, actual: 0.88, adds_up: false, ..progress() };
        let pace = pace(&share);
        assert_eq!((pace.basis, pace.verdict, pace.forecast), (PaceBasis::Level, GoalVerdict::Behind, None));
        assert!((pace.lead.expect("lead") + 0.02).abs() < 1e-12);
    }

    #[test]
    fn a_period_that_is_over_has_met_or_missed_its_goal() {
        let over = Progress { finished: true, actual: 1200.0, ..progress() };
        assert_eq!(pace(&over).verdict, GoalVerdict::Met);
        assert_eq!(pace(&Progress { actual: 1199.0, ..over }).verdict, GoalVerdict::Missed);
    }
}
