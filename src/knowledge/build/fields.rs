//! Reads the keys of a TOML table; what nobody asks for is not known.

use toml::{Table, Value};

use super::problems::Problems;

/// The keys of one table; what nobody asks for is unknown.
pub struct Fields<'a, 'p> {
    path: &'p str,
    /// Where in the file: empty, or `patterns 2: `.
    place: String,
    table: &'a Table,
    asked: Vec<&'static str>,
    problems: &'p mut Problems,
}

impl<'a, 'p> Fields<'a, 'p> {
    /// Reads a table; `place` is where it stands in the file: empty, or `[[patterns]] 2: `.
    pub fn new(path: &'p str, place: String, table: &'a Table, problems: &'p mut Problems) -> Self {
        Fields {
            path,
            place,
            table,
            asked: vec![],
            problems,
        }
    }

    /// Notes a problem.
    pub fn tell(&mut self, problem: impl AsRef<str>) {
        let problem = format!("{}{}", self.place, problem.as_ref());
        self.problems.add(self.path, problem);
    }

    fn get(&mut self, key: &'static str) -> Option<&'a Value> {
        self.asked.push(key);
        self.table.get(key)
    }

    /// Yes or no; no if it is not there.
    pub fn flag(&mut self, key: &'static str) -> bool {
        match self.get(key) {
            None => false,
            Some(Value::Boolean(value)) => *value,
            Some(_) => {
                self.tell(format!("`{key}` must be true or false"));
                false
            }
        }
    }

    /// A text, if it is there.
    pub fn string(&mut self, key: &'static str) -> Option<&'a str> {
        let value = self.get(key)?;
        let text = value.as_str().filter(|text| !text.trim().is_empty());
        if text.is_none() {
            self.tell(format!("`{key}` must be a text in quotes"));
        }
        text
    }

    /// A text; empty if it is missing, which is told.
    pub fn needed(&mut self, key: &'static str) -> &'a str {
        let missing = !self.table.contains_key(key);
        if missing {
            self.tell(format!("`{key}` is missing; add {key} = \"…\""));
        }
        self.string(key).unwrap_or_default()
    }

    /// A list of texts; empty if it is not there.
    pub fn strings(&mut self, key: &'static str) -> Vec<&'a str> {
        let Some(value) = self.get(key) else {
            return vec![];
        };
        let items: Option<Vec<&str>> = value
            .as_array()
            .and_then(|items| items.iter().map(Value::as_str).collect());
        items.unwrap_or_else(|| {
            self.tell(format!("`{key}` must be a list of texts: [\"…\", \"…\"]"));
            vec![]
        })
    }

    /// The value with a slug, or the default if the key is not there; anything else is told.
    pub fn slug<T>(
        &mut self,
        key: &'static str,
        default: Option<T>,
        from: fn(&str) -> Option<T>,
        known: &[&str],
    ) -> Option<T> {
        if default.is_some() && !self.table.contains_key(key) {
            self.asked.push(key);
            return default;
        }
        let slug = self.needed(key);
        let value = from(slug);
        if value.is_none() && !slug.is_empty() {
            self.tell(format!(
                "`{key}` is not known: {slug}; known are {}",
                known.join(", ")
            ));
        }
        value
    }

    /// A list of tables; empty if it is not there.
    pub fn tables(&mut self, key: &'static str) -> Vec<&'a Table> {
        let Some(value) = self.get(key) else {
            return vec![];
        };
        let items: Option<Vec<&Table>> = value
            .as_array()
            .and_then(|items| items.iter().map(Value::as_table).collect());
        items.unwrap_or_else(|| {
            self.tell(format!("`{key}` must be tables: [[{key}]]"));
            vec![]
        })
    }

    /// Tells every key that nobody asked for.
    pub fn finish(mut self) {
        for key in self.table.keys() {
            if !self.asked.contains(&key.as_str()) {
                self.tell(format!(
                    "the key `{key}` is not known; known are {}",
                    self.asked.clone().join(", ")
                ));
            }
        }
    }
}
