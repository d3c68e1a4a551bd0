//! The JSON form of a reading, for programs: data types of its own, so that the inner ones can change.
//!
//! Field names, slugs and their meaning are a promise of schema 1. Offsets are in UTF-16 code units, as JavaScript counts.
//! A field that the mail does not state is null, never made up.

mod convert;
mod utf16;

pub use convert::report;

use serde::Serialize;

use crate::explain::{Block, Reference};
use crate::intake::{Form, IntakeNote};
use crate::report::{Action, ReportNote};

/// The version of these data types.
pub const SCHEMA: u32 = 1;

/// What one input says and means.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// [`SCHEMA`].
    pub schema: u32,
    /// In which form it was given.
    pub form: Form,
    /// What was read and is shown: the input itself, or the decoded text of encoded parts and files.
    pub text: String,
    /// Language of the bounce itself, BCP 47.
    pub language: Option<String>,
    /// The mail system that wrote it.
    pub reporter: Option<String>,
    /// One per recipient, in order of appearance; none only when it is not a bounce.
    pub bounces: Vec<Bounce>,
    /// The message that came back.
    pub original: Option<Original>,
    /// What was noticed.
    pub notes: Vec<Note>,
}

/// One recipient's fate, and what it means.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Bounce {
    /// The address that the sender used.
    pub recipient: Option<String>,
    /// What became of the message.
    pub action: Option<Action>,
    /// Enhanced status code of the innermost answer.
    pub status: Option<String>,
    /// Reply code of the same answer.
    pub reply: Option<String>,
    /// That answer in its own words.
    pub diagnostic: Option<String>,
    /// The server that wrote the report.
    pub reporting_mta: Option<String>,
    /// The server that answered, or should have.
    pub remote_mta: Option<String>,
    /// Its IP address.
    pub remote_ip: Option<String>,
    /// When the message was taken in (RFC 3339).
    pub arrival: Option<String>,
    /// When delivery was tried last (RFC 3339).
    pub last_attempt: Option<String>,
    /// Until when it will be tried (RFC 3339).
    pub retry_until: Option<String>,
    /// Slug of the cause.
    pub cause: &'static str,
    /// Slug of the confidence.
    pub confidence: &'static str,
    /// Slug of who can remove the cause.
    pub fixed_by: &'static str,
    /// Id of the article.
    pub article: String,
    /// Every answer, wrapper first, innermost last.
    pub chain: Vec<Answer>,
    /// Where the facts stand.
    pub evidence: Vec<Evidence>,
    /// What it means, in one language.
    pub explanation: Explanation,
}

/// One answer of a server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// Enhanced status code.
    pub status: Option<String>,
    /// Reply code.
    pub reply: Option<String>,
    /// The whole answer.
    pub text: String,
}

/// Where a fact stands in [`Report::text`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// Name of the field of [`Bounce`].
    pub field: &'static str,
    /// First UTF-16 code unit.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}

/// A bounce explained in one language.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explanation {
    /// Slug of the language.
    pub lang: &'static str,
    /// The verdict.
    pub title: String,
    /// One sentence about it.
    pub summary: String,
    /// Steps for the user.
    pub user: Vec<Block>,
    /// Causes for the admin.
    pub admin: Vec<Block>,
    /// Where the facts were read.
    pub references: Vec<Reference>,
}

/// The message that came back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Original {
    /// Its subject.
    pub subject: Option<String>,
    /// The address it came from.
    pub from: Option<String>,
    /// Its message id.
    pub message_id: Option<String>,
    /// Its date (RFC 3339).
    pub date: Option<String>,
    /// Its route, oldest leg first.
    pub hops: Vec<Hop>,
}

/// One leg of a route.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hop {
    /// The server that handed over.
    pub from: Option<String>,
    /// The server that took it.
    pub by: Option<String>,
    /// The protocol.
    pub with: Option<String>,
    /// When (RFC 3339).
    pub time: Option<String>,
}

/// Something to know beside the facts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Note {
    /// About reading the input.
    Intake {
        /// What was noticed.
        slug: IntakeNote,
    },
    /// About the report.
    Report(ReportNote),
}
