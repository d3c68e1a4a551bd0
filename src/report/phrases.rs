//! Finds many fixed phrases in one pass over a text, whatever the case of their ASCII letters.

/// How many bytes a phrase is filed under: no phrase is shorter.
const HEAD: usize = 4;

/// Slots of the index: a power of two.
const SLOTS: usize = 1 << SLOT_BITS;
const SLOT_BITS: u32 = 11;

/// Phrases in lower case that are looked for together.
pub struct Phrases {
    phrases: Vec<&'static str>,
    /// For each slot the last of its phrases, counted from 1; 0 where there is none.
    last: Vec<u16>,
    /// For each phrase the one before it in its slot, counted in the same way.
    before: Vec<u16>,
}

impl Phrases {
    /// Takes the phrases in, in order.
    pub fn new(phrases: impl IntoIterator<Item = &'static str>) -> Self {
        let phrases: Vec<&'static str> = phrases.into_iter().collect();
        let mut last = vec![0; SLOTS];
        let mut before = Vec::with_capacity(phrases.len());
        for (number, phrase) in (1..).zip(&phrases) {
            let home = phrase.as_bytes().first_chunk().map_or(0, slot);
            before.push(std::mem::replace(&mut last[home], number));
        }
        Phrases {
            phrases,
            last,
            before,
        }
    }

    /// Every place (bytes) where a phrase stands, in order, with the number of the phrase.
    pub fn find<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (usize, usize)> + 'a {
        let bytes = text.as_bytes();
        let heads = bytes.array_windows().map(|head| self.last[slot(head)]);
        // Nearly nowhere in a text begins a phrase.
        let begins = heads.enumerate().filter(|(_, number)| *number != 0);
        begins.flat_map(move |(at, last)| {
            let chain = std::iter::successors(Some(last), |n| {
                self.before.get(usize::from(*n).wrapping_sub(1)).copied()
            });
            chain
                .map_while(|number| usize::from(number).checked_sub(1))
                .filter(move |number| stands(&bytes[at..], self.phrases[*number]))
                .map(move |number| (number, at))
        })
    }

    /// The first of the phrases that stands in `text`, in their own order: its number and its first place.
    pub fn first(&self, text: &str) -> Option<(usize, usize)> {
        self.find(text).min()
    }

    /// Whether one of them stands in `text`.
    pub fn any(&self, text: &str) -> bool {
        self.find(text).next().is_some()
    }

    /// The phrase with that number.
    pub fn phrase(&self, number: usize) -> &'static str {
        self.phrases[number]
    }
}

/// Whether `text` begins with `phrase`, whatever its case.
fn stands(text: &[u8], phrase: &str) -> bool {
    text.get(..phrase.len())
        .is_some_and(|head| head.eq_ignore_ascii_case(phrase.as_bytes()))
}

/// The slot of four bytes; letters of either case have the same.
fn slot(head: &[u8; HEAD]) -> usize {
    let number = u32::from_le_bytes(*head) | 0x2020_2020;
    (number.wrapping_mul(0x9e37_79b1) >> (u32::BITS - SLOT_BITS)) as usize
}

#[cfg(test)]
mod tests {
    use super::Phrases;

    #[test]
    fn phrases_of_any_case() {
        let set = Phrases::new(["mailbox full", "mail", "信箱已滿", "boxes"]);
        let found: Vec<_> = set.find("Mail: MAILBOX FULL, 信箱已滿").collect();
        assert_eq!(found, [(1, 0), (1, 6), (0, 6), (2, 20)]);
        assert_eq!(set.first("no mail, mailbox full"), Some((0, 9)));
        assert!(!set.any("mai"));
        assert!(!set.any(""));
    }
}
