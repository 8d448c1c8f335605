//! A bar on a terminal for work that takes its time.

use crate::console::Console;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use locales::Argument;
use std::time::Duration;
use workspace::{Progress, Stage};

/// Draws on a terminal, nothing elsewhere; removed when the work is done.
pub(crate) struct Bar<'a> {
    bar: ProgressBar,
    console: &'a Console,
}

impl<'a> Bar<'a> {
    pub(crate) fn new(console: &'a Console) -> Self {
        // Standard error, which indicatif leaves alone when it is no terminal.
        let target = if console.is_json() { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
        let bar = ProgressBar::with_draw_target(None, target);
        bar.enable_steady_tick(Duration::from_millis(120));
        Self { bar, console }
    }

    /// Shows how far the workspace is.
    pub(crate) fn show(&self, progress: &Progress) {
        let stage = match progress.stage {
            Stage::Landing => "landing",
            Stage::Applying => "applying",
            Stage::Resolving => "resolving",
            Stage::Deriving => "deriving",
        };
        self.step(stage, progress.subject.as_deref().unwrap_or_default(), progress.done, progress.total);
    }

    /// Shows a named step; `total` is unknown for some.
    pub(crate) fn step(&self, stage: &str, subject: &str, done: u64, total: Option<u64>) {
        let message = self.console.text(&format!("stage.{stage}"), &[("subject", Argument::from(subject))]);
        let template = match total {
            Some(total) => {
                self.bar.set_length(total);
                "{spinner} {msg} {wide_bar} {percent:>3} %"
            }
            None => "{spinner} {msg} {human_pos}",
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.bar.set_style(style);
        }
        self.bar.set_message(message);
        self.bar.set_position(done);
    }
}

impl Drop for Bar<'_> {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
