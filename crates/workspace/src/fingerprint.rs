//! A short name for words that are not told themselves (FNV-1a, 64 bits): no secret, and nothing that a person reads.

/// Sixteen hexadecimal digits; the same words have the same everywhere.
pub fn fingerprint(words: &str) -> String {
    let hash = words.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_the_algorithm_is_published() {
        assert_eq!(fingerprint(""), "cbf29ce484222325");
        assert_eq!(fingerprint("foobar"), "85944171f73967e8");
    }
}
