//! Notices changed files by looking at their times: no library, and the same on every system.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime};

/// How often the files are looked at.
const INTERVAL: Duration = Duration::from_millis(500);

/// What is known of each file: when it was written, and its length.
type State = BTreeMap<PathBuf, (Option<SystemTime>, u64)>;

/// Files and folders that are looked after.
pub struct Watch {
    places: Vec<PathBuf>,
    known: State,
}

impl Watch {
    /// Starts to look after files and folders: what changes from now on counts.
    pub fn new(places: Vec<PathBuf>) -> Self {
        let known = look(&places);
        Watch { places, known }
    }

    /// Waits until a file was written, made or removed since the last time. Several files that change together, as an
    /// editor or a branch switch does it, are one change.
    pub fn wait(&mut self) {
        loop {
            let now = look(&self.places);
            if now != self.known {
                self.known = now;
                break;
            }
            thread::sleep(INTERVAL);
        }
        loop {
            thread::sleep(INTERVAL);
            let later = look(&self.places);
            if later == self.known {
                return;
            }
            self.known = later;
        }
    }
}

fn look(places: &[PathBuf]) -> State {
    let mut state = State::new();
    for place in places {
        add(place, &mut state);
    }
    state
}

fn add(place: &Path, state: &mut State) {
    // What vanishes between listing and looking is simply not there.
    let Ok(metadata) = fs::metadata(place) else {
        return;
    };
    if metadata.is_dir() {
        for entry in fs::read_dir(place).into_iter().flatten().flatten() {
            add(&entry.path(), state);
        }
    } else {
        state.insert(
            place.to_path_buf(),
            (metadata.modified().ok(), metadata.len()),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::look;
    use std::{env, fs, process};

    #[test]
    fn a_written_made_or_removed_file_is_seen() {
        let folder = env::temp_dir().join(format!("ndr-watch-{}", process::id()));
        fs::create_dir_all(folder.join("deep")).unwrap();
        let file = folder.join("deep").join("a.txt");
        let places = [folder.clone(), folder.join("missing")];
        let empty = look(&places);
        fs::write(&file, "one").unwrap();
        let one = look(&places);
        fs::write(&file, "three").unwrap();
        let three = look(&places);
        fs::remove_file(&file).unwrap();
        let gone = look(&places);
        fs::remove_dir_all(&folder).unwrap();
        assert_ne!(empty, one);
        assert_ne!(one, three);
        assert_eq!(empty, gone);
    }
}
