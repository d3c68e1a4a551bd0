#![no_main]
//! Outlook files: a sound container whose streams hold any bytes, and containers with bytes changed.

mod check;

use libfuzzer_sys::fuzz_target;
use ndr_explainer::intake::Input;
use std::io::{Cursor, Write};

const STREAMS: [&str; 12] = [
    "__properties_version1.0", "__substg1.0_001A001F", "__substg1.0_0037001F", "__substg1.0_1000001F", "__substg1.0_10130102", "__substg1.0_10090102",
    "__substg1.0_007D001F", "__recip_version1.0_#00000000/__properties_version1.0", "__recip_version1.0_#00000000/__substg1.0_39FE001F",
    "__recip_version1.0_#00000000/__substg1.0_0C1B001F", "__recip_version1.0_#00000000/__substg1.0_1001001E",
    "__attach_version1.0_#00000000/__substg1.0_3701000D/__substg1.0_1000001F",
];

fn container(data: &[u8]) -> Option<Vec<u8>> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).ok()?;
    let piece = data.len() / STREAMS.len() + 1;
    for (path, content) in STREAMS.iter().zip(data.chunks(piece)) {
        if let Some((storage, _)) = path.rsplit_once('/') {
            file.create_storage_all(storage).ok()?;
        }
        file.create_stream(path).ok()?.write_all(content).ok()?;
    }
    file.flush().ok()?;
    Some(file.into_inner().into_inner())
}

fuzz_target!(|data: &[u8]| {
    let Some((edits, content)) = data.split_at_checked(8) else { return };
    let Some(mut file) = container(content) else { return };
    if edits[0] & 1 == 1 {
        for pair in edits[1..].chunks_exact(3) {
            let at = (usize::from(pair[0]) << 8 | usize::from(pair[1])) % file.len();
            file[at] = pair[2];
        }
    }
    check::check(Input::Bytes(&file));
});
