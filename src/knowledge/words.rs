//! What the knowledge base says in one language: the pack of a language as data.

use serde::{Deserialize, Serialize};

use crate::explain::model::Slot;
use crate::knowledge::model::{Condition, Source};
use crate::knowledge::text_run::TextRun;

/// How a slot's surroundings are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// In plain words.
    Plain,
    /// In words that carry weight.
    Strong,
    /// In a code or a command: a value goes in only if it passes the grammar of its kind.
    Code,
}

/// A run of text of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Plain words.
    Text(&'a str),
    /// Words that carry weight.
    Strong(&'a str),
    /// A code, a file name, a name of a setting.
    Code(&'a str),
    /// A link; https only.
    Link {
        /// Its words.
        text: &'a str,
        /// Its address.
        url: &'a str,
    },
    /// A value of the bounce.
    Slot {
        /// Which one.
        slot: Slot,
        /// What stands there if the bounce does not state it.
        fallback: &'a str,
        /// How its surroundings are set.
        style: Style,
    },
}

/// A piece of a section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Element<'a> {
    /// A paragraph.
    Paragraph(#[serde(borrow)] TextRun<'a>),
    /// A list.
    List {
        /// Whether its items are numbered, from 1.
        ordered: bool,
        /// Its items.
        #[serde(borrow)]
        items: Vec<TextRun<'a>>,
    },
    /// Commands to copy: [`Piece::Text`] and [`Piece::Slot`] only.
    Command {
        /// `powershell`, `sh` or `text`.
        shell: &'a str,
        /// The lines.
        #[serde(borrow)]
        text: TextRun<'a>,
    },
}

/// A section that may depend on the outcome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage<'a> {
    /// When it is shown.
    pub condition: Option<Condition>,
    /// What it says.
    #[serde(borrow)]
    pub body: Vec<Element<'a>>,
}

/// A thing that the email user can do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step<'a> {
    /// Its name in all languages.
    pub id: &'a str,
    /// When it is shown.
    pub condition: Option<Condition>,
    /// What to do, in a few words.
    #[serde(borrow)]
    pub title: TextRun<'a>,
    /// The same in a sentence or two.
    pub body: Vec<Element<'a>>,
    /// When, or how long it takes.
    pub time: Option<TextRun<'a>>,
}

/// A possible cause, for the email admin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdminCause<'a> {
    /// Its name in all languages.
    pub id: &'a str,
    /// When it is shown.
    pub condition: Option<Condition>,
    /// What it is, in a few words.
    #[serde(borrow)]
    pub title: TextRun<'a>,
    /// How to tell that it is this one.
    pub tell: Vec<Element<'a>>,
    /// How to fix it.
    pub fix: Vec<Element<'a>>,
    /// How to check that it works; may be empty.
    pub check: Vec<Element<'a>>,
    /// How long until it works.
    pub time: TextRun<'a>,
}

/// What an article says first in one language: the answer, and what the email user does (`<lang>.md`).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Text<'a> {
    /// The short name of what happened.
    pub name: &'a str,
    /// The verdict.
    #[serde(borrow)]
    pub title: TextRun<'a>,
    /// The verdict while the server keeps trying; empty if it never does.
    pub title_pending: TextRun<'a>,
    /// One sentence that a child of twelve understands.
    pub summary: TextRun<'a>,
    /// The same while the server keeps trying; empty if it never does.
    pub summary_pending: TextRun<'a>,
    /// What happened.
    pub happened: Vec<Passage<'a>>,
    /// What the user can do, likeliest first; the last is `admin`.
    pub steps: Vec<Step<'a>>,
}

/// What an article says to the email admin, and to whoever unfolds more: the rest of `<lang>.md`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Depth<'a> {
    /// What the admin reads first; may be empty.
    #[serde(borrow)]
    pub intro: Vec<Element<'a>>,
    /// What the admin goes through, likeliest first.
    pub causes: Vec<AdminCause<'a>>,
    /// How such a report looks.
    pub looks: Vec<Element<'a>>,
    /// What the code means.
    pub meaning: Vec<Element<'a>>,
    /// Further help.
    pub help: Vec<Element<'a>>,
    /// Where its facts were read: the same in each language.
    pub references: Vec<Source<'a>>,
}

/// A text of the page; one with a number has the CLDR plural forms of its language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Message<'a> {
    /// The only form, or the form `other`.
    pub other: &'a str,
    /// The form `one`.
    pub one: Option<&'a str>,
    /// The form `few`.
    pub few: Option<&'a str>,
    /// The form `many`.
    pub many: Option<&'a str>,
}

/// What the parts of enhanced status codes mean, each list sorted by its keys.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Status<'a> {
    /// By class: `2`, `4`, `5`.
    #[serde(borrow)]
    pub class: Vec<(&'a str, &'a str)>,
    /// By subject: `0` to `7`.
    pub subject: Vec<(&'a str, &'a str)>,
    /// By subject and detail: `1.1`.
    pub detail: Vec<(&'a str, &'a str)>,
}

/// What an explanation says first in one language.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Texts<'a> {
    /// One for each of [`Meta::articles`](super::model::Meta::articles), in the same order.
    #[serde(borrow)]
    pub articles: Vec<Text<'a>>,
    /// The parts of enhanced status codes.
    pub status: Status<'a>,
}

/// What an explanation says beyond that: one for each of [`Meta::articles`](super::model::Meta::articles), in the same order.
pub type Depths<'a> = Vec<Depth<'a>>;

/// The words of the page in one language.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Words<'a> {
    /// The same number in all packs of one build.
    pub stamp: u64,
    /// The words of the page, one for each of [`Meta::keys`](super::model::Meta::keys), in the same order.
    #[serde(borrow)]
    pub ui: Vec<Message<'a>>,
}
