//! Says a reading in one language: the first stage with words.

pub mod article;
pub mod grammar;
pub mod hand_over;
mod idna;
pub mod markdown;
pub mod model;
mod render;
pub mod slots;
pub mod text;

pub use model::{Block, Explanation, Inline, Reference, Slot, StatusPart};

use crate::diagnosis::Diagnosis;
use crate::knowledge::model::Article;
use crate::knowledge::{self, Ui};
use crate::report::Delivery;
use crate::{Reading, lang::Lang};
use article::written;
use render::Render;
pub(crate) use render::is_chinese;
use slots::Slots;

/// The fourth stage: delivery number `index` of the reading, in that language; `None` if there is no such delivery.
pub fn explain(reading: &Reading, index: usize, lang: Lang) -> Option<Explanation> {
    let delivery = reading.report.deliveries.get(index)?;
    let diagnosis = reading.diagnoses.get(index)?;
    let slots = Slots::new(reading, index);
    let render = Render::new(&slots);
    let chosen = article_of(diagnosis, delivery)
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
    match article_of(diagnosis, delivery).and_then(|article| knowledge::text(lang, article.id)) {
        Some(text) => text.name.to_owned(),
        None => cause_name(diagnosis, knowledge::ui(lang)),
    }
}

fn cause_name(diagnosis: &Diagnosis, ui: Ui) -> String {
    ui.text(&format!("cause-{}", diagnosis.cause.slug()), &[])
}

/// The article of a diagnosis. If there is none with that id: the one for its cause, else the general one for its code.
/// Never an article about something else.
fn article_of(diagnosis: &Diagnosis, delivery: &Delivery) -> Option<&'static Article<'static>> {
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
