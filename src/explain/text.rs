//! Plain text: what a user hands to the email admin.

use super::hand_over::{self, Order};
use super::model::Inline;
use crate::Reading;
use crate::lang::Lang;

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
    hand_over::write(reading, index, &Order::new(lang)).text
}
