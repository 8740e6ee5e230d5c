//! A folder that is made if missing, and removed again if nothing was written to it.

use std::fs;
use std::path::{Path, PathBuf};

use crate::shared::failure::Failure;

pub struct Folder {
    /// The directories made, innermost first.
    made: Vec<PathBuf>,
}

impl Folder {
    pub fn make(path: &Path) -> Result<Self, Failure> {
        let is_missing = |path: &&Path| !path.as_os_str().is_empty() && !path.exists();
        let missing = path.ancestors().take_while(is_missing).map(Path::to_owned).collect();
        let folder = Folder { made: missing };
        fs::create_dir_all(path).map_err(|error| {
            let path = path.display();
            Failure::File(format!("cannot make the folder {path}: {error}; choose another with -o"))
        })?;
        Ok(folder)
    }

    pub fn keep(mut self) {
        self.made.clear();
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        for path in &self.made {
            // A folder that was not made here, or that somebody has filled meanwhile, stays as it
            // is.
            let _ = fs::remove_dir(path);
        }
    }
}
