//! What an email admin has chosen and done on the page. It lives in memory only. No browser in it.

use crate::knowledge::Side;
use crate::ladder::{Kind, Shell};

/// See the module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Desk {
    /// The side that the reader looks after.
    pub side: Option<Side>,
    /// Whose commands are shown where there are both.
    pub shell: Shell,
    /// The steps that are done, each with the number of its delivery.
    done: Vec<(usize, Kind)>,
}

/// Something that the admin chose or did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    /// The side that the reader looks after.
    Look(Side),
    /// Another shell.
    Use(Shell),
    /// A step for a delivery is done, or not after all.
    Tick(usize, Kind),
}

impl Default for Desk {
    fn default() -> Self {
        Desk {
            side: None,
            shell: Shell::PowerShell,
            done: vec![],
        }
    }
}

impl Desk {
    /// Notes what the admin chose or did.
    pub fn make(&mut self, step: Move) {
        match step {
            Move::Look(side) => self.side = Some(side),
            Move::Use(shell) => self.shell = shell,
            Move::Tick(index, kind) => {
                let before = self.done.len();
                self.done.retain(|one| *one != (index, kind));
                if self.done.len() == before {
                    self.done.push((index, kind));
                }
            }
        }
    }

    /// Whether a step for a delivery is done.
    pub fn is_done(&self, index: usize, kind: Kind) -> bool {
        self.done.contains(&(index, kind))
    }

    /// Forgets what belongs to one bounce.
    pub fn clear(&mut self) {
        self.side = None;
        self.done.clear();
    }
}
