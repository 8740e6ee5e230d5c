//! Checks that PROJ has a database that it can read, and names the obstacle where it has none.
//!
//! PROJ takes the first `proj.db` in its own folder of the user, in the folders that `PROJ_DATA`
//! names (`PROJ_LIB` where that is not set), and beside the library; the one inside the library
//! comes last. A database with an older layout makes every look-up fail, and PROJ does not name its
//! folder.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use proj::{Proj, ProjBuilder};

use crate::value::{Error, ErrorKind};

/// Refuses to go on without a database.
pub(super) fn check() -> Result<(), Error> {
    // Any system would do; this one is in every database.
    if Proj::new("EPSG:4326").is_ok() {
        return Ok(());
    }
    let (version, paths) = match ProjBuilder::new().lib_info() {
        Ok(info) => (info.version, info.searchpath),
        Err(_) => ("unknown".to_owned(), String::new()),
    };
    let found = env::split_paths(&paths).map(|folder| folder.join("proj.db"));
    let found = found.into_iter().find(|file| file.is_file());
    Err(ErrorKind::ProjDatabase { reason: reason(found.as_deref(), &version), database: found }
        .into())
}

fn reason(found: Option<&Path>, version: &str) -> String {
    let variable = variable();
    let Some(file) = found else {
        let remedy = match variable {
            Some((name, value)) => {
                format!("{name} is {value:?}, where there is none; unset {name}")
            }
            None => "install PROJ's data, or build this crate without a PROJ in pkg-config's \
                     reach"
                .to_owned(),
        };
        return format!("PROJ {version} finds no database proj.db; {remedy}");
    };
    let origin = match written_by(file) {
        Some(other) => format!("was made for PROJ {other}"),
        None => "is no database of PROJ's, or one of another version".to_owned(),
    };
    let file = file.display();
    let remedy = match variable {
        Some((name, value)) if names(&value, found) => format!("unset {name}, which is {value:?}"),
        _ => "move that file away".to_owned(),
    };
    format!("{file} {origin}, and PROJ {version} in this program cannot read it; {remedy}")
}

/// The variable that PROJ heeds, and its value.
fn variable() -> Option<(&'static str, String)> {
    ["PROJ_DATA", "PROJ_LIB"].into_iter().find_map(|name| {
        let value = env::var_os(name)?;
        Some((name, value.to_string_lossy().into_owned()))
    })
}

/// `true` if one of the folders in a variable's value holds the file.
fn names(value: &str, file: Option<&Path>) -> bool {
    let folder: Option<PathBuf> = file.and_then(Path::parent).map(Path::to_owned);
    env::split_paths(value).any(|named| Some(named) == folder)
}

/// The version of PROJ that made a database, from its table `metadata`: in SQLite's record the
/// value stands right behind the key.
fn written_by(file: &Path) -> Option<String> {
    const KEY: &[u8] = b"PROJ.VERSION";
    let bytes = fs::read(file).ok()?;
    let at = bytes.windows(KEY.len()).position(|window| window == KEY)?;
    let digits = bytes[at + KEY.len()..].iter();
    let digits = digits.take_while(|byte| byte.is_ascii_digit() || **byte == b'.');
    let version: String = digits.map(|&byte| char::from(byte)).collect();
    Some(version).filter(|version| !version.is_empty())
}
