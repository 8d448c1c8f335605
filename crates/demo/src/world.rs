//! The company and its customers, from which every file is written.

use crate::DemoOptions;
use crate::campaigns::{self, Campaign};
use crate::customers::{self, Customer};
use crate::rates::Rates;
use crate::staff::Staff;
use crate::story::Story;
use crate::timeline::{Second, Timeline};
use std::path::PathBuf;

/// Everything the writers share.
pub(crate) struct World {
    pub(crate) directory: PathBuf,
    pub(crate) seed: u64,
    pub(crate) scale: f64,
    pub(crate) timeline: Timeline,
    pub(crate) story: Story,
    pub(crate) staff: Staff,
    pub(crate) campaigns: Vec<Campaign>,
    pub(crate) customers: Vec<Customer>,
    pub(crate) rates: Rates,
}

impl World {
    pub(crate) fn new(directory: PathBuf, options: &DemoOptions) -> Self {
        let (seed, scale) = (options.seed, options.scale);
        let timeline = Timeline::new(options.date, options.years);
        let story = Story::new(timeline.first, timeline.last);
        let staff = Staff::hire(seed, scale, &timeline);
        let campaigns = campaigns::plan(&timeline);
        let customers = customers::invent(seed, scale, &timeline, &story, &staff, &campaigns);
        let rates = Rates::walk(seed, timeline.days);
        Self { directory, seed, scale, timeline, story, staff, campaigns, customers, rates }
    }

    /// `None` for what has not happened yet.
    pub(crate) fn happened(&self, at: Second) -> Option<Second> {
        (at < self.timeline.end()).then_some(at)
    }

    pub(crate) fn employee(&self, index: usize) -> &str {
        &self.staff.people[index].id
    }

    pub(crate) fn campaign(&self, index: Option<usize>) -> &str {
        index.map_or("", |index| &self.campaigns[index].id)
    }
}
