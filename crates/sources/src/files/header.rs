//! Whether the first record names the columns, and the names.

use std::collections::HashSet;

/// Whether `first` reads like column names above the records that follow.
pub(crate) fn is_header(first: &[&str], rows: &[Vec<String>]) -> bool {
    let named: Vec<&str> = first.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
    if named.is_empty() || named.iter().any(|cell| is_value(cell)) {
        return false;
    }
    let distinct: HashSet<&str> = named.iter().copied().collect();
    // A name does not stand among the values of its own column.
    let recurs = first.iter().enumerate().any(|(index, name)| {
        let below = rows.iter().filter_map(|row| row.get(index));
        !name.trim().is_empty() && below.filter(|cell| cell.trim() == name.trim()).count() > 0
    });
    !recurs && distinct.len() * 2 >= named.len()
}

/// Numbers and dates are values, never names.
fn is_value(cell: &str) -> bool {
    let digits = cell.chars().filter(|character| character.is_numeric()).count();
    let letters = cell.chars().filter(|character| character.is_alphabetic()).count();
    cell.contains('@') || (digits > 0 && digits >= letters)
}

/// Clean, distinct names: no byte order mark, blank ones numbered, repeated ones with `_2`, `_3`.
/// Returns the names that had to be changed because they occurred before.
pub(crate) fn clean_names<'a>(cells: impl Iterator<Item = &'a str>) -> (Vec<String>, Vec<String>) {
    let mut names: Vec<String> = Vec::new();
    let mut taken: HashSet<String> = HashSet::new();
    let mut repeated = Vec::new();
    for (index, cell) in cells.enumerate() {
        let plain = cell.trim_start_matches('\u{feff}').split_whitespace().collect::<Vec<_>>().join(" ");
        let base = if plain.is_empty() { format!("column_{}", index + 1) } else { plain };
        let mut name = base.clone();
        let mut number = 2;
        while !taken.insert(name.clone()) {
            name = format!("{base}_{number}");
            number += 1;
        }
        if name != base {
            repeated.push(base);
        }
        names.push(name);
    }
    (names, repeated)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_told_from_values() {
        let row = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
        assert!(is_header(&["id", "name"], &[row(&["1", "Ada"])]));
        assert!(is_header(&["account", "sector"], &[row(&["Acme", "retail"])]));
        assert!(!is_header(&["00004", "19970101"], &[row(&["00004", "19970118"])]));
        assert!(!is_header(&["Ada", "ada@example.org"], &[row(&["Bo", "bo@example.org"])]));
        assert!(!is_header(&["retail", "north"], &[row(&["retail", "south"])]));
    }

    #[test]
    fn repeated_and_blank_names_become_distinct() {
        let (names, repeated) = clean_names(["\u{feff}id", "category", "", "category", " a  b "].into_iter());
        assert_eq!(names, ["id", "category", "column_3", "category_2", "a b"]);
        assert_eq!(repeated, ["category"]);
    }
}
