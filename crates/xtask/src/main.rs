//! Project tasks: what the README's commands call.

mod bench;
mod command;
mod demo;
mod expected;
mod generate;
mod setup;
mod test;
mod web;

use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Project tasks of Pharos")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Fetch the analytical engine's library, so that plain `cargo build` works
    Setup,
    /// Build the page
    Web,
    /// Build everything, make a demo company and serve it
    Demo {
        /// Passed on to `pharos demo`: --port, --data DIR, --no-open, --dev
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Run every test: Rust, TypeScript, the page in a browser
    Test,
    /// Say what of the figures that others computed from public data sets comes out of ours
    Expected,
    /// Write the generated files anew: the API description and the page's types
    Gen,
    /// Measure import and queries on a million orders
    Bench {
        /// Number of orders
        #[arg(long, default_value_t = 1_000_000)]
        orders: u32,
        /// Number of customers
        #[arg(long, default_value_t = 200_000)]
        customers: u32,
    },
}

fn main() -> ExitCode {
    let root = project_root();
    let outcome = match Arguments::parse().task {
        Task::Setup => setup::run(&root),
        Task::Web => web::build(&root),
        Task::Demo { arguments } => demo::run(&root, &arguments),
        Task::Test => test::run(&root),
        Task::Expected => expected::run(&root),
        Task::Gen => generate::run(&root),
        Task::Bench { orders, customers } => bench::run(&root, orders, customers),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// The folder that `cargo xtask` was called in, not the one this program was compiled in: checkouts may share
/// their build output.
fn project_root() -> PathBuf {
    let manifest =
        std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    manifest.ancestors().nth(2).unwrap_or(&manifest).to_path_buf()
}
