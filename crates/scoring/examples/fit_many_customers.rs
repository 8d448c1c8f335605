//! How long the fit of many customers takes: `cargo xtask bench` runs this in a release build.

use scoring::history::{CustomerGroup, PurchaseHistory};
use scoring::lifetime::{Horizon, Lifetime};
use scoring::weeks::{MONTH, Weeks};
use std::time::Instant;

/// Three years of days.
const DAYS: u32 = 1_095;

fn main() {
    let customers = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(200_000);
    let groups = customers_who_drop_out(customers);
    let began = now();
    let Ok(model) = Lifetime::fit(&groups) else {
        println!("no fit");
        return;
    };
    let fitted = began.elapsed();
    let year = Horizon { period: MONTH, periods: 12 };
    let value: f64 = groups.iter().filter_map(|group| model.value(group, year, 0.01)).sum();
    println!(
        "lifetime value of {customers} customers: fit {:.2} s, with all values {:.2} s ({:.0} in all, {:?})",
        fitted.as_secs_f64(),
        began.elapsed().as_secs_f64(),
        value,
        model.purchases,
    );
}

/// Customers with rates and drop-out of their own, day by day, from a generator of its own.
fn customers_who_drop_out(customers: u32) -> Vec<CustomerGroup> {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut uniform = move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (f64::from(u32::try_from(state >> 32).unwrap_or(0)) + 0.5) / 4_294_967_296.0
    };
    (0..customers)
        .map(|_| {
            let age = (uniform() * f64::from(DAYS)).ceil();
            let (gap, leaves) = (20.0 + 400.0 * uniform() * uniform(), 0.6 * uniform());
            let (mut day, mut last, mut purchases) = (0.0, 0.0, 0_u32);
            loop {
                day += (-uniform().ln() * gap).ceil();
                if day > age {
                    break;
                }
                last = day;
                purchases += 1;
                if uniform() < leaves {
                    break;
                }
            }
            let history =
                PurchaseHistory { repeat_purchases: purchases, recency: Weeks(last / 7.0), age: Weeks(age / 7.0) };
            CustomerGroup { history, mean_value: 5.0 + 100.0 * uniform() * uniform(), customers: 1.0 }
        })
        .collect()
}

#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
fn now() -> Instant {
    Instant::now()
}
