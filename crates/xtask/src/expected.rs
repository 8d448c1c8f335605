//! The report of what others computed from public data sets, and what of it comes out of ours.

use crate::command::{Outcome, heading};
use crate::setup;
use std::path::Path;
use std::process::{Command, Stdio};

/// What the tests say about one set.
#[derive(Debug, PartialEq, Eq)]
struct Line {
    set: String,
    rows: u32,
    reproduced: u32,
    different: u32,
    missing: u32,
}

/// Runs the reproduction of every set and prints a table of set, rows, reproduced, different by definition and
/// missing.
pub(crate) fn run(root: &Path) -> Outcome {
    setup::run(root)?;
    heading("Public data sets");
    let mut command = Command::new(env!("CARGO"));
    command.args(["test", "--workspace", "--test", "expected", "--no-fail-fast"]).current_dir(root);
    let output = command.stderr(Stdio::piped()).stdout(Stdio::null()).output();
    let output = output.map_err(|error| format!("the tests could not be started: {error}"))?;
    let text = String::from_utf8_lossy(&output.stderr);
    let mut lines: Vec<Line> = text.lines().filter_map(read).collect();
    lines.sort_by(|left, right| left.set.cmp(&right.set));
    if lines.is_empty() {
        return Err("no set was found; PHAROS_SHARED names the folder that holds them".to_owned());
    }
    print(&lines);
    if output.status.success() { Ok(()) } else { Err("some rows that should come out do not".to_owned()) }
}

fn print(lines: &[Line]) {
    println!("{:<20} {:>6} {:>11} {:>24} {:>8}", "set", "rows", "reproduced", "different by definition", "missing");
    for Line { set, rows, reproduced, different, missing } in lines {
        println!("{set:<20} {rows:>6} {reproduced:>11} {different:>24} {missing:>8}");
    }
    let sum = |of: fn(&Line) -> u32| lines.iter().map(of).sum::<u32>();
    println!(
        "{:<20} {:>6} {:>11} {:>24} {:>8}",
        "all",
        sum(|line| line.rows),
        sum(|line| line.reproduced),
        sum(|line| line.different),
        sum(|line| line.missing)
    );
}

/// `cdnow: 124 rows, 116 reproduced, 8 different by definition, 0 missing`
fn read(line: &str) -> Option<Line> {
    let (set, counts) = line.split_once(": ")?;
    let mut numbers = counts.split(", ").map(|part| part.split(' ').next().and_then(|number| number.parse().ok()));
    let mut next = || numbers.next().flatten();
    let (rows, reproduced, different, missing) = (next()?, next()?, next()?, next()?);
    Some(Line { set: set.to_owned(), rows, reproduced, different, missing })
}

#[cfg(test)]
mod tests {
    use super::{Line, read};

    #[test]
    fn a_line_of_the_tests_is_read_and_others_are_not() {
        let found = read("cdnow: 124 rows, 29 reproduced, 1 different by definition, 94 missing");
        assert_eq!(found, Some(Line { set: "cdnow".to_owned(), rows: 124, reproduced: 29, different: 1, missing: 94 }));
        assert_eq!(read("cdnow: skipped, its data are not here"), None);
        assert_eq!(read("warning: unused variable"), None);
    }
}
