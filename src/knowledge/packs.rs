//! The packs that the build script made: found, decoded once, and kept.
//!
//! The pack of a language has three parts, each squeezed and telling its own length: the packed [`Words`], [`Texts`] and
//! [`Depths`]. The page gets the last one behind the others ([`deepen`]). The words are brought back at once, all else when
//! it is first needed, or before that in steps ([`prepare`]).

use std::fmt;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use serde::Deserialize;

use super::model::Meta;
use super::packing::unpack;
use super::squeeze::{Unsqueezing, first};
use super::words::{Depths, Texts, Words};
use crate::lang::Lang;

static META: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/meta.bin"));

/// The pack that comes with the program.
#[cfg(not(all(feature = "ui", target_arch = "wasm32")))]
const fn embedded(lang: Lang) -> &'static [u8] {
    match lang {
        Lang::En => include_bytes!(concat!(env!("OUT_DIR"), "/en.bin")),
        Lang::ZhTw => include_bytes!(concat!(env!("OUT_DIR"), "/zh-TW.bin")),
        Lang::Pl => include_bytes!(concat!(env!("OUT_DIR"), "/pl.bin")),
    }
}

/// The page fetches its packs as files, the reader's language first ([`install`]).
#[cfg(all(feature = "ui", target_arch = "wasm32"))]
const fn embedded(_lang: Lang) -> &'static [u8] {
    &[]
}

/// A part of a pack: squeezed, on its way back, or there.
struct Part<T> {
    squeezed: Mutex<Option<Unsqueezing<'static>>>,
    decoded: OnceLock<T>,
}

impl<T: Deserialize<'static> + Default> Part<T> {
    const fn new() -> Self {
        Part {
            squeezed: Mutex::new(None),
            decoded: OnceLock::new(),
        }
    }

    fn squeezed(&self) -> MutexGuard<'_, Option<Unsqueezing<'static>>> {
        self.squeezed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes what was squeezed, if there was nothing before.
    fn set(&self, part: Unsqueezing<'static>) {
        let mut squeezed = self.squeezed();
        if self.decoded.get().is_none() {
            squeezed.get_or_insert(part);
        }
    }

    fn is_there(&self) -> bool {
        // In this order: a thread that decodes it holds the lock until it is there.
        self.decoded.get().is_some() || self.squeezed().is_some() || self.decoded.get().is_some()
    }

    /// The part; `None` while nothing was taken. What cannot be decoded is empty.
    fn get(&self) -> Option<&T> {
        if self.decoded.get().is_none() {
            let mut squeezed = self.squeezed();
            if let Some(part) = squeezed.take() {
                let bytes = part.finish().unwrap_or_default().leak();
                let _ = self.decoded.set(unpack(bytes).unwrap_or_default());
            }
        }
        self.decoded.get()
    }

    /// Brings back some of it; whether there is more to do.
    fn step(&self) -> bool {
        let more = self.squeezed().as_mut().map(|part| part.step(STEP));
        if more.is_some_and(|more| more != Some(true)) {
            self.get();
        }
        more == Some(Some(true))
    }
}

/// What is known of a language.
struct Slot {
    words: OnceLock<Words<'static>>,
    texts: Part<Texts<'static>>,
    depths: Part<Depths<'static>>,
}

/// A pack: the words, and what the other parts are squeezed into.
struct Pack {
    words: Words<'static>,
    texts: Unsqueezing<'static>,
    depths: Option<Unsqueezing<'static>>,
}

impl Pack {
    /// Takes a pack, which may lack its last part, from before what may follow; `None` if the bytes are none.
    fn read(bytes: &'static [u8]) -> Option<(Self, &'static [u8])> {
        let (words, rest) = first(bytes)?;
        let (texts, mut rest) = first(rest)?;
        let mut depths = None;
        if !rest.is_empty() {
            let (part, behind) = first(rest)?;
            depths = Some(part);
            rest = behind;
        }
        let words = unpack(words.finish()?.leak()).ok()?;
        let pack = Pack {
            words,
            texts,
            depths,
        };
        Some((pack, rest))
    }

    /// The same of a pack from elsewhere, which may be broken, or of another build.
    fn of_this_build(bytes: &'static [u8]) -> Result<(Self, &'static [u8]), InstallError> {
        let (pack, rest) = Pack::read(bytes).ok_or(InstallError::Broken)?;
        if pack.words.stamp != meta().stamp {
            return Err(InstallError::OtherBuild);
        }
        Ok((pack, rest))
    }
}

impl Slot {
    const fn new() -> Self {
        Slot {
            words: OnceLock::new(),
            texts: Part::new(),
            depths: Part::new(),
        }
    }

    /// Takes a pack; `false` if the language is in use already.
    fn set(&self, pack: Pack) -> bool {
        let is_new = self.words.set(pack.words).is_ok();
        if is_new {
            self.texts.set(pack.texts);
            if let Some(depths) = pack.depths {
                self.depths.set(depths);
            }
        }
        is_new
    }

    fn words(&self, lang: Lang) -> Option<&Words<'static>> {
        if self.words.get().is_none()
            && let Some((pack, _)) = Pack::read(embedded(lang))
        {
            self.set(pack);
        }
        self.words.get()
    }
}

/// How much of a part one step of [`prepare`] brings back, in bytes: a few milliseconds.
const STEP: usize = 32 << 10;

fn slot(lang: Lang) -> &'static Slot {
    static EN: Slot = Slot::new();
    static ZH_TW: Slot = Slot::new();
    static PL: Slot = Slot::new();
    match lang {
        Lang::En => &EN,
        Lang::ZhTw => &ZH_TW,
        Lang::Pl => &PL,
    }
}

/// What all languages share.
pub fn meta() -> &'static Meta<'static> {
    static DECODED: OnceLock<Meta<'static>> = OnceLock::new();
    DECODED.get_or_init(|| unpack(META).unwrap_or_default())
}

/// Whether the pack of a language is there, as far as the first answer needs it.
pub fn is_ready(lang: Lang) -> bool {
    slot(lang).words(lang).is_some()
}

/// Whether all of the pack of a language is there.
pub fn is_deep(lang: Lang) -> bool {
    is_ready(lang) && slot(lang).depths.is_there()
}

/// The words of the page in a language. Without its pack: nothing, and the callers fall back to keys and facts.
pub fn words(lang: Lang) -> &'static Words<'static> {
    static NOTHING: OnceLock<Words<'static>> = OnceLock::new();
    let words = slot(lang).words(lang);
    words.unwrap_or_else(|| NOTHING.get_or_init(Words::default))
}

/// What explanations say first in a language; nothing without its pack.
pub fn texts(lang: Lang) -> &'static Texts<'static> {
    static NOTHING: OnceLock<Texts<'static>> = OnceLock::new();
    let texts = is_ready(lang).then(|| slot(lang).texts.get()).flatten();
    texts.unwrap_or_else(|| NOTHING.get_or_init(Texts::default))
}

/// What explanations say beyond that; nothing without that part of the pack.
pub fn depths(lang: Lang) -> &'static Depths<'static> {
    static NOTHING: Depths<'static> = vec![];
    let depths = is_ready(lang).then(|| slot(lang).depths.get()).flatten();
    depths.unwrap_or(&NOTHING)
}

/// Makes some of what a language says ready, a few milliseconds' worth; whether there is more to do.
pub fn prepare(lang: Lang) -> bool {
    let slot = slot(lang);
    is_ready(lang) && (slot.texts.step() || slot.depths.step())
}

/// Why a language pack was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InstallError {
    /// It cannot be decoded.
    Broken,
    /// It was made by another build than this program.
    OtherBuild,
    /// The language is in use already.
    InUse,
}

impl fmt::Display for InstallError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            InstallError::Broken => "the language pack is broken",
            InstallError::OtherBuild => "the language pack belongs to another build",
            InstallError::InUse => "the language is in use already",
        })
    }
}

impl std::error::Error for InstallError {}

/// Takes the pack of a language from elsewhere, such as a file fetched later, with or without its last part. Must come
/// before the language is first used.
///
/// # Errors
/// See [`InstallError`]; nothing has changed then.
pub fn install(lang: Lang, pack: &'static [u8]) -> Result<(), InstallError> {
    match Pack::of_this_build(pack)? {
        (pack, []) => take(lang, pack),
        _ => Err(InstallError::Broken),
    }
}

fn take(lang: Lang, pack: Pack) -> Result<(), InstallError> {
    let is_new = slot(lang).set(pack);
    is_new.then_some(()).ok_or(InstallError::InUse)
}

/// Takes what the page loads behind the pack of its language: the last part of that pack, which must be there, and behind it
/// the packs of the other languages, in the order of [`Lang::ALL`].
///
/// # Errors
/// See [`InstallError`]; nothing has changed then, except that a language in use does not keep those before it from being taken.
pub fn install_rest(lang: Lang, file: &'static [u8]) -> Result<(), InstallError> {
    let (depths, mut rest) = first(file).ok_or(InstallError::Broken)?;
    if is_deep(lang) {
        return Err(InstallError::InUse);
    }
    // Its own stamp is that of the packs behind it, and all of one build.
    let mut others = vec![];
    for other in Lang::ALL.iter().filter(|other| **other != lang) {
        let (pack, behind) = Pack::of_this_build(rest)?;
        rest = behind;
        others.push((*other, pack));
    }
    slot(lang).depths.set(depths);
    others
        .into_iter()
        .try_for_each(|(other, pack)| take(other, pack))
}

#[cfg(test)]
mod tests {
    use super::{
        InstallError, Meta, Pack, Slot, Words, depths, embedded, first, install, install_rest,
        is_deep, meta, texts, unpack, words,
    };
    use crate::knowledge::articles;
    use crate::knowledge::packing::{plain, split};
    use crate::knowledge::squeeze::squeeze;
    use crate::lang::Lang;

    #[test]
    fn packs_decode_and_belong_together() {
        unpack::<Meta<'_>>(super::META).expect("meta");
        assert!(articles().len() > 100);
        for lang in Lang::ALL {
            let pack = Pack::read(embedded(*lang)).expect("a language pack").0;
            assert_eq!(pack.words.stamp, meta().stamp);
            assert_eq!(texts(*lang).articles.len(), articles().len());
            assert_eq!(depths(*lang).len(), articles().len());
            assert_eq!(&pack.words, super::words(*lang));
            assert!(is_deep(*lang));
        }
    }

    #[test]
    fn texts_come_back_in_steps_or_at_once() {
        let [steps, at_once] = [Slot::new(), Slot::new()];
        for slot in [&steps, &at_once] {
            assert!(slot.set(Pack::read(embedded(Lang::Pl)).expect("a language pack").0));
        }
        let mut count = 0;
        while steps.texts.step() || steps.depths.step() {
            count += 1;
        }
        assert!(count > 5, "{count}");
        assert!(!steps.texts.step());
        assert!(steps.texts.get() == at_once.texts.get());
        assert!(steps.texts.get() == Some(texts(Lang::Pl)));
        assert!(steps.depths.get() == Some(depths(Lang::Pl)));
    }

    #[test]
    fn the_last_part_may_come_later() {
        let whole = embedded(Lang::Pl);
        let (_, rest) = first(whole).expect("the words");
        let (_, last) = first(rest).expect("the texts");
        let slot = Slot::new();
        let begin = &whole[..whole.len() - last.len()];
        assert!(slot.set(Pack::read(begin).expect("a pack without its last part").0));
        assert!(slot.texts.get() == Some(texts(Lang::Pl)));
        assert!(slot.depths.get().is_none() && !slot.depths.is_there());
        slot.depths.set(first(last).expect("the last part").0);
        assert!(slot.depths.get() == Some(depths(Lang::Pl)));
        assert_eq!(install_rest(Lang::Pl, last), Err(InstallError::InUse));
        assert_eq!(
            install_rest(Lang::Pl, &last[..9]),
            Err(InstallError::Broken)
        );
    }

    #[test]
    fn a_pack_from_elsewhere_is_checked() {
        words(Lang::En);
        let own = embedded(Lang::En);
        assert_eq!(install(Lang::En, own), Err(InstallError::InUse));
        for broken in [&[0xff; 3][..], &own[..own.len() - 1]] {
            let broken = broken.to_vec().leak();
            assert_eq!(install(Lang::En, broken), Err(InstallError::Broken));
        }
        let other = Words {
            stamp: meta().stamp.wrapping_add(1),
            ..Words::default()
        };
        let other = plain(&other).expect("postcard");
        let other = split::<Words<'_>>(&other).expect("a pack");
        let [words, texts] = [&other[..], b""].map(|part| squeeze(part).expect("squeezed"));
        let other = [words, texts].concat().leak();
        assert_eq!(install(Lang::En, other), Err(InstallError::OtherBuild));
    }
}
