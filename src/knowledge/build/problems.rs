//! What is wrong with the knowledge base. Nothing stops at the first problem: all are told at once.

/// Problems, in the order in which they were found.
#[derive(Debug, Default)]
pub struct Problems(Vec<(String, String)>);

impl Problems {
    /// Notes a problem of a file: what is missing and how to mend it.
    pub fn add(&mut self, path: &str, problem: impl Into<String>) {
        self.0.push((path.to_owned(), problem.into()));
    }

    /// Notes a problem of a line, counted from 1.
    pub fn at(&mut self, path: &str, line: usize, problem: impl Into<String>) {
        self.0.push((format!("{path}:{line}"), problem.into()));
    }

    /// Whether something below that path is wrong.
    pub fn touch(&self, path: &str) -> bool {
        self.0.iter().any(|(place, _)| {
            place
                .strip_prefix(path)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', ':']))
        })
    }

    /// Each as one line: `path: problem`.
    pub fn lines(&self) -> impl Iterator<Item = String> {
        self.0
            .iter()
            .map(|(path, problem)| format!("{path}: {}", problem.replace(['\n', '\r'], " ")))
    }
}
