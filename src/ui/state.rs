//! The state of the page: one reducer, no browser in it.
//!
//! Language and audience change what is shown of a [`Reading`], never the reading itself.

use std::rc::Rc;

use crate::Reading;
use crate::intake::{Input, charsets};
use crate::lang::Lang;
use crate::report::Kind;
use crate::slug::slugs;
use crate::ui::desk::{Desk, Move};
use crate::ui::windows::WHOLE_TEXT;

pub use super::given::{Entry, LONG, MAX_FILE, Opening, Progress, Refusal, Shared, Source, What};

slugs! {
    /// For whom the answer is written.
    pub enum Audience {
        /// Somebody whose mail came back.
        User = "user",
        /// Somebody who runs a mail system.
        Admin = "admin",
    }
}

/// Where the focus shall go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// The field for the text.
    Field,
    /// The heading of the answer.
    Answer,
    /// The mark of that number in the text.
    Mark(usize),
    /// The first place in the answer that rests on the mark of that number.
    Evidence(usize),
}

/// A wish to move the focus. The serial number tells two equal wishes apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Focus {
    /// Where to.
    pub target: Target,
    /// Counts the wishes.
    pub serial: u32,
}

/// Everything that the page shows follows from this.
#[derive(Debug, Clone, PartialEq)]
pub struct State {
    /// The language of the page.
    pub lang: Lang,
    /// For whom the answer is written.
    pub audience: Audience,
    /// What was given.
    pub source: Source,
    /// What it says; `None` while there is nothing to read.
    pub reading: Option<Shared>,
    /// The delivery that is shown.
    pub selected: usize,
    /// What the email admin has chosen and done.
    pub desk: Desk,
    /// The answer has taken the page; typing does not take it back.
    pub settled: bool,
    /// The field lies open for changes.
    pub editing: bool,
    /// Counts the times that the page itself put a text into the field.
    pub revision: u32,
    /// What was not read, and why.
    pub refused: Option<(What, Refusal)>,
    /// The last wish to move the focus.
    pub focus: Option<Focus>,
    /// The page before something long came, to go back to.
    pub before: Option<Rc<State>>,
}

/// What can happen.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// Another language.
    Speak(Lang),
    /// Another audience.
    Address(Audience),
    /// The reader changed the text.
    Enter(Rc<str>, Entry),
    /// The reader chose an example.
    Sample(Rc<str>),
    /// A worker has begun to read something long, as the job of that number.
    Open(u32, What),
    /// How far it is.
    Progress(u32, Progress),
    /// It was read.
    Finish(u32, Shared),
    /// The reader does not want to wait for it.
    Cancel,
    /// Something was read at once.
    Take(What, Shared),
    /// A file or a paste was not read.
    Refuse(What, Refusal),
    /// Another delivery.
    Select(usize),
    /// The email admin chose or did something.
    Work(Move),
    /// The reader wants to change the text.
    Edit,
    /// The reader has come back to the field.
    Arrive,
    /// The reader has left the field.
    Leave,
    /// Back to the beginning.
    Clear,
    /// The focus shall go there.
    Go(Target),
}

impl State {
    /// The page before anything was given.
    pub fn new(lang: Lang, audience: Audience) -> Self {
        State {
            lang,
            audience,
            source: Source::Nothing,
            reading: None,
            selected: 0,
            desk: Desk::default(),
            settled: false,
            editing: false,
            revision: 0,
            refused: None,
            focus: None,
            before: None,
        }
    }

    /// The state after `action`.
    pub fn after(&self, action: Action) -> Self {
        let mut next = self.clone();
        match action {
            Action::Speak(lang) => next.lang = lang,
            Action::Address(audience) => next.audience = audience,
            Action::Enter(text, entry) => next.enter(text, entry),
            Action::Sample(text) => {
                next.enter(text, Entry::Pasted);
                next.revision += 1;
                next.go(Target::Answer);
            }
            Action::Open(job, what) => {
                next = State {
                    revision: self.revision + 1,
                    focus: self.focus,
                    ..State::new(self.lang, self.audience)
                };
                let progress = Progress::default();
                next.source = Source::Opening(Opening {
                    job,
                    what,
                    progress,
                });
                next.before = self.before.clone().or_else(|| Some(Rc::new(self.clone())));
            }
            Action::Progress(job, progress) => {
                if let Source::Opening(opening) = &mut next.source
                    && opening.job == job
                {
                    opening.progress = progress;
                }
            }
            Action::Finish(job, reading) => {
                if let Source::Opening(opening) = &self.source
                    && opening.job == job
                {
                    next.take(opening.what.clone(), reading);
                }
            }
            Action::Cancel => {
                if let Some(before) = &self.before {
                    next = State {
                        lang: self.lang,
                        audience: self.audience,
                        revision: self.revision + 1,
                        focus: self.focus,
                        ..(**before).clone()
                    };
                    next.go(Target::Field);
                }
            }
            Action::Take(what, reading) => next.take(what, reading),
            Action::Refuse(what, why) => {
                next = self.after(Action::Clear);
                next.focus = self.focus;
                next.refused = Some((what, why));
            }
            Action::Select(index) => next.selected = index,
            Action::Work(step) => next.desk.make(step),
            Action::Edit => {
                next.editing = true;
                next.go(Target::Field);
            }
            Action::Arrive => next.editing = true,
            Action::Leave => next.editing = false,
            Action::Clear => {
                next = State {
                    revision: self.revision + 1,
                    focus: self.focus,
                    ..State::new(self.lang, self.audience)
                };
                next.go(Target::Field);
            }
            Action::Go(target) => next.go(target),
        }
        next
    }

    /// The text that the field shall hold when the page itself sets it.
    pub fn field_text(&self) -> Rc<str> {
        match &self.source {
            Source::Text(text) if !self.rests() => text.clone(),
            _ => "".into(),
        }
    }

    /// Whether the field is empty although there is a text: browsers take seconds to lay out a field of several
    /// megabytes, so it holds such a text only while it is edited.
    pub fn rests(&self) -> bool {
        let is_long = matches!(&self.source, Source::Text(text) if text.len() > WHOLE_TEXT);
        is_long && self.settled && !self.editing
    }

    /// Whether there is at least one explained delivery.
    pub fn explains(&self) -> bool {
        self.reading.as_deref().is_some_and(explains)
    }

    fn enter(&mut self, text: Rc<str>, entry: Entry) {
        self.refused = None;
        self.editing = entry == Entry::Typed;
        if text.trim().is_empty() {
            self.before = None;
            self.source = Source::Nothing;
            self.reading = None;
            self.settled = false;
            return;
        }
        let reading = crate::read(Input::Text(&text), charsets());
        self.settled |= entry == Entry::Pasted || explains(&reading);
        self.show(reading.into());
        self.source = Source::Text(text);
    }

    fn take(&mut self, what: What, reading: Shared) {
        self.show(reading);
        self.source = match what {
            What::File(name) => Source::File(name),
            What::Paste(Some(text)) => Source::Text(text),
            What::Paste(None) => Source::Pasted,
        };
        self.settled = true;
        self.editing = false;
        self.revision += 1;
        self.go(Target::Answer);
    }

    fn show(&mut self, reading: Shared) {
        self.reading = Some(reading);
        self.selected = 0;
        self.desk.clear();
        self.refused = None;
        self.before = None;
    }

    fn go(&mut self, target: Target) {
        let serial = self.focus.map_or(0, |focus| focus.serial) + 1;
        self.focus = Some(Focus { target, serial });
    }
}

fn explains(reading: &Reading) -> bool {
    reading.report.kind != Kind::NotABounce && !reading.diagnoses.is_empty()
}

#[cfg(feature = "ui")]
impl yew::Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        Rc::new(self.after(action))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Side;
    use crate::ladder::{Kind, Shell};

    const REPLY: &str = "550 5.1.1 <anna@fabrikam.example>: user unknown";

    fn start() -> State {
        State::new(Lang::En, Audience::User)
    }

    #[test]
    fn language_and_audience_keep_the_reading() {
        let before = start().after(Action::Enter(REPLY.into(), Entry::Pasted));
        let after = before
            .after(Action::Speak(Lang::Pl))
            .after(Action::Address(Audience::Admin));
        assert!(before.reading.is_some());
        assert_eq!(before.reading, after.reading);
        assert_eq!((after.lang, after.audience), (Lang::Pl, Audience::Admin));
    }

    #[test]
    fn pasting_never_moves_the_focus() {
        let state = start().after(Action::Enter(REPLY.into(), Entry::Pasted));
        assert_eq!(state.focus, None);
        assert!(state.settled);
        assert!(!state.editing);
    }

    #[test]
    fn typing_something_unknown_leaves_the_page_alone() {
        let state = start().after(Action::Enter("hello".into(), Entry::Typed));
        assert!(!state.settled);
        assert!(state.editing);
    }

    #[test]
    fn white_space_is_nothing() {
        let state = start()
            .after(Action::Enter(REPLY.into(), Entry::Pasted))
            .after(Action::Enter(" \n ".into(), Entry::Typed));
        assert_eq!(state.source, Source::Nothing);
        assert_eq!(state.reading, None);
        assert!(!state.settled);
    }

    #[test]
    fn clearing_keeps_language_and_audience_and_asks_for_the_field() {
        let state = start()
            .after(Action::Speak(Lang::ZhTw))
            .after(Action::Sample(REPLY.into()))
            .after(Action::Clear);
        assert_eq!(state.lang, Lang::ZhTw);
        assert_eq!(state.source, Source::Nothing);
        assert_eq!(state.focus.map(|f| f.target), Some(Target::Field));
        assert_eq!(&*state.field_text(), "");
        assert_eq!(state.revision, 2);
    }

    #[test]
    fn what_the_admin_did_stays_in_another_language_and_goes_with_the_bounce() {
        let state = start()
            .after(Action::Enter(REPLY.into(), Entry::Pasted))
            .after(Action::Work(Move::Tick(0, Kind::Dns)))
            .after(Action::Work(Move::Look(Side::Recipient)))
            .after(Action::Work(Move::Use(Shell::Sh)))
            .after(Action::Speak(Lang::Pl))
            .after(Action::Address(Audience::Admin));
        assert!(state.desk.is_done(0, Kind::Dns) && !state.desk.is_done(1, Kind::Dns));
        assert_eq!(state.desk.side, Some(Side::Recipient));
        let again = state.after(Action::Work(Move::Tick(0, Kind::Dns)));
        assert!(!again.desk.is_done(0, Kind::Dns));
        let other = state.after(Action::Enter("550 5.1.1 no".into(), Entry::Pasted));
        assert!(!other.desk.is_done(0, Kind::Dns));
        assert_eq!((other.desk.side, other.desk.shell), (None, Shell::Sh));
    }

    #[test]
    fn equal_wishes_for_the_focus_differ() {
        let one = start().after(Action::Go(Target::Mark(1)));
        let two = one.after(Action::Go(Target::Mark(1)));
        assert_ne!(one.focus, two.focus);
    }

    fn reading(text: &str) -> Shared {
        crate::read(Input::Text(text), charsets()).into()
    }

    fn file(name: &str) -> What {
        What::File(name.into())
    }

    #[test]
    fn a_refused_file_leaves_a_sentence_and_no_reading() {
        let state = start()
            .after(Action::Open(1, file("big.eml")))
            .after(Action::Refuse(file("big.eml"), Refusal::TooLarge));
        assert_eq!(state.refused, Some((file("big.eml"), Refusal::TooLarge)));
        assert_eq!(state.source, Source::Nothing);
        assert_eq!(state.focus, None);
    }

    #[test]
    fn a_job_shows_how_far_it_is_and_then_its_answer() {
        let far = Progress {
            reading: true,
            percent: 70,
        };
        let state = start()
            .after(Action::Open(2, file("big.eml")))
            .after(Action::Progress(2, far))
            .after(Action::Progress(1, Progress::default()));
        assert!(matches!(&state.source, Source::Opening(opening) if opening.progress == far));
        assert!(!state.settled);
        let state = state.after(Action::Finish(2, reading(REPLY)));
        assert_eq!(state.source, Source::File("big.eml".into()));
        assert!(state.settled && state.explains());
    }

    #[test]
    fn the_answer_to_an_older_job_is_not_shown() {
        let state = start().after(Action::Open(2, file("b.eml")));
        assert_eq!(state.after(Action::Finish(1, reading(REPLY))), state);
        let typed = state.after(Action::Enter("hello".into(), Entry::Typed));
        assert_eq!(typed.after(Action::Finish(2, reading(REPLY))), typed);
    }

    #[test]
    fn cancelling_goes_back_to_what_was_there() {
        let before = start().after(Action::Enter(REPLY.into(), Entry::Pasted));
        let after = before
            .after(Action::Open(1, What::Paste(None)))
            .after(Action::Speak(Lang::Pl))
            .after(Action::Cancel);
        assert_eq!(after.source, before.source);
        assert_eq!(after.reading, before.reading);
        assert_eq!(after.lang, Lang::Pl);
        assert!(after.settled);
    }

    #[test]
    fn a_long_text_is_in_the_field_only_while_it_is_edited() {
        let text = REPLY.to_owned() + &" ".repeat(WHOLE_TEXT);
        let state = start().after(Action::Enter(text.as_str().into(), Entry::Pasted));
        assert!(state.rests());
        assert_eq!(&*state.field_text(), "");
        let state = state.after(Action::Edit);
        assert!(!state.rests());
        assert_eq!(&*state.field_text(), text);
        assert!(state.after(Action::Leave).rests());
    }

    #[test]
    fn a_file_takes_the_page() {
        let state = start().after(Action::Take(file("a.eml"), reading(REPLY)));
        assert_eq!(state.source, Source::File("a.eml".into()));
        assert!(state.settled);
        assert_eq!(state.focus.map(|f| f.target), Some(Target::Answer));
    }

    #[test]
    fn a_paste_can_be_changed_afterwards_unless_it_is_too_long() {
        let state = start().after(Action::Take(
            What::Paste(Some(REPLY.into())),
            reading(REPLY),
        ));
        assert_eq!(state.source, Source::Text(REPLY.into()));
        let state = start().after(Action::Take(What::Paste(None), reading(REPLY)));
        assert_eq!(state.source, Source::Pasted);
    }
}
