//! What a check finds, and where.

use std::fmt;

use crate::text::Text;

/// Something wrong in a text, by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The words that are wrong, as they are written; an exception names them.
    pub found: String,
    /// What is wrong, and what to write instead.
    pub what: String,
}

impl Problem {
    /// A problem.
    pub fn new(found: impl Into<String>, what: impl Into<String>) -> Self {
        Problem {
            found: found.into(),
            what: what.into(),
        }
    }
}

/// A problem and its line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The file, from the root of the project.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub problem: Problem,
}

impl Finding {
    /// A problem of a text.
    pub fn new(text: &Text, problem: Problem) -> Self {
        Finding {
            path: text.path.clone(),
            line: text.line,
            problem,
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Finding {
            path,
            line,
            problem,
        } = self;
        write!(f, "{path}:{line}: {}", problem.what)
    }
}
