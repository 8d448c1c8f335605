//! What may be typed. The words of the help stand in the locales under `cli.help`.

use clap::{Args, Parser, Subcommand, ValueEnum};
use model::settings::{CustomerIs, Weekend};
use server::api::workspace::change::SettingsChange;
use std::path::PathBuf;

#[derive(Parser)]
#[command(name = "pharos", version, disable_help_flag = true, disable_help_subcommand = true)]
pub(crate) struct Arguments {
    #[arg(long, global = true, value_name = "DIR", env = "PHAROS_DATA")]
    pub(crate) data: Option<PathBuf>,
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// Read before everything else, because the help itself is in a language; see `console::language`.
    #[arg(long, global = true, value_name = "TAG")]
    lang: Option<String>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    Demo(DemoArguments),
    Serve(ServeArguments),
    Import(ImportArguments),
    Imports(ImportsArguments),
    Query(QueryArguments),
    Metrics(MetricsArguments),
    Alerts(AlertsArguments),
    Goals(GoalsArguments),
    Marks(MarksArguments),
    Settings(SettingsArguments),
    Calc(CalcArguments),
    Check(CheckArguments),
    Experiment(Box<ExperimentArguments>),
    Doctor,
    Rebuild,
    #[command(hide = true)]
    Fields,
    #[command(hide = true)]
    Openapi,
}

#[derive(Args)]
pub(crate) struct ServeArguments {
    #[arg(long, default_value_t = 7411)]
    pub(crate) port: u16,
    #[arg(long)]
    pub(crate) no_open: bool,
    #[arg(long, value_name = "DIR", num_args = 0..=1, default_missing_value = ".")]
    pub(crate) dev: Option<PathBuf>,
    #[arg(long, value_name = "BYTES", default_value_t = 4 << 30)]
    pub(crate) upload_limit: u64,
}

#[derive(Args)]
pub(crate) struct DemoArguments {
    #[command(flatten)]
    pub(crate) serve: ServeArguments,
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) date: Option<jiff::civil::Date>,
    #[arg(long, default_value_t = 3)]
    pub(crate) years: u32,
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    #[arg(long, default_value_t = 1.0)]
    pub(crate) scale: f64,
}

#[derive(Args)]
pub(crate) struct ImportsArguments {
    #[arg(long, value_name = "ID")]
    pub(crate) rejected: Option<String>,
}

#[derive(Args)]
pub(crate) struct ImportArguments {
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    #[arg(long, value_name = "FILE.yaml")]
    pub(crate) map: Option<PathBuf>,
    #[arg(long)]
    pub(crate) dry_run: bool,
    #[arg(long)]
    pub(crate) yes: bool,
    #[command(flatten)]
    pub(crate) settings: SettingsArguments,
}

#[derive(Args)]
pub(crate) struct SettingsArguments {
    #[arg(long)]
    name: Option<String>,
    #[arg(long)]
    zone: Option<String>,
    #[arg(long)]
    currency: Option<String>,
    #[arg(long, value_name = "1-7")]
    week_start: Option<i8>,
    #[arg(long, value_name = "1-12")]
    fiscal_year: Option<i8>,
    #[arg(long)]
    customer: Option<CustomerArgument>,
    #[arg(long, value_name = "0-100")]
    gross_margin: Option<u32>,
    #[arg(long, value_name = "DAYS", value_parser = weekend_words())]
    weekend: Option<String>,
}

fn weekend_words() -> clap::builder::PossibleValuesParser {
    clap::builder::PossibleValuesParser::new(Weekend::ALL.map(Weekend::word))
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum CustomerArgument {
    Organization,
    Person,
}

impl SettingsArguments {
    /// The change the flags ask for.
    pub(crate) fn change(self) -> SettingsChange {
        SettingsChange {
            name: self.name,
            zone: self.zone,
            currency: self.currency,
            week_start: self.week_start,
            fiscal_start_month: self.fiscal_year,
            customer_is: self.customer.map(|customer| match customer {
                CustomerArgument::Organization => CustomerIs::Organization,
                CustomerArgument::Person => CustomerIs::Person,
            }),
            gross_margin_percent: self.gross_margin,
            weekend: self.weekend.as_deref().and_then(Weekend::of),
        }
    }
}

#[derive(Args)]
pub(crate) struct QueryArguments {
    pub(crate) metric: String,
    #[arg(long)]
    pub(crate) period: Option<String>,
    #[arg(long)]
    pub(crate) grain: Option<String>,
    #[arg(long)]
    pub(crate) vs: Option<String>,
    #[arg(long)]
    pub(crate) slice: Option<String>,
    #[arg(long, value_name = "DIMENSION:VALUE")]
    pub(crate) filter: Vec<String>,
    #[arg(long, value_name = "NAME=VALUE")]
    pub(crate) param: Vec<String>,
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) fx: Option<jiff::civil::Date>,
    #[arg(long)]
    pub(crate) why: bool,
}

#[derive(Args)]
pub(crate) struct MetricsArguments {
    #[arg(long, value_name = "WORDS")]
    pub(crate) search: Option<String>,
}

#[derive(Args)]
pub(crate) struct AlertsArguments {
    #[arg(long)]
    pub(crate) period: Option<String>,
    #[arg(long)]
    pub(crate) vs: Option<String>,
}

#[derive(Args)]
pub(crate) struct GoalsArguments {
    /// With a target the goal is set, without one the goals are listed.
    pub(crate) metric: Option<String>,
    #[arg(long, requires_all = ["metric", "from", "to"])]
    pub(crate) target: Option<String>,
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) from: Option<String>,
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) to: Option<String>,
    #[arg(long, value_name = "DIMENSION:VALUE")]
    pub(crate) part: Option<String>,
    /// Only goals whose time is not over.
    #[arg(long)]
    pub(crate) running: bool,
    #[arg(long, value_name = "KEY", conflicts_with = "metric")]
    pub(crate) remove: Option<String>,
}

#[derive(Args)]
pub(crate) struct MarksArguments {
    pub(crate) metric: String,
    #[arg(long, value_name = "VALUE/PERIOD")]
    pub(crate) bad_above: Option<String>,
    #[arg(long, value_name = "VALUE/PERIOD")]
    pub(crate) bad_below: Option<String>,
    #[arg(long, value_name = "VALUE/PERIOD", requires = "benchmark_source")]
    pub(crate) benchmark: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(crate) benchmark_source: Option<String>,
    #[arg(long, value_name = "SHARE")]
    pub(crate) stagnation: Option<String>,
    #[arg(long)]
    pub(crate) clear: bool,
}

#[derive(Args)]
pub(crate) struct CalcArguments {
    /// A metric's id, or the first of the numbers.
    #[arg(value_name = "METRIC")]
    pub(crate) calculated: Option<String>,
    #[arg(value_name = "NUMBER=VALUE")]
    pub(crate) numbers: Vec<String>,
    #[arg(long, value_name = "NAME=VALUE")]
    pub(crate) param: Vec<String>,
    #[arg(long, value_name = "NUMBER=CHANGE", allow_hyphen_values = true)]
    pub(crate) what_if: Vec<String>,
    #[arg(long, value_name = "PERCENT")]
    pub(crate) by: Option<String>,
    #[arg(long, value_name = "CODE")]
    pub(crate) currency: Option<String>,
}

#[derive(Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct ExperimentArguments {
    #[command(subcommand)]
    pub(crate) plan: Option<ExperimentCommand>,
    #[arg(value_name = "METRIC")]
    pub(crate) compared: Option<String>,
    #[arg(long, value_name = "NAME=SUCCESSES/N")]
    pub(crate) group: Vec<String>,
    #[arg(long)]
    pub(crate) period: Option<String>,
    #[arg(long)]
    pub(crate) vs: Option<String>,
    #[arg(long, visible_alias = "by", value_name = "DIMENSION")]
    pub(crate) slice: Option<String>,
    #[arg(long, value_name = "A|B")]
    pub(crate) values: Option<String>,
    #[arg(long, value_name = "GROUP")]
    pub(crate) against: Option<String>,
    #[arg(long, value_name = "1:1")]
    pub(crate) split: Option<String>,
    #[arg(long, value_name = "N")]
    pub(crate) planned: Option<String>,
    #[arg(long)]
    pub(crate) better: Option<String>,
    #[arg(long, value_name = "DIMENSION:VALUE")]
    pub(crate) filter: Vec<String>,
    #[arg(long, value_name = "NAME=VALUE")]
    pub(crate) param: Vec<String>,
}

#[derive(Subcommand)]
pub(crate) enum ExperimentCommand {
    Plan(PlanArguments),
}

#[derive(Args)]
pub(crate) struct PlanArguments {
    #[arg(long, value_name = "SHARE", required_unless_present = "deviation", conflicts_with = "deviation")]
    pub(crate) base: Option<String>,
    #[arg(long, value_name = "NUMBER")]
    pub(crate) deviation: Option<String>,
    #[arg(long, value_name = "DIFFERENCE", required_unless_present = "n", allow_hyphen_values = true)]
    pub(crate) effect: Option<String>,
    #[arg(long, value_name = "MEMBERS")]
    pub(crate) n: Option<String>,
    #[arg(long, value_name = "NUMBER")]
    pub(crate) groups: Option<String>,
    #[arg(long, value_name = "SHARE")]
    pub(crate) alpha: Option<String>,
    #[arg(long, value_name = "SHARE")]
    pub(crate) power: Option<String>,
}

#[derive(Args)]
pub(crate) struct CheckArguments {
    #[arg(long, value_name = "DIR")]
    pub(crate) catalogue: Option<PathBuf>,
}
