//! What an organization sets for its copy of the page: `config.json` beside `index.html`, read once while the page starts.
//!
//! Input: the text of the file. Output: a [`Config`] and the faults in it. Nothing in the file can stop the page; what is
//! wrong is left out and told. `docs/config.md` tells each field, `www/config.schema.json` the same for editors.

mod check;
mod json;
#[cfg(test)]
mod tests;

use std::sync::OnceLock;

use crate::lang::Lang;
use crate::slug::slugs;
use crate::ui::state::Audience;
use crate::ui::strings::Strings;

pub use check::{phone_link, read};

slugs! {
    /// What is wrong with a setting; the words are `config-wrong-…`.
    pub enum Wrong {
        /// No JSON; the detail is the line.
        Syntax = "syntax",
        /// A file that is too large.
        Size = "size",
        /// Not handed out; the detail is the status of the server (HTTP).
        Http = "http",
        /// Not in UTF-8.
        Encoding = "encoding",
        /// No such setting.
        Unknown = "unknown",
        /// Set twice.
        Twice = "twice",
        /// A text that is too long.
        Long = "long",
        /// A list that is too long.
        Many = "many",
        /// Not an object.
        Group = "group",
        /// Neither a text nor texts by language.
        Text = "text",
        /// No mail address.
        Email = "email",
        /// No address of a kind that is allowed.
        Url = "url",
        /// No phone number.
        Phone = "phone",
        /// No list.
        List = "list",
        /// No domain or host name.
        Host = "host",
        /// Neither yes, no nor a list.
        Hide = "hide",
        /// None of the languages.
        Language = "language",
        /// None of the roles.
        Role = "role",
    }
}

slugs! {
    /// What is used instead; the words are `config-used-…`.
    pub enum Used {
        /// Nothing of the file.
        Nothing = "nothing",
        /// The rest of the file.
        Rest = "rest",
        /// The beginning of the text.
        Beginning = "beginning",
        /// The first entries of the list.
        First = "first",
        /// The first of two.
        Former = "former",
        /// The language of the browser.
        Browser = "browser",
        /// The part for email users.
        User = "user",
    }
}

/// A fault in the settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where: names joined by dots, places in lists from 0 in brackets (`domains[2]`), or `config.json` for the whole file.
    pub field: String,
    /// What is wrong.
    pub wrong: Wrong,
    /// The line, the status, or what is allowed, where `wrong` has such a thing; otherwise empty.
    pub detail: String,
    /// What is used instead.
    pub used: Used,
}

impl Wrong {
    /// What would be right, as it stands in the file, where that is a choice of a few.
    const fn allowed(self) -> &'static str {
        match self {
            Wrong::Text | Wrong::Language => "en, zh-TW, pl",
            Wrong::Url => "https:// http:// mailto: tel:",
            Wrong::Hide => "true, false",
            Wrong::Role => "user, admin",
            _ => "",
        }
    }
}

impl Fault {
    /// What is wrong and what is used instead, in two sentences.
    pub fn told(&self, words: Strings) -> String {
        let wrong = ["config-wrong-", self.wrong.slug()].concat();
        let wrong = words.with(&wrong, &[("detail", &self.detail)]);
        let used = words.text(&["config-used-", self.used.slug()].concat());
        words.with("config-fault", &[("wrong", &wrong), ("used", &used)])
    }
}

/// The faults as lines for the console of the browser; empty if there are none.
pub fn warning(faults: &[Fault], lang: Lang) -> String {
    let words = Strings { lang };
    let mut lines = String::new();
    for fault in faults {
        if !lines.is_empty() {
            lines.push('\n');
        }
        if fault.field != check::FILE {
            lines.push_str(check::FILE);
            lines.push_str(": ");
        }
        lines.push_str(&fault.field);
        lines.push_str(": ");
        lines.push_str(&fault.told(words));
    }
    lines
}

/// A text that an organization wrote, in one or more languages, in the order of the file. `None`: it did not say which.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Texts(Vec<(Option<Lang>, String)>);

impl Texts {
    /// The text in a language, or else in English, or else whatever there is, with the language it is in.
    pub fn get(&self, lang: Lang) -> Option<(Option<Lang>, &str)> {
        let of = |wanted| self.0.iter().find(|(lang, _)| *lang == wanted);
        let (lang, text) = of(Some(lang))
            .or_else(|| of(Some(Lang::En)))
            .or_else(|| self.0.first())?;
        Some((*lang, text))
    }
}

/// The settings of an organization; without any, nothing on the page changes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Config {
    /// What the helpdesk is called.
    pub helpdesk: Texts,
    /// The mail address of the helpdesk.
    pub email: Option<String>,
    /// A page of the helpdesk, or another address that begins with https, http, mailto or tel.
    pub url: Option<String>,
    /// Its phone number, as people write it.
    pub phone: Option<String>,
    /// The organization's own domains, in lower case.
    pub domains: Vec<String>,
    /// The language for who has chosen none.
    pub language: Option<Lang>,
    /// For whom the answer is written, for who has not chosen.
    pub role: Option<Audience>,
    /// Stands above the steps for the user.
    pub user_note: Texts,
    /// Stands above the causes for the admin.
    pub admin_note: Texts,
    /// No reference is shown.
    hide_all: bool,
    /// No reference to these hosts is shown, in lower case.
    hidden: Vec<String>,
    /// What is wrong with the file, at most [`MAX_FAULTS`].
    pub faults: Vec<Fault>,
}

/// So many faults are told: who mends them sees the others then.
pub const MAX_FAULTS: usize = 20;

/// So many characters of a name are told: a name can be anything.
const MAX_FIELD: usize = 80;

impl Config {
    /// The note above the advice for `audience`.
    pub const fn note(&self, audience: Audience) -> &Texts {
        match audience {
            Audience::User => &self.user_note,
            Audience::Admin => &self.admin_note,
        }
    }

    /// Whether references to that address are not to be shown: to a host that is named, or one below it.
    pub fn hides(&self, url: &str) -> bool {
        let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
        let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
        let host = host.to_ascii_lowercase();
        self.hide_all
            || self.hidden.iter().any(|hidden| {
                let above = host.strip_suffix(hidden.as_str());
                above.is_some_and(|above| above.is_empty() || above.ends_with('.'))
            })
    }

    fn fault(&mut self, field: &str, wrong: Wrong, mut detail: String, used: Used) {
        if self.faults.len() < MAX_FAULTS {
            detail.push_str(wrong.allowed());
            self.faults.push(Fault {
                field: field.chars().take(MAX_FIELD).collect(),
                wrong,
                detail,
                used,
            });
        }
    }
}

static CONFIG: OnceLock<Config> = OnceLock::new();

/// The settings in what the server sent as `config.json` with that HTTP status.
fn taken(text: &str, status: u16) -> Config {
    if status == 200 {
        return read(text);
    }
    let mut config = Config::default();
    config.fault(check::FILE, Wrong::Http, status.to_string(), Used::Nothing);
    config
}

/// Takes over what the server sent as `config.json`, with its HTTP status. Only the first call counts.
pub fn install(text: &str, status: u16) {
    let _ = CONFIG.set(taken(text, status));
}

/// The settings of this page.
pub fn current() -> &'static Config {
    CONFIG.get_or_init(Config::default)
}
