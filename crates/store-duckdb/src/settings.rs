//! What the engine may use of the machine.

/// Limits of the engine. Sizes are written as the engine reads them: `512MB`, `2GB`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EngineSettings {
    /// Memory for data; beyond it the engine writes to its temporary folder.
    pub memory_limit: String,
    /// Threads of one statement.
    pub threads: usize,
    /// Largest size of the temporary folder.
    pub max_temp_directory_size: String,
}

impl Default for EngineSettings {
    fn default() -> Self {
        Self {
            memory_limit: "2GB".to_owned(),
            threads: std::thread::available_parallelism().map_or(1, usize::from),
            max_temp_directory_size: "20GB".to_owned(),
        }
    }
}
