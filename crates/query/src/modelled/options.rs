//! The options of a model, read from the texts in force.

use crate::error::{ErrorCode, QueryError};
use catalogue::definition::ModelMeasure;
use model::currency::Currency;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use scoring::bg_nbd::BgNbd;
use scoring::gamma_gamma::GammaGamma;
use scoring::lifetime::Horizon;
use scoring::weeks::{MONTH, Weeks};
use std::collections::BTreeMap;

/// The word for parameters that are fitted, and the one for scores by rank.
const WORDS_FOR_NO_NUMBERS: [&str; 2] = ["fitted", "ranks"];

/// The word for no condition.
const ANY: &str = "any";

/// Typed options; what a model does not use is none.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Options {
    /// The time to come.
    pub(crate) horizon: Option<Horizon>,
    /// Part of its value that money loses in a month.
    pub(crate) monthly_discount: f64,
    /// Known parameters of the purchases.
    pub(crate) purchase_model: Option<BgNbd>,
    /// Known parameters of the values, in minor units.
    pub(crate) value_model: Option<GammaGamma>,
    /// Which score is meant; the mean of all three when none is named.
    pub(crate) part: Option<String>,
    /// Which segment and which cells are counted; all when none is named.
    pub(crate) segment: Option<String>,
    pub(crate) recency_score: Option<u32>,
    pub(crate) frequency_value_score: Option<u32>,
    /// Value is the mean of a purchase instead of the sum.
    pub(crate) mean_value: bool,
    /// Fixed limits instead of ranks; days for recency, minor units for value.
    pub(crate) recency_limits: Option<[f64; 4]>,
    pub(crate) frequency_limits: Option<[f64; 4]>,
    pub(crate) monetary_limits: Option<[f64; 4]>,
}

impl Options {
    pub(crate) fn of(
        model: &ModelMeasure,
        texts: &BTreeMap<String, String>,
        currency: Currency,
    ) -> Result<Self, QueryError> {
        debug_assert!(texts.keys().all(|option| model.model.options().contains(&option.as_str())));
        let read = Reader { texts };
        let minor_units = currency.major_units(Decimal::ONE).to_f64().map_or(1.0, |unit| 1.0 / unit);
        let months = read.whole("horizon_months")?.map(|months| Horizon { period: MONTH, periods: months });
        let days = read.whole("horizon_days")?.map(|days| Horizon { period: Weeks::from_days(days), periods: 1 });
        Ok(Self {
            horizon: months.or(days),
            monthly_discount: f64::from(read.whole("monthly_discount_percent")?.unwrap_or(0)) / 100.0,
            purchase_model: read.positive("purchase_model")?.map(|[r, alpha, a, b]| BgNbd {
                r,
                alpha: Weeks(alpha),
                a,
                b,
            }),
            value_model: read.positive("value_model")?.map(|[p, q, v]| GammaGamma { p, q, v: v * minor_units }),
            part: texts.get("part").filter(|part| *part != "mean").cloned(),
            segment: texts.get("segment").filter(|segment| *segment != ANY).cloned(),
            recency_score: read.score("recency_score")?,
            frequency_value_score: read.score("frequency_value_score")?,
            mean_value: texts.get("monetary").is_some_and(|word| word == "mean"),
            recency_limits: read.ascending("recency_limits")?,
            frequency_limits: read.ascending("frequency_limits")?,
            monetary_limits: read.ascending("monetary_limits")?.map(|limits| limits.map(|limit| limit * minor_units)),
        })
    }
}

struct Reader<'t> {
    texts: &'t BTreeMap<String, String>,
}

impl Reader<'_> {
    fn whole(&self, option: &str) -> Result<Option<u32>, QueryError> {
        let text = self.texts.get(option);
        text.map(|text| text.parse().map_err(|_| bad(option, text))).transpose()
    }

    fn score(&self, option: &str) -> Result<Option<u32>, QueryError> {
        if self.texts.get(option).is_none_or(|text| text == ANY) { Ok(None) } else { self.whole(option) }
    }

    /// That many numbers, or none where the word for none stands.
    fn numbers<const N: usize>(&self, option: &str) -> Result<Option<[f64; N]>, QueryError> {
        let Some(text) = self.texts.get(option).filter(|text| !WORDS_FOR_NO_NUMBERS.contains(&text.as_str())) else {
            return Ok(None);
        };
        let numbers: Option<Vec<f64>> = text.split_whitespace().map(|number| number.parse().ok()).collect();
        let numbers = numbers.and_then(|numbers| <[f64; N]>::try_from(numbers).ok());
        numbers.map(Some).ok_or_else(|| bad(option, text))
    }

    fn positive<const N: usize>(&self, option: &str) -> Result<Option<[f64; N]>, QueryError> {
        self.checked(option, |numbers: &[f64; N]| numbers.iter().all(|number| *number > 0.0 && number.is_finite()))
    }

    fn ascending(&self, option: &str) -> Result<Option<[f64; 4]>, QueryError> {
        self.checked(option, |numbers: &[f64; 4]| numbers.is_sorted())
    }

    fn checked<const N: usize>(
        &self,
        option: &str,
        fits: impl Fn(&[f64; N]) -> bool,
    ) -> Result<Option<[f64; N]>, QueryError> {
        let numbers = self.numbers(option)?;
        if numbers.as_ref().is_none_or(fits) {
            return Ok(numbers);
        }
        Err(bad(option, self.texts.get(option).map_or("", String::as_str)))
    }
}

fn bad(option: &str, text: &str) -> QueryError {
    QueryError::new(ErrorCode::BadParameter, text).with("parameter", option)
}
