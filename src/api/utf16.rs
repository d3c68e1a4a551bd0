//! Offsets as JavaScript counts them.

/// Places of a text counted in UTF-16 code units, for the byte offsets that are asked for.
pub(super) struct Utf16 {
    /// Byte offset and UTF-16 offset, sorted.
    places: Vec<(usize, usize)>,
}

impl Utf16 {
    /// Counts all offsets in one pass. One inside a character counts as the character's beginning, one beyond the text as its end.
    pub(super) fn new(text: &str, offsets: impl Iterator<Item = usize>) -> Self {
        let mut offsets: Vec<usize> = offsets.collect();
        offsets.sort_unstable();
        offsets.dedup();
        let mut places = Vec::with_capacity(offsets.len());
        let (mut from, mut units) = (0, 0);
        for offset in offsets {
            let to = text.floor_char_boundary(offset);
            let between = text.get(from..to).unwrap_or_default();
            units += between.chars().map(char::len_utf16).sum::<usize>();
            from = to;
            places.push((offset, units));
        }
        Utf16 { places }
    }

    /// The UTF-16 offset of one of the byte offsets; 0 for any other.
    pub(super) fn at(&self, offset: usize) -> usize {
        let place = self.places.binary_search_by_key(&offset, |(byte, _)| *byte);
        place
            .ok()
            .and_then(|place| self.places.get(place))
            .map_or(0, |(_, units)| *units)
    }
}

#[cfg(test)]
mod tests {
    use super::Utf16;

    #[track_caller]
    fn check(text: &str, offsets: &[(usize, usize)]) {
        let places = Utf16::new(text, offsets.iter().rev().map(|(byte, _)| *byte));
        for (byte, units) in offsets {
            assert_eq!(places.at(*byte), *units, "byte {byte} of {text}");
        }
    }

    #[test]
    fn offsets_in_utf16() {
        check("abc", &[(0, 0), (2, 2), (3, 3), (9, 3)]);
        check(
            "aż信😀b",
            &[(1, 1), (2, 1), (3, 2), (6, 3), (7, 3), (10, 5), (11, 6)],
        );
        check("", &[(0, 0), (1, 0)]);
    }
}
