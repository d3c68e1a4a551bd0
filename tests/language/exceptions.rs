//! What a check finds and is right all the same.

use serde::Deserialize;

use crate::finding::{Finding, Problem};
use crate::text::{Text, root};

const FILE: &str = "tests/language/exceptions.toml";

/// One exception.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exception {
    /// The check that it is for.
    pub check: String,
    /// The words that the check finds.
    pub found: String,
    /// The folder or file that it is for; everything when left out.
    #[serde(default)]
    pub path: String,
    /// Why it is right.
    pub reason: String,
}

/// All exceptions.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exceptions {
    #[serde(default)]
    exception: Vec<Exception>,
}

impl Exceptions {
    /// Reads the file.
    pub fn load() -> Self {
        let source = std::fs::read_to_string(root().join(FILE)).expect("exceptions");
        toml::from_str(&source).unwrap_or_else(|error| panic!("{FILE}: {error}"))
    }

    /// What no exception allows, and the exceptions of this check that nothing needs.
    pub fn filter(&self, check: &str, findings: Vec<Finding>) -> Vec<Finding> {
        let ours: Vec<&Exception> = self.of(check).collect();
        let allows = |exception: &Exception, finding: &Finding| {
            exception.found == finding.problem.found && finding.path.contains(&exception.path)
        };
        let mut left: Vec<Finding> = ours
            .iter()
            // Words of the conversion are taken out before it; `unused_words` looks after them.
            .filter(|_| check != "conversion")
            .filter(|exception| !findings.iter().any(|finding| allows(exception, finding)))
            .map(|exception| unused(exception))
            .collect();
        left.extend(
            findings
                .into_iter()
                .filter(|finding| !ours.iter().any(|exception| allows(exception, finding))),
        );
        left
    }

    /// The words of a check's exceptions.
    pub fn words(&self, check: &str) -> Vec<String> {
        let mut words: Vec<String> = self.of(check).map(|one| one.found.clone()).collect();
        // The longest first: one word may be part of another.
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        words
    }

    /// The exceptions of a check whose words stand in no text.
    pub fn unused_words(&self, check: &str, texts: &[Text]) -> Vec<Finding> {
        self.of(check)
            .filter(|one| !texts.iter().any(|text| text.prose().contains(&one.found)))
            .map(unused)
            .collect()
    }

    /// What names no known check, or gives no reason.
    pub fn without_check_or_reason(&self, checks: &[&str]) -> Vec<&Exception> {
        self.exception
            .iter()
            .filter(|one| !checks.contains(&one.check.as_str()) || one.reason.len() < 10)
            .collect()
    }

    fn of<'e>(&'e self, check: &'e str) -> impl Iterator<Item = &'e Exception> {
        self.exception.iter().filter(move |one| one.check == check)
    }
}

fn unused(exception: &Exception) -> Finding {
    Finding {
        path: FILE.to_owned(),
        line: 1,
        problem: Problem::new(
            "",
            format!(
                "nothing needs the exception “{}” ({}) any more; take it out",
                exception.found, exception.check
            ),
        ),
    }
}

#[test]
fn an_exception_allows_what_it_names_and_no_more() {
    let exceptions: Exceptions = toml::from_str(
        "[[exception]]\ncheck = 'a'\nfound = 'x'\nreason = 'a good reason'\n\
         [[exception]]\ncheck = 'b'\nfound = 'y'\nreason = 'short'\n",
    )
    .expect("exceptions");
    let finding = |found: &str| Finding {
        path: "p".to_owned(),
        line: 1,
        problem: Problem::new(found, "wrong"),
    };
    let left = exceptions.filter("a", vec![finding("x"), finding("z")]);
    assert_eq!(left, [finding("z")]);
    assert_eq!(exceptions.filter("b", vec![]).len(), 1, "unused");
    assert_eq!(exceptions.without_check_or_reason(&["a", "b"]).len(), 1);
}
