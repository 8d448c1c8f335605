//! One process writes to a data directory, and says where it is.

use crate::LedgerError;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

/// Held as long as the process writes to the data directory; the system frees it when the process ends.
#[derive(Debug)]
pub(crate) struct DataLock {
    _file: File,
    address_file: PathBuf,
}

impl DataLock {
    pub(crate) fn acquire(data_dir: &Path) -> Result<DataLock, LedgerError> {
        let path = data_dir.join("pharos.lock");
        // The address stands beside the lock: on some systems a locked file cannot be read.
        let address_file = data_dir.join("pharos.address");
        let file =
            File::options().create(true).truncate(false).write(true).open(&path).map_err(LedgerError::io(&path))?;
        match file.try_lock() {
            Ok(()) => {
                // An address left behind by a process that was killed leads nowhere.
                let _ = fs::remove_file(&address_file);
                Ok(DataLock { _file: file, address_file })
            }
            Err(TryLockError::WouldBlock) => {
                Err(LedgerError::InUse { address: fs::read_to_string(&address_file).ok() })
            }
            Err(TryLockError::Error(source)) => Err(LedgerError::Io { path, source }),
        }
    }

    pub(crate) fn publish_address(&self, address: &str) -> Result<(), LedgerError> {
        fs::write(&self.address_file, address).map_err(LedgerError::io(&self.address_file))
    }
}

impl Drop for DataLock {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.address_file);
    }
}
