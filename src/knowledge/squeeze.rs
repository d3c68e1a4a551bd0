//! What a language says, squeezed: PPMd, which packs words a fifth better than what servers compress with, and works where
//! they don't compress at all. Undoing it takes tens of milliseconds, so it can be done in steps.
//!
//! Four bytes (little-endian) tell the length of what was squeezed, four more that of the PPMd stream (variant H) that
//! follows, both in bytes.

use std::io::{Read, Result, Write};

use ppmd_rust::{Ppmd7Decoder, Ppmd7Encoder};

/// How many bytes back the model looks; more gains little.
const ORDER: u32 = 16;

/// The memory of the model, in bytes: as much as a text of that length ever fills. Browsers take their time to hand out memory.
fn memory(length: usize) -> u32 {
    let wanted = u32::try_from(length).map_or(u32::MAX, |length| length.saturating_mul(32));
    wanted.clamp(1 << 20, 64 << 20)
}

/// The most that a squeezed text may claim to be, in bytes.
const LONGEST: usize = 16 << 20;

/// Squeezes a text.
///
/// # Errors
/// It is longer than [`LONGEST`].
pub fn squeeze(text: &[u8]) -> Result<Vec<u8>> {
    let length = u32::try_from(text.len())
        .ok()
        .filter(|_| text.len() <= LONGEST);
    let length = length.ok_or(std::io::ErrorKind::FileTooLarge)?;
    let mut encoder =
        Ppmd7Encoder::new(vec![], ORDER, memory(text.len())).map_err(std::io::Error::other)?;
    encoder.write_all(text)?;
    let stream = encoder.finish(false)?;
    let written = u32::try_from(stream.len()).map_err(std::io::Error::other)?;
    Ok([&length.to_le_bytes()[..], &written.to_le_bytes(), &stream].concat())
}

/// A squeezed text on its way back. It takes its memory with the first step.
pub struct Unsqueezing<'a> {
    stream: &'a [u8],
    // Apart: it is large, and most are not begun yet.
    decoder: Option<Box<Ppmd7Decoder<&'a [u8]>>>,
    length: usize,
    text: Vec<u8>,
    done: usize,
}

/// The first of several squeezed texts that stand behind each other, and those behind it; `None` for what was not squeezed,
/// or is cut off.
pub fn first(squeezed: &[u8]) -> Option<(Unsqueezing<'_>, &[u8])> {
    let (length, rest) = number(squeezed)?;
    let (written, rest) = number(rest)?;
    let (stream, rest) = rest.split_at_checked(written)?;
    let text = Unsqueezing {
        stream,
        decoder: None,
        length,
        text: vec![],
        done: 0,
    };
    (length <= LONGEST).then_some((text, rest))
}

impl Unsqueezing<'_> {
    /// Brings back up to `bytes` more; whether there is more to come. `None` for a broken stream.
    pub fn step(&mut self, bytes: usize) -> Option<bool> {
        if self.decoder.is_none() {
            self.text = vec![0; self.length];
            let decoder = Ppmd7Decoder::new(self.stream, ORDER, memory(self.length));
            self.decoder = decoder.ok().map(Box::new);
        }
        let end = self.length.min(self.done.saturating_add(bytes));
        self.decoder
            .as_mut()?
            .read_exact(self.text.get_mut(self.done..end)?)
            .ok()?;
        self.done = end;
        Some(end < self.length)
    }

    /// Brings back the rest; `None` for a broken stream.
    pub fn finish(mut self) -> Option<Vec<u8>> {
        self.step(usize::MAX)?;
        Some(self.text)
    }
}

/// Four bytes (little-endian) as a number, and what follows.
fn number(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let (number, rest) = bytes.split_first_chunk::<4>()?;
    Some((usize::try_from(u32::from_le_bytes(*number)).ok()?, rest))
}

#[cfg(test)]
mod tests {
    use super::{Unsqueezing, first, squeeze};

    /// What stands alone.
    fn alone(squeezed: &[u8]) -> Option<Unsqueezing<'_>> {
        first(squeezed)
            .filter(|(_, rest)| rest.is_empty())
            .map(|(text, _)| text)
    }

    #[test]
    fn a_text_comes_back_at_once_and_in_steps() {
        for text in ["", "a", &"退信 nie dotarła ".repeat(5_000)] {
            let squeezed = squeeze(text.as_bytes()).expect("squeezed");
            let whole = alone(&squeezed).and_then(Unsqueezing::finish);
            assert_eq!(whole.as_deref(), Some(text.as_bytes()));
            let mut steps = alone(&squeezed).expect("squeezed");
            while steps.step(1000) == Some(true) {}
            assert_eq!(steps.finish().as_deref(), Some(text.as_bytes()));
        }
    }

    #[test]
    fn a_broken_text_is_none() {
        let squeezed = squeeze("words and words".repeat(50).as_bytes()).expect("squeezed");
        assert!(alone(&squeezed[..3]).is_none());
        assert!(alone(&[0xff; 12]).is_none());
        assert!(alone(&squeezed[..squeezed.len() - 1]).is_none());
        let mut other = squeezed;
        other[8..].fill(0xa5);
        let other = alone(&other).and_then(Unsqueezing::finish);
        assert_ne!(other, Some("words and words".repeat(50).into_bytes()));
    }
}
