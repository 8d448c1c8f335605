//! What the engine's words mean for us. The binding hands over text, not codes.

use store::StoreError;

/// The file's content is wrong.
const DAMAGED: &[&str] = &["Corrupt database file", "Corrupt WAL file", "Could not read enough bytes"];
/// The instance must not be used any more.
const FATAL: &[&str] = &["FATAL Error", "INTERNAL Error", "database has been invalidated"];
/// The file cannot be reached now; its content is not in doubt.
const UNREACHABLE: &[&str] =
    &["Could not set lock", "Cannot open file", "Permission denied", "No space left", "Is a directory"];
/// Kinds of failure that, on opening, lie in the file and not in our settings.
const IN_THE_FILE: &[&str] = &["IO Error", "Serialization Error", "INTERNAL Error", "FATAL Error", "Invalid Error"];

/// The class of a failure of an open engine.
pub(crate) fn running(error: &duckdb::Error) -> StoreError {
    let message = error.to_string();
    if contains_any(&message, FATAL) {
        StoreError::Fatal { message }
    } else if contains_any(&message, DAMAGED) {
        StoreError::Damaged { message }
    } else {
        StoreError::Statement { message }
    }
}

/// The class of a failure to open the file.
pub(crate) fn opening(error: &duckdb::Error) -> StoreError {
    let message = error.to_string();
    if contains_any(&message, UNREACHABLE) {
        StoreError::Unreachable { message }
    } else if contains_any(&message, IN_THE_FILE) {
        StoreError::Damaged { message }
    } else {
        StoreError::Statement { message }
    }
}

fn contains_any(message: &str, marks: &[&str]) -> bool {
    marks.iter().any(|mark| message.contains(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failure(message: &str) -> duckdb::Error {
        duckdb::Error::DuckDBFailure(duckdb::ffi::Error::new(1), Some(message.to_owned()))
    }

    #[test]
    fn a_lock_held_elsewhere_does_not_condemn_the_file() {
        let lock = failure("IO Error: Could not set lock on file \"x\": Conflicting lock is held");
        assert!(matches!(opening(&lock), StoreError::Unreachable { .. }));
    }

    #[test]
    fn a_bad_setting_does_not_condemn_the_file() {
        let setting = failure("Parser Error: Memory must have a number (e.g. 1GB)");
        assert!(matches!(opening(&setting), StoreError::Statement { .. }));
    }

    #[test]
    fn an_invalidated_engine_is_fatal_and_a_bad_checksum_is_damage() {
        let invalidated =
            failure("FATAL Error: Failed: database has been invalidated because of a previous fatal error.");
        assert!(matches!(running(&invalidated), StoreError::Fatal { .. }));
        let checksum = failure("IO Error: Corrupt database file: computed checksum 1 does not match stored checksum 2");
        assert!(matches!(running(&checksum), StoreError::Damaged { .. }));
    }
}
