//! What an article says: for the outcome of one bounce, or whole, as it reads without a mail.

use super::model::{Block, Explanation, Inline, Reference};
use super::render::Render;
use super::slots::Slots;
use crate::diagnosis::Outcome;
use crate::knowledge;
use crate::knowledge::model::{Article, Condition};
use crate::knowledge::words::{AdminCause, Depth, Element, Piece, Step, Text};
use crate::lang::Lang;

/// A part of an article, and when it is shown (`None`: always).
#[derive(Debug, Clone, PartialEq)]
pub struct Part<T> {
    /// When.
    pub condition: Option<Condition>,
    /// What.
    pub content: T,
}

/// A whole article without a mail: every variant, and each placeholder by its fallback.
#[derive(Debug, Clone, PartialEq)]
pub struct Whole {
    /// The short name of what happened.
    pub name: &'static str,
    /// The verdict when the message will not arrive.
    pub title: Vec<Inline>,
    /// The verdict while the server keeps trying, if it is another one.
    pub title_pending: Option<Vec<Inline>>,
    /// One sentence that a child of twelve understands.
    pub summary: Vec<Inline>,
    /// The same while the server keeps trying, if it is another one.
    pub summary_pending: Option<Vec<Inline>>,
    /// What happened.
    pub happened: Vec<Part<Vec<Block>>>,
    /// Steps for the email user, likeliest first ([`Block::Step`]).
    pub steps: Vec<Part<Block>>,
    /// What the email admin reads first.
    pub intro: Vec<Block>,
    /// The causes for the email admin, likeliest first ([`Block::Cause`]).
    pub causes: Vec<Part<Block>>,
    /// What the code means.
    pub meaning: Vec<Block>,
    /// How such a report looks.
    pub looks: Vec<Block>,
    /// Further help.
    pub help: Vec<Block>,
    /// Where the facts were read.
    pub references: Vec<Reference>,
}

/// The whole article in one language; `None` without its words.
pub fn whole(article: &Article<'_>, lang: Lang) -> Option<Whole> {
    let text = knowledge::text(lang, article.id)?;
    let depth = knowledge::depth(lang, article.id);
    let none = Slots::none();
    let render = Render::new(&none);
    let other = |pending: &[Piece<'_>], last: &[Piece<'_>]| {
        (!pending.is_empty() && pending != last).then(|| render.line(pending))
    };
    // The main variant first.
    let main = |condition: Option<Condition>| condition != Some(Condition::Pending);
    let (first, second): (Vec<_>, Vec<_>) = (text.happened.iter()).partition(|p| main(p.condition));
    Some(Whole {
        name: text.name,
        title: render.line(&text.title),
        title_pending: other(&text.title_pending, &text.title),
        summary: render.line(&text.summary),
        summary_pending: other(&text.summary_pending, &text.summary),
        happened: (first.into_iter().chain(second))
            .map(|passage| Part {
                condition: passage.condition,
                content: render.blocks(&passage.body),
            })
            .collect(),
        steps: (text.steps.iter())
            .map(|one| Part {
                condition: one.condition,
                content: step(&render, one),
            })
            .collect(),
        intro: render.blocks(&depth.intro),
        causes: (depth.causes.iter())
            .map(|one| Part {
                condition: one.condition,
                content: cause(&render, one),
            })
            .collect(),
        meaning: render.blocks(&depth.meaning),
        looks: render.blocks(&depth.looks),
        help: render.blocks(&depth.help),
        references: references(depth),
    })
}

/// A run of text as it reads without a mail: each placeholder by its fallback.
pub fn line(pieces: &[Piece<'_>]) -> Vec<Inline> {
    Render::new(&Slots::none()).line(pieces)
}

/// What an article says for one outcome.
pub(super) fn written(
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
    let depth = knowledge::depth(lang, article.id);
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
    let shown = fits(depth.causes.iter().map(|cause| cause.condition), outcome);
    let causes = depth.causes.iter().filter(|cause| shown(cause.condition));
    let mut admin = render.blocks(&depth.intro);
    admin.extend(causes.map(|one| cause(render, one)));
    let steps = text.steps.iter();
    let steps = steps.filter(|step| Condition::holds(step.condition, outcome));
    Explanation {
        lang,
        name: text.name.to_owned(),
        title: pending(&text.title_pending, &text.title),
        summary: pending(&text.summary_pending, &text.summary),
        outcome,
        happened: render.blocks(&happened),
        user: steps.map(|one| step(render, one)).collect(),
        admin,
        meaning: render.blocks(&depth.meaning),
        looks: render.blocks(&depth.looks),
        help: render.blocks(&depth.help),
        status_parts: vec![],
        references: references(depth),
    }
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

fn step(render: &Render<'_>, step: &Step<'_>) -> Block {
    Block::Step {
        id: step.id.to_owned(),
        title: render.line(&step.title),
        body: render.blocks(&step.body),
        time: step.time.as_ref().map(|time| render.line(time)),
    }
}

fn cause(render: &Render<'_>, cause: &AdminCause<'_>) -> Block {
    Block::Cause {
        id: cause.id.to_owned(),
        title: render.line(&cause.title),
        tell: render.blocks(&cause.tell),
        fix: render.blocks(&cause.fix),
        check: render.blocks(&cause.check),
        time: Some(render.line(&cause.time)),
    }
}

fn references(depth: &Depth<'_>) -> Vec<Reference> {
    let sources = depth.references.iter();
    sources
        .map(|source| Reference {
            title: source.title.to_owned(),
            url: source.url.to_owned(),
            read: source.read.to_owned(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Part, line, whole};
    use crate::explain::text::plain;
    use crate::knowledge::{self, model::Condition};
    use crate::lang::Lang;

    #[test]
    fn a_whole_article_has_every_variant_and_no_hole() {
        for article in knowledge::articles() {
            for lang in Lang::ALL {
                let whole = whole(article, *lang).expect(article.id);
                let text = knowledge::text(*lang, article.id).expect(article.id);
                let depth = knowledge::depth(*lang, article.id);
                assert_eq!(whole.steps.len(), text.steps.len(), "{}", article.id);
                assert_eq!(whole.causes.len(), depth.causes.len(), "{}", article.id);
                assert_eq!(whole.happened.len(), text.happened.len(), "{}", article.id);
                assert!(!plain(&whole.title).contains(['{', '|']), "{}", article.id);
                assert_eq!(plain(&whole.summary), plain(&line(&text.summary)));
            }
        }
    }

    #[test]
    fn the_main_variant_stands_first() {
        let article = knowledge::article("greylisted").expect("the article");
        let whole = whole(article, Lang::En).expect("its words");
        let conditions: Vec<_> = (whole.happened.iter())
            .map(|Part { condition, .. }| *condition)
            .collect();
        assert_eq!(
            conditions,
            [Some(Condition::Final), Some(Condition::Pending)]
        );
        let title = plain(&whole.title);
        assert!(title.starts_with("The recipient did not get"), "{title}");
        assert!(plain(&whole.title_pending.expect("another one")).contains("not got"));
    }
}
