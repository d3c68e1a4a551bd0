//! Says a reading in one language: the first stage with words.

pub mod grammar;
pub mod markdown;
pub mod model;
mod render;
pub mod slots;
pub mod text;

pub use model::{Block, Explanation, Inline, Reference, Slot, StatusPart};

use crate::diagnosis::{Diagnosis, Outcome};
use crate::knowledge::model::{Article, Condition};
use crate::knowledge::words::{Element, Text};
use crate::knowledge::{self, Ui};
use crate::report::Delivery;
use crate::{Reading, lang::Lang};
use render::Render;
use slots::Slots;

/// The fourth stage: delivery number `index` of the reading, in that language; `None` if there is no such delivery.
pub fn explain(reading: &Reading, index: usize, lang: Lang) -> Option<Explanation> {
    let delivery = reading.report.deliveries.get(index)?;
    let diagnosis = reading.diagnoses.get(index)?;
    let slots = Slots::new(reading, index);
    let render = Render::new(&slots);
    let chosen = article(diagnosis, delivery)
        .and_then(|article| Some((article, knowledge::text(lang, article.id)?)));
    let mut explanation = match chosen {
        Some((article, text)) => written(&render, diagnosis.outcome, lang, article, text),
        None => bare(&render, diagnosis, delivery, knowledge::ui(lang)),
    };
    if let Some(status) = &delivery.status {
        explanation.status_parts = knowledge::status_parts(lang, &status.value);
        // Where a mail system gives the number a meaning of its own, the registry's would contradict the article.
        if chosen.is_some_and(|(article, _)| article.scope.narrowness() > 0) {
            explanation.status_parts.truncate(2);
        }
    }
    Some(explanation)
}

/// The short name of what happened to delivery number `index`; empty if there is no such delivery.
pub fn name(reading: &Reading, index: usize, lang: Lang) -> String {
    let deliveries = &reading.report.deliveries;
    let (Some(delivery), Some(diagnosis)) = (deliveries.get(index), reading.diagnoses.get(index))
    else {
        return String::new();
    };
    match article(diagnosis, delivery).and_then(|article| knowledge::text(lang, article.id)) {
        Some(text) => text.name.to_owned(),
        None => cause_name(diagnosis, knowledge::ui(lang)),
    }
}

fn cause_name(diagnosis: &Diagnosis, ui: Ui) -> String {
    ui.text(&format!("cause-{}", diagnosis.cause.slug()), &[])
}

/// The article of a diagnosis. If there is none with that id: the one for its cause, else the general one for its code.
/// Never an article about something else.
fn article(diagnosis: &Diagnosis, delivery: &Delivery) -> Option<&'static Article<'static>> {
    let status = delivery.status.as_ref().map_or("", |fact| &fact.value);
    let for_cause = || {
        let mut articles = knowledge::articles().iter();
        articles.find(|article| article.default_for_cause && article.cause == diagnosis.cause)
    };
    let general = || {
        knowledge::articles_for_code(status)
            .filter(|(article, _)| article.general)
            .max_by_key(|(_, claim)| claim.exactness())
            .map(|(article, _)| article)
    };
    knowledge::article(&diagnosis.article)
        .or_else(for_cause)
        .or_else(general)
}

/// Whether a part with one of these conditions fits the outcome; where none of them does, all are shown.
fn fits(
    conditions: impl Iterator<Item = Option<Condition>> + Clone,
    outcome: Outcome,
) -> impl Fn(Option<Condition>) -> bool {
    let any = conditions
        .clone()
        .any(|condition| Condition::holds(condition, outcome));
    move |condition| !any || Condition::holds(condition, outcome)
}

/// What an article says.
fn written(
    render: &Render<'_>,
    outcome: Outcome,
    lang: Lang,
    article: &Article<'_>,
    text: &Text<'_>,
) -> Explanation {
    let pending = |open, closed| match outcome {
        Outcome::Pending => render.choose(open, closed),
        _ => render.line(closed),
    };
    let shown = fits(
        text.happened.iter().map(|passage| passage.condition),
        outcome,
    );
    let happened: Vec<Element<'_>> = text
        .happened
        .iter()
        .filter(|passage| shown(passage.condition))
        .flat_map(|passage| passage.body.iter().cloned())
        .collect();
    let shown = fits(text.causes.iter().map(|cause| cause.condition), outcome);
    let causes = text.causes.iter().filter(|cause| shown(cause.condition));
    let mut admin = render.blocks(&text.intro);
    admin.extend(causes.map(|cause| Block::Cause {
        id: cause.id.to_owned(),
        title: render.line(&cause.title),
        tell: render.blocks(&cause.tell),
        fix: render.blocks(&cause.fix),
        check: render.blocks(&cause.check),
        time: Some(render.line(&cause.time)),
    }));
    let steps = text.steps.iter();
    let steps = steps.filter(|step| Condition::holds(step.condition, outcome));
    Explanation {
        lang,
        name: text.name.to_owned(),
        title: pending(&text.title_pending, &text.title),
        summary: pending(&text.summary_pending, &text.summary),
        outcome,
        happened: render.blocks(&happened),
        user: steps
            .map(|step| Block::Step {
                id: step.id.to_owned(),
                title: render.line(&step.title),
                body: render.blocks(&step.body),
                time: step.time.as_ref().map(|time| render.line(time)),
            })
            .collect(),
        admin,
        meaning: render.blocks(&text.meaning),
        looks: render.blocks(&text.looks),
        help: render.blocks(&text.help),
        status_parts: vec![],
        references: article
            .references
            .iter()
            .map(|source| Reference {
                title: source.title.to_owned(),
                url: source.url.to_owned(),
                read: source.read.to_owned(),
            })
            .collect(),
    }
}

/// What can be said without an article: the cause by name, the outcome, and the server's own words.
fn bare(render: &Render<'_>, diagnosis: &Diagnosis, delivery: &Delivery, ui: Ui) -> Explanation {
    let name = cause_name(diagnosis, ui);
    let outcome = ui.text(&format!("outcome-{}", diagnosis.outcome.slug()), &[]);
    let mut title = vec![];
    if let Some(recipient) = render.value(Slot::Recipient) {
        title.push(recipient);
        title.push(Inline::Text {
            text: text::colon(ui.lang()).to_owned(),
        });
    }
    title.push(Inline::Text { text: name.clone() });
    let diagnostic = delivery
        .diagnostic
        .as_ref()
        .and_then(|fact| slots::clean(&fact.value));
    Explanation {
        lang: ui.lang(),
        name,
        title,
        summary: vec![Inline::Text { text: outcome }],
        outcome: diagnosis.outcome,
        happened: diagnostic
            .map(|text| Block::Paragraph {
                text: vec![Inline::Code { text }],
            })
            .into_iter()
            .collect(),
        user: vec![],
        admin: vec![],
        meaning: vec![],
        looks: vec![],
        help: vec![],
        status_parts: vec![],
        references: vec![],
    }
}
