//! The settings out of the text of `config.json`, each checked by what it may be.

use super::json::{Value, parse};
use super::{Config, Texts, Used, Wrong};
use crate::explain::grammar::{is_address, is_host};
use crate::lang::Lang;
use crate::ui::state::Audience;

/// What faults of the whole file are told about.
pub const FILE: &str = "config.json";

/// The largest file, in bytes.
const MAX_FILE: usize = 64 * 1024;

/// The longest text, in characters.
const MAX_TEXT: usize = 2000;

/// The longest list.
const MAX_LIST: usize = 200;

/// What a setting may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An object with settings of its own.
    Group,
    /// Anything: it is for editors.
    Any,
    /// A text, or one for each language.
    Text,
    /// A mail address.
    Email,
    /// An address that begins with https, http, mailto or tel.
    Url,
    /// A phone number.
    Phone,
    /// A list of domains.
    Domains,
    /// A language.
    Language,
    /// An audience.
    Role,
    /// Yes, no, or a list of hosts.
    Hide,
}

/// Every setting by its path.
pub const FIELDS: [(&str, Kind); 14] = [
    (FILE, Kind::Group),
    ("$schema", Kind::Any),
    ("helpdesk", Kind::Group),
    ("helpdesk.name", Kind::Text),
    ("helpdesk.email", Kind::Email),
    ("helpdesk.url", Kind::Url),
    ("helpdesk.phone", Kind::Phone),
    ("domains", Kind::Domains),
    ("language", Kind::Language),
    ("role", Kind::Role),
    ("note", Kind::Group),
    ("note.user", Kind::Text),
    ("note.admin", Kind::Text),
    ("hideReferences", Kind::Hide),
];

/// The settings in the text of a `config.json`. What is wrong is left out and stands in [`Config::faults`].
pub fn read(text: &str) -> Config {
    let mut config = Config::default();
    if text.len() > MAX_FILE {
        config.fault(FILE, Wrong::Size, String::new(), Used::Nothing);
        return config;
    }
    match parse(text) {
        Ok(value) => config.put(FILE, value),
        // Text in UTF-16 has a zero in each Latin letter.
        Err(_) if text.contains(['\0', char::REPLACEMENT_CHARACTER]) => {
            config.fault(FILE, Wrong::Encoding, String::new(), Used::Nothing);
        }
        Err(line) => config.fault(FILE, Wrong::Syntax, line.to_string(), Used::Nothing),
    }
    config
}

impl Config {
    /// Takes over the setting at `path`, or tells what is wrong with it.
    fn put(&mut self, path: &str, value: Value) {
        let Some((_, kind)) = FIELDS.iter().find(|(field, _)| *field == path) else {
            return self.wrong(path, Wrong::Unknown);
        };
        match (kind, value) {
            (Kind::Any, _) => {}
            (Kind::Group, Value::Object(members)) => {
                self.members(path, members, |config, path, value| config.put(path, value));
            }
            (Kind::Group, _) if path == FILE => {
                self.fault(path, Wrong::Group, String::new(), Used::Nothing);
            }
            (Kind::Group, _) => self.wrong(path, Wrong::Group),
            (Kind::Text, value) => self.texts(path, value),
            (Kind::Email, value) => self.email = self.text(path, value, is_address, Wrong::Email),
            (Kind::Url, value) => self.url = self.text(path, value, is_url, Wrong::Url),
            (Kind::Phone, value) => {
                let is_phone = |text: &str| phone_link(text).is_some();
                self.phone = self.text(path, value, is_phone, Wrong::Phone);
            }
            (Kind::Domains, Value::List(list)) => self.domains = self.hosts(path, list),
            (Kind::Domains, _) => self.wrong(path, Wrong::List),
            (Kind::Hide, Value::Bool(all)) => self.hide_all = all,
            (Kind::Hide, Value::List(list)) => self.hidden = self.hosts(path, list),
            (Kind::Hide, _) => self.wrong(path, Wrong::Hide),
            (Kind::Language, value) => {
                self.language = named(&value).and_then(Lang::from_slug);
                if self.language.is_none() {
                    self.fault(path, Wrong::Language, String::new(), Used::Browser);
                }
            }
            (Kind::Role, value) => {
                self.role = named(&value).and_then(Audience::from_slug);
                if self.role.is_none() {
                    self.fault(path, Wrong::Role, String::new(), Used::User);
                }
            }
        }
    }

    fn wrong(&mut self, path: &str, wrong: Wrong) {
        self.fault(path, wrong, String::new(), Used::Rest);
    }

    /// Gives each member of an object on with its path; the first of two with the same name.
    fn members(
        &mut self,
        path: &str,
        members: Vec<(String, Value)>,
        put: fn(&mut Config, &str, Value),
    ) {
        let mut seen: Vec<String> = vec![];
        for (name, value) in members {
            let mut place = String::new();
            if path != FILE {
                place.push_str(path);
                place.push('.');
            }
            place.push_str(&name);
            if seen.contains(&place) {
                self.fault(&place, Wrong::Twice, String::new(), Used::Former);
            } else if seen.len() < MAX_LIST {
                put(self, &place, value);
                seen.push(place);
            }
        }
    }

    fn texts(&mut self, path: &str, value: Value) {
        match value {
            Value::Object(members) => {
                self.members(path, members, |config, place, value| {
                    let (path, name) = place.rsplit_once('.').unwrap_or_default();
                    match Lang::from_slug(name) {
                        Some(lang) => config.add(path, place, Some(lang), value),
                        None => config.wrong(place, Wrong::Unknown),
                    }
                });
            }
            value => self.add(path, path, None, value),
        }
    }

    /// Adds a text to those of the setting at `path`; it stands at `place`.
    fn add(&mut self, path: &str, place: &str, lang: Option<Lang>, value: Value) {
        let Some(text) = self.text(place, value, |_| true, Wrong::Text) else {
            return;
        };
        let Texts(texts) = match path {
            "helpdesk.name" => &mut self.helpdesk,
            "note.user" => &mut self.user_note,
            _ => &mut self.admin_note,
        };
        texts.push((lang, text));
    }

    /// A text that is `good`; nothing, and `wrong` is told, if it is not. One that is too long is cut first.
    fn text(
        &mut self,
        path: &str,
        value: Value,
        good: fn(&str) -> bool,
        wrong: Wrong,
    ) -> Option<String> {
        let Value::Text(mut text) = value else {
            self.wrong(path, wrong);
            return None;
        };
        if text.contains(char::REPLACEMENT_CHARACTER) {
            self.wrong(path, Wrong::Encoding);
            return None;
        }
        if text.trim().is_empty() || !good(&text) {
            self.wrong(path, wrong);
            return None;
        }
        if let Some((end, _)) = text.char_indices().nth(MAX_TEXT) {
            // The beginning of an address is another address.
            if wrong != Wrong::Text {
                self.wrong(path, Wrong::Long);
                return None;
            }
            self.fault(path, Wrong::Long, String::new(), Used::Beginning);
            text.truncate(end);
        }
        Some(text)
    }

    fn hosts(&mut self, path: &str, mut list: Vec<Value>) -> Vec<String> {
        if list.len() > MAX_LIST {
            self.fault(path, Wrong::Many, String::new(), Used::First);
            list.truncate(MAX_LIST);
        }
        let mut hosts = vec![];
        for (place, value) in list.into_iter().enumerate() {
            let mut path = path.to_owned();
            path.push('[');
            path.push_str(&place.to_string());
            path.push(']');
            if let Some(host) = self.text(&path, value, is_host, Wrong::Host) {
                hosts.push(host.to_ascii_lowercase());
            }
        }
        hosts
    }
}

fn named(value: &Value) -> Option<&str> {
    match value {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

/// Whether a text is an address that the page may link to: https, http, mailto or tel, and nothing in it that ends an
/// address (RFC 3986 section 2).
fn is_url(text: &str) -> bool {
    let begins = ["https://", "http://", "mailto:", "tel:"]
        .iter()
        .any(|scheme| {
            let (head, rest) = match text.split_at_checked(scheme.len()) {
                Some(parts) => parts,
                None => return false,
            };
            head.eq_ignore_ascii_case(scheme)
                && rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '+' | '[' | '_'))
        });
    begins
        && !text.contains(|c: char| {
            c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '\\' | '`')
        })
}

/// The link (RFC 3966) to a phone number as people write it: digits with `+ - ( ) . /` and spaces between them, at least
/// three digits, and perhaps a word and an extension (`ext. 12`, `分機 12`). `None` for anything else.
pub fn phone_link(text: &str) -> Option<String> {
    let is_part =
        |c: char| c.is_ascii_digit() || matches!(c, ' ' | '+' | '-' | '(' | ')' | '.' | '/');
    let end = text.find(|c| !is_part(c)).unwrap_or(text.len());
    let (number, rest) = text.split_at(end);
    let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
    let mut link = String::from("tel:");
    let number = match number.trim_start().strip_prefix('+') {
        Some(number) => {
            link.push('+');
            // Dialled within the country only.
            number.replace("(0)", "")
        }
        None => number.to_owned(),
    };
    if number.contains('+') {
        return None;
    }
    let number = digits(&number);
    let extension = digits(rest);
    let is_extension = rest.is_empty()
        || (rest.ends_with(|c: char| c.is_ascii_digit())
            && rest
                .trim_end_matches(|c: char| c.is_ascii_digit())
                .chars()
                .all(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | '#' | ':')));
    if number.len() < 3 || !is_extension {
        return None;
    }
    link.push_str(&number);
    if !extension.is_empty() {
        link.push_str(";ext=");
        link.push_str(&extension);
    }
    Some(link)
}
