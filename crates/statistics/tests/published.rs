//! Two experiments whose figures others have computed: a gate in a game, and three promotions of restaurants.
//! The data lie outside of this repository; without them the tests say so and pass.

#![allow(clippy::expect_used, reason = "a test stops at what it cannot read")]

use statistics::{
    Proportion, Sample, allocation, analysis_of_variance, chi_square, fisher, newcombe, two_proportions, welch,
};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn folder(set: &str) -> Option<PathBuf> {
    let shared = std::env::var("PHAROS_SHARED").ok().map(PathBuf::from);
    let shared = shared.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared"));
    let folder = shared.join("data").join(set);
    if folder.exists() {
        return Some(folder);
    }
    eprintln!("skipped: {} is not there", folder.display());
    None
}

/// Expected values by metric and by group or comparison.
struct Expected(BTreeMap<(String, String), f64>);

impl Expected {
    fn read(path: &Path) -> Self {
        let rows = csv::Reader::from_path(path).expect("expected values").into_records().map(|row| {
            let row = row.expect("a row");
            ((row[0].to_owned(), row[4].to_owned()), row[5].parse().expect("a number"))
        });
        Self(rows.collect())
    }

    fn check(&self, metric: &str, part: &str, found: f64) {
        let expected = self.0[&(metric.to_owned(), part.to_owned())];
        // Ten digits are written down.
        let tolerance = 2e-8 * expected.abs().max(1e-12);
        assert!((found - expected).abs() <= tolerance, "{metric} {part}: {found} is not {expected}");
    }
}

fn rows(path: &Path) -> Vec<csv::StringRecord> {
    csv::Reader::from_path(path).expect("data").into_records().map(|row| row.expect("a row")).collect()
}

fn sample(values: &[f64]) -> Sample {
    let sum = values.iter().sum();
    let squares = values.iter().map(|value| value * value).sum();
    Sample::of_sums(values.len() as f64, sum, squares).expect("a sample")
}

#[test]
fn the_gate_of_the_game() {
    let Some(folder) = folder("cookie_cats") else { return };
    let expected = Expected::read(&folder.join("expected/cookie_cats.csv"));
    let rows = rows(&folder.join("cookie_cats.csv"));
    let pair = "gate_40 vs gate_30";
    let group = |gate: &'static str| rows.iter().filter(move |row| &row[1] == gate);
    for (name, column) in [("retention_1", 3), ("retention_7", 4)] {
        let share = |gate| Proportion {
            successes: group(gate).filter(|row| &row[column] == "TRUE").count() as f64,
            trials: group(gate).count() as f64,
        };
        let (before, after) = (share("gate_30"), share("gate_40"));
        let found = two_proportions(before, after).expect("a test");
        expected.check(&format!("{name}_diff"), pair, found.difference);
        expected.check(&format!("{name}_z"), pair, found.statistic.expect("z"));
        expected.check(&format!("{name}_p_value"), pair, found.p_value);
        let (low, high) = newcombe(after, before);
        assert_eq!((low, high), found.interval);
        expected.check(&format!("{name}_ci_low_newcombe"), pair, low);
        expected.check(&format!("{name}_ci_high_newcombe"), pair, high);
        let together = chi_square(&[before, after]).expect("a test");
        expected.check(&format!("{name}_chi2"), pair, together.statistic);
        expected.check(&format!("{name}_fisher_p"), pair, fisher(before, after).expect("a table"));
    }
    let sizes = [group("gate_30").count() as f64, group("gate_40").count() as f64];
    let sizes = allocation(&sizes, &[1.0, 1.0]).expect("a test");
    expected.check("srm_chi2", pair, sizes.statistic);
    expected.check("srm_p_value", pair, sizes.p_value);
    assert!(sizes.mismatch);
    let rounds = |gate| sample(&group(gate).map(|row| row[2].parse().expect("rounds")).collect::<Vec<f64>>());
    let found = welch(rounds("gate_30"), rounds("gate_40")).expect("a test");
    expected.check("gamerounds_diff", pair, found.difference);
    expected.check("gamerounds_t", pair, found.statistic.expect("t"));
    expected.check("gamerounds_df", pair, found.degrees.expect("degrees"));
    expected.check("gamerounds_p_value", pair, found.p_value);
    expected.check("gamerounds_ci_low", pair, found.interval.0);
    expected.check("gamerounds_ci_high", pair, found.interval.1);
}

#[test]
fn the_promotions_of_the_restaurants() {
    let Some(folder) = folder("fastfood_promo") else { return };
    let expected = Expected::read(&folder.join("expected/fastfood_promo.csv"));
    let data = std::fs::read_dir(&folder).expect("the folder").flatten().map(|entry| entry.path());
    let data = data.into_iter().find(|path| path.extension().is_some_and(|ending| ending == "csv")).expect("a file");
    let rows = rows(&data);
    let sales = |promotion: &str| {
        let group = rows.iter().filter(|row| &row[4] == promotion);
        sample(&group.map(|row| row[6].parse().expect("sales")).collect::<Vec<f64>>())
    };
    let groups = [sales("1"), sales("2"), sales("3")];
    for (first, second) in [(1, 2), (1, 3), (2, 3)] {
        let pair = format!("promotion {second} vs promotion {first}");
        let found = welch(groups[first - 1], groups[second - 1]).expect("a test");
        expected.check("sales_diff", &pair, found.difference);
        expected.check("sales_t", &pair, found.statistic.expect("t"));
        expected.check("sales_df", &pair, found.degrees.expect("degrees"));
        expected.check("sales_p_value", &pair, found.p_value);
        expected.check("sales_ci_low", &pair, found.interval.0);
        expected.check("sales_ci_high", &pair, found.interval.1);
    }
    let together = analysis_of_variance(&groups).expect("a test");
    expected.check("anova_f", "", together.statistic);
    expected.check("anova_p_value", "", together.p_value);
}
