//! Plain text: what a user hands to the email admin.

use super::explain;
use super::model::{Block, Explanation, Inline};
use super::slots::one_line;
use crate::Reading;
use crate::knowledge::{self, Ui};
use crate::lang::Lang;
use crate::span::Fact;

/// The longest answer of a server that is handed on, in characters.
const LONGEST_ANSWER: usize = 2000;
/// How many causes are named.
const CAUSES: usize = 3;
/// How many replies are listed.
const REPLIES: usize = 10;

/// What stands between a name and its value.
pub const fn colon(lang: Lang) -> &'static str {
    match lang {
        Lang::ZhTw => "：",
        Lang::En | Lang::Pl => ": ",
    }
}

/// A run of text without its marks.
pub fn plain(inlines: &[Inline]) -> String {
    inlines
        .iter()
        .map(|inline| match inline {
            Inline::Text { text }
            | Inline::Strong { text }
            | Inline::Code { text }
            | Inline::Link { text, .. }
            | Inline::Value { text, .. } => text.as_str(),
        })
        .collect()
}

/// The facts of delivery number `index` in a few lines, for the email admin: verdict, code, servers, times, replies, and
/// the likeliest causes. What the mail does not state is left out; without such a delivery the text is empty.
pub fn for_admin(reading: &Reading, index: usize, lang: Lang) -> String {
    let (Some(explanation), Some(delivery), Some(diagnosis)) = (
        explain(reading, index, lang),
        reading.report.deliveries.get(index),
        reading.diagnoses.get(index),
    ) else {
        return String::new();
    };
    let mut sheet = Sheet::new(knowledge::ui(lang));
    sheet.heading("copy-heading");
    sheet.entry("copy-verdict", &plain(&explanation.title));
    for key in [
        format!("outcome-{}", diagnosis.outcome.slug()),
        format!("fixed-by-{}", diagnosis.fixed_by.slug()),
        format!("confidence-{}", diagnosis.confidence.slug()),
    ] {
        sheet.item("- ", &sheet.ui.text(&key, &[]));
    }
    sheet.gap();
    sheet.fact("copy-recipient", delivery.recipient.as_ref());
    let code = [&delivery.reply, &delivery.status].into_iter().flatten();
    let code: Vec<&str> = code.map(|fact| fact.value.as_str()).collect();
    sheet.entry("copy-code", &code.join(" "));
    sheet.fact("copy-diagnostic", delivery.diagnostic.as_ref());
    sheet.fact("copy-reporting", delivery.reporting_mta.as_ref());
    let remote = [&delivery.remote_mta, &delivery.remote_ip]
        .into_iter()
        .flatten();
    let remote: Vec<&str> = remote.map(|fact| fact.value.as_str()).collect();
    sheet.entry("copy-remote", &remote.join(", "));
    sheet.fact("copy-arrival", delivery.arrival.as_ref());
    sheet.fact("copy-last-attempt", delivery.last_attempt.as_ref());
    sheet.fact("copy-retry-until", delivery.retry_until.as_ref());
    if let Some(original) = reading.report.original_of(index) {
        sheet.fact("copy-subject", original.subject.as_ref());
        sheet.fact("copy-from", original.from.as_ref());
        sheet.fact("copy-message-id", original.message_id.as_ref());
    }
    // A single reply is the server's answer, which stands above.
    if delivery.chain.len() > 1 {
        let replies = delivery.chain.iter().take(REPLIES);
        sheet.numbered(
            "copy-replies",
            replies.map(|answer| answer.text.value.clone()),
        );
    }
    sheet.numbered("copy-causes", causes(&explanation));
    sheet.gap();
    sheet.item("", &sheet.ui.text("copy-made-with", &[]));
    sheet.out
}

fn causes(explanation: &Explanation) -> impl Iterator<Item = String> {
    let titles = explanation.admin.iter().filter_map(|block| match block {
        Block::Cause { title, .. } => Some(plain(title)),
        _ => None,
    });
    titles.take(CAUSES)
}

/// Lines of text. A value is always one line, so that no mail can forge a line of ours.
struct Sheet {
    ui: Ui,
    out: String,
}

impl Sheet {
    const fn new(ui: Ui) -> Self {
        Sheet {
            ui,
            out: String::new(),
        }
    }

    fn heading(&mut self, key: &str) {
        let heading = self.ui.text(key, &[]);
        self.item("", &heading);
        self.gap();
    }

    fn gap(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    fn item(&mut self, mark: &str, text: &str) {
        if let Some(text) = one_line(text, LONGEST_ANSWER) {
            self.out.push_str(mark);
            self.out.push_str(&text);
            self.out.push('\n');
        }
    }

    fn entry(&mut self, key: &str, value: &str) {
        if one_line(value, 1).is_some() {
            let name = self.ui.text(key, &[]);
            self.item(&format!("{name}{}", colon(self.ui.lang())), value);
        }
    }

    fn fact(&mut self, key: &str, fact: Option<&Fact<String>>) {
        self.entry(key, fact.map_or("", |fact| &fact.value));
    }

    fn numbered(&mut self, key: &str, values: impl Iterator<Item = String>) {
        for (place, value) in values.enumerate() {
            if place == 0 {
                self.gap();
                let name = self.ui.text(key, &[]);
                self.item("", &format!("{name}{}", colon(self.ui.lang())));
            }
            self.item(&format!("{}. ", place + 1), &value);
        }
    }
}
