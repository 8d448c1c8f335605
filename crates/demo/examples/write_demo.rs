//! Writes the demo company's exports: `cargo run -p demo --example write_demo -- DIRECTORY DATE SCALE`.

use jiff::civil::Date;
use std::error::Error;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, directory, date, scale] = arguments.as_slice() else {
        return Err("give a directory, the last day with data and a scale, such as: out 2026-11-21 0.02".into());
    };
    let options = demo::DemoOptions { date: date.parse::<Date>()?, years: 3, seed: 1, scale: scale.parse()? };
    let files = demo::generate(Path::new(directory), &options, &mut |progress| eprintln!("{}", progress.part))?;
    for file in files {
        println!("{}", file.path.display());
    }
    Ok(())
}
