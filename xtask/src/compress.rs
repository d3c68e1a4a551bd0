//! gzip and brotli as servers send them, at their best.

use anyhow::Result;
use std::io::Write;

/// Compressed as by `gzip -9`, without a time.
pub fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

/// Compressed as by `brotli -11`.
pub fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut compressed, &parameters)?;
    Ok(compressed)
}

#[cfg(test)]
mod tests {
    use super::{brotli, gzip};

    #[test]
    fn compressed_sizes() {
        let bytes = [b'a'; 5000];
        assert!(gzip(&bytes).unwrap().len() < 60);
        assert!(brotli(&bytes).unwrap().len() < 60);
        assert_eq!(gzip(&bytes).unwrap(), gzip(&bytes).unwrap());
    }
}
