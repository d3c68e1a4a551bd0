//! A sentence without the words that only hold it together: "the user's mailbox has been disabled" is "user mailbox disabled".

use std::ops::Range;

/// Words that say nothing about a cause; lower case, sorted.
const FILLERS: &[&str] = &[
    "a", "already", "an", "any", "are", "be", "been", "being", "can", "could", "did", "do", "does",
    "had", "has", "have", "is", "it", "its", "so", "sorry", "that", "the", "their", "there",
    "this", "was", "were", "would",
];

/// A text that was shortened, and where its words stood.
pub struct Plain {
    /// The words that are left, with single spaces.
    pub text: String,
    /// For each run of characters that was kept: where it begins here and where it began.
    runs: Vec<(usize, usize)>,
}

impl Plain {
    /// Shortens a normalised text: fillers and the `'s` of owners go, `isn't`, `cannot` and their kin become `not`,
    /// `e-mail` becomes `email`.
    pub fn of(text: &str) -> Self {
        let mut plain = Plain {
            text: String::with_capacity(text.len()),
            runs: Vec::new(),
        };
        let mut start = 0;
        for word in text.split(' ') {
            plain.take(word, start);
            start += word.len() + 1;
        }
        plain
    }

    fn take(&mut self, word: &str, start: usize) {
        if FILLERS.binary_search(&word).is_ok() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push(' ');
        }
        if word == "cannot" || word.ends_with("n't") {
            return self.keep("not", start);
        }
        if let Some(rest) = word.strip_prefix("e-mail") {
            self.keep("e", start);
            self.keep("mail", start + "e-".len());
            return self.keep(rest, start + "e-mail".len());
        }
        self.keep(word.strip_suffix("'s").unwrap_or(word), start);
    }

    fn keep(&mut self, run: &str, start: usize) {
        self.runs.push((self.text.len(), start));
        self.text.push_str(run);
    }

    /// Where in `before`, the text that was shortened, a range of this one stands.
    pub fn before(&self, range: &Range<usize>, before: &str) -> Range<usize> {
        let place = |at: usize| {
            let next = self.runs.partition_point(|(here, _)| *here <= at);
            let run = next.checked_sub(1).and_then(|n| self.runs.get(n));
            run.map_or(0, |(here, there)| there + at - here)
        };
        let start = before.floor_char_boundary(place(range.start));
        let end = before.ceil_char_boundary(place(range.end.saturating_sub(1)) + 1);
        start..end.max(start)
    }
}

#[cfg(test)]
mod tests {
    use super::Plain;

    #[track_caller]
    fn check(text: &str, short: &str, within: &str, back: &str) {
        let plain = Plain::of(text);
        assert_eq!(plain.text, short);
        let start = short.find(within).unwrap();
        let range = plain.before(&(start..start + within.len()), text);
        assert_eq!(&text[range], back, "{text}");
    }

    #[test]
    fn what_only_holds_a_sentence_together_goes() {
        check(
            "550 the user's mailbox has been disabled.",
            "550 user mailbox disabled.",
            "mailbox disabled",
            "mailbox has been disabled",
        );
        check(
            "too many e-mails could not be stored",
            "too many emails not stored",
            "many emails",
            "many e-mails",
        );
        check(
            "it isn't known to us",
            "not known to us",
            "known to",
            "known to",
        );
        check(
            "信箱已滿 für été is voll",
            "信箱已滿 für été voll",
            "été voll",
            "été is voll",
        );
    }

    #[test]
    fn nothing_is_left_of_fillers() {
        assert_eq!(Plain::of("it is").text, "");
        assert_eq!(Plain::of("").text, "");
        assert!(super::FILLERS.is_sorted());
    }
}
