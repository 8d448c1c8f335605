//! `pharos experiment plan`: how many are needed, and what those at hand would see.

use crate::arguments::PlanArguments;
use crate::commands::percent::share;
use crate::console::Console;
use crate::failure::Failure;
use crate::figures;
use locales::{Argument, format_decimal};
use query::experiment::plan;

pub(super) fn run(console: &Console, arguments: PlanArguments) -> Result<(), Failure> {
    let is_share = arguments.base.is_some();
    let named = [
        ("base", arguments.base.as_deref().map(share)),
        ("deviation", arguments.deviation),
        ("effect", arguments.effect.as_deref().map(|effect| if is_share { share(effect) } else { effect.to_owned() })),
        ("n", arguments.n),
        ("groups", arguments.groups),
        ("alpha", arguments.alpha.as_deref().map(share)),
        ("power", arguments.power.as_deref().map(share)),
    ];
    let pairs: Vec<(String, String)> =
        named.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect();
    let answer = plan(&pairs)?;
    let say = |key: &str, arguments: &[(&str, Argument)]| {
        console.line(&console.texts().text(console.tag(), &format!("ui.experiments.{key}"), arguments));
    };
    let whole = |number: f64| Argument::from(format_decimal(console.tag(), &format!("{number:.0}")));
    if let (Some(per_group), Some(total)) = (answer.per_group, answer.total) {
        say("needed", &[("n", whole(per_group)), ("total", whole(total))]);
    }
    if let Some(power) = answer.power {
        say("power", &[("power", Argument::from(figures::share(console, power)))]);
    }
    if let Some(detectable) = answer.detectable {
        let effect = if is_share {
            figures::points(console, detectable)
        } else {
            format_decimal(console.tag(), &format!("{detectable:.2}"))
        };
        say("detectable", &[("effect", Argument::from(effect))]);
    }
    let aim = [
        ("alpha", Argument::from(figures::share(console, answer.alpha))),
        ("power", Argument::from(figures::share(console, answer.wanted_power))),
    ];
    say("aim", &aim);
    if answer.alpha_each < answer.alpha {
        say("aim_each", &[("alpha", Argument::from(figures::share(console, answer.alpha_each)))]);
    }
    console.value(&answer)
}
