//! Files that only a passphrase (通行碼) opens: a season's file within an age container (age-encryption.org/v1, scrypt
//! recipient), so that any age program opens them too.
//!
//! **A lost passphrase is lost**: nothing is kept by which a file could be opened without it. **Nothing of a file is used
//! before its end was reached**: what was altered or cut short is refused whole.

use crate::error::Error;
use crate::files;
use age::secrecy::{ExposeSecret, SecretString};
use age::{DecryptError, Decryptor, Encryptor, scrypt};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::io::{Read, Write};
use std::path::Path;
use ts_rs::TS;
use unicode_normalization::UnicodeNormalization;

/// How a container begins.
const MAGIC: &[u8] = b"age-encryption.org/v1\n";
/// Work of guessing one passphrase, as a power of two: 128 MB of memory and some tenths of a second a guess.
const WORK: u8 = 17;
/// The most work that a file may ask for: what the age tool writes itself (256 MB). A file must not hold up who opens it.
const MOST_WORK: u8 = 18;
/// As few characters as a passphrase may have.
const SHORTEST: usize = 8;
/// A file that holds a passphrase is not larger.
const LARGEST_PASSPHRASE: u64 = 4096;

/// What opens a file; never shown, logged or kept.
#[derive(Clone, TS)]
#[ts(type = "string")]
pub struct Passphrase(SecretString);

impl Passphrase {
    /// As typed. Whatever keyboard typed it, the same letters are the same passphrase (NFKC: ａ is a).
    pub fn new(typed: &str) -> Passphrase {
        Passphrase(typed.nfkc().collect::<String>().into())
    }

    /// The one line of a file.
    pub fn of_file(path: &Path) -> Result<Passphrase, Error> {
        let bytes = files::read(path, LARGEST_PASSPHRASE)?;
        let text = std::str::from_utf8(&bytes).unwrap_or_default();
        let line = text.trim_start_matches('\u{feff}').trim_end_matches(['\r', '\n']);
        if line.is_empty() || line.contains('\n') {
            let name = files::shown(path);
            return Err(Error::refused(
                format!("「{name}」裡應該只有一行通行碼（UTF-8）。請改好後再試。"),
                format!(
                    "“{name}” should hold the passphrase as its one line (UTF-8). Mend it, then try again."
                ),
            ));
        }
        Ok(Passphrase::new(line))
    }
}

impl std::fmt::Debug for Passphrase {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("(passphrase)")
    }
}

impl Serialize for Passphrase {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_str(self.0.expose_secret())
    }
}

impl<'de> Deserialize<'de> for Passphrase {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Passphrase, D::Error> {
        String::deserialize(from).map(|typed| Passphrase::new(&typed))
    }
}

/// Whether only a passphrase opens these bytes.
pub fn is_locked(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC)
}

/// The bytes in a container that this passphrase opens.
pub fn lock(bytes: &[u8], passphrase: &Passphrase) -> Result<Vec<u8>, Error> {
    lock_with(WORK, bytes, passphrase)
}

fn lock_with(work: u8, bytes: &[u8], passphrase: &Passphrase) -> Result<Vec<u8>, Error> {
    if passphrase.0.expose_secret().chars().count() < SHORTEST {
        return Err(Error::refused(
            format!("通行碼至少要 {SHORTEST} 個字，沒有寫出任何檔案。請換一個長一點的，例如四個不相干的詞。"),
            format!(
                "A passphrase has {SHORTEST} characters at least; no file was written. Choose a longer one, such as four unrelated words."
            ),
        ));
    }
    let fault = |e: &dyn std::fmt::Display| Error::Unexpected(format!("age: {e}"));
    let mut recipient = scrypt::Recipient::new(passphrase.0.clone());
    recipient.set_work_factor(work);
    let encryptor = Encryptor::with_recipients(std::iter::once(&recipient as &dyn age::Recipient))
        .map_err(|e| fault(&e))?;
    let mut made = Vec::with_capacity(bytes.len() + bytes.len() / 1024 + 512);
    let mut writer = encryptor.wrap_output(&mut made).map_err(|e| fault(&e))?;
    writer.write_all(bytes).map_err(|e| fault(&e))?;
    writer.finish().map_err(|e| fault(&e))?;
    Ok(made)
}

/// The bytes themselves: a plain file's as they are, a locked one's by its passphrase. The name is for messages.
pub fn opened(name: &str, bytes: Vec<u8>, passphrase: Option<&Passphrase>) -> Result<Vec<u8>, Error> {
    match passphrase {
        _ if !is_locked(&bytes) => Ok(bytes),
        Some(passphrase) => unlock(name, &bytes, passphrase),
        None => Err(Error::Locked(name.to_owned())),
    }
}

fn unlock(name: &str, bytes: &[u8], passphrase: &Passphrase) -> Result<Vec<u8>, Error> {
    let damaged = || {
        Error::refused(
            format!("無法開啟「{name}」：加了通行碼的檔案已損壞或不完整。請向提供者重新索取檔案。"),
            format!(
                "“{name}” cannot be opened: the locked file is damaged or not whole. Ask its sender for it again."
            ),
        )
    };
    let mut identity = scrypt::Identity::new(passphrase.0.clone());
    identity.set_max_work_factor(MOST_WORK);
    let decryptor = Decryptor::new(bytes).map_err(|_| damaged())?;
    if !decryptor.is_scrypt() {
        return Err(Error::refused(
            format!("「{name}」不是以通行碼，而是以金鑰加密的，本程式無法開啟。請對方改用通行碼再存一次。"),
            format!(
                "“{name}” is encrypted to a key, not with a passphrase, and cannot be opened here. Ask its sender to lock it with a passphrase."
            ),
        ));
    }
    let opened = decryptor.decrypt(std::iter::once(&identity as &dyn age::Identity));
    let mut reader = opened.map_err(|e| match e {
        DecryptError::ExcessiveWork { .. } => Error::refused(
            format!("開啟「{name}」要花的計算遠多於平常，沒有開啟。請對方用本程式再存一次。"),
            format!(
                "“{name}” asks for far more work than usual and was not opened. Ask its sender to save it with this program."
            ),
        ),
        DecryptError::DecryptionFailed | DecryptError::NoMatchingKeys | DecryptError::KeyDecryptionFailed => {
            Error::refused(
                format!("通行碼不對，「{name}」沒有開啟。請確認大小寫與空格後再輸入一次。"),
                format!("That is not the passphrase; “{name}” was not opened. Check capitals and blanks, then type it once more."),
            )
        }
        _ => damaged(),
    })?;
    let mut plain = Vec::with_capacity(bytes.len());
    reader.read_to_end(&mut plain).map_err(|_| damaged())?;
    Ok(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Less work than files have: a test opens many.
    const LITTLE: u8 = 4;

    fn pass(typed: &str) -> Option<Passphrase> {
        Some(Passphrase::new(typed))
    }

    fn refused(bytes: Vec<u8>, passphrase: &str) -> String {
        let done = opened("季.usrdesk", bytes, pass(passphrase).as_ref());
        done.unwrap_err().to_string()
    }

    #[test]
    fn what_was_locked_comes_back_to_the_byte_and_a_plain_file_still_opens() {
        for length in [0, 1, 65_535, 65_536, 200_000] {
            let plain: Vec<u8> = (0..length).map(|n: u32| n.to_le_bytes()[0]).collect();
            let locked = lock_with(LITTLE, &plain, &Passphrase::new("海邊 五隻 貓頭鷹")).unwrap();
            assert!(is_locked(&locked));
            let again = opened("季.usrdesk", locked, pass("海邊 五隻 貓頭鷹").as_ref()).unwrap();
            assert!(again == plain, "{length}");
        }
        assert_eq!(opened("x", b"PK".to_vec(), None).unwrap(), b"PK");
        assert_eq!(
            opened("x", b"PK".to_vec(), pass("whatever").as_ref()).unwrap(),
            b"PK"
        );
    }

    /// Written by another program after the specification.
    #[test]
    fn what_another_program_locked_opens() {
        let kept = include_bytes!("../../../tests/suite/damage/locked/part.usrdesk-part");
        let plain = opened("x", kept.to_vec(), pass("correct horse").as_ref()).unwrap();
        assert!(crate::exchange::read("x", &plain).unwrap().handed.is_some());
    }

    #[test]
    fn full_width_letters_are_the_same_passphrase() {
        let locked = lock_with(LITTLE, b"x", &Passphrase::new("ＡＢＣ１２３４５")).unwrap();
        assert_eq!(opened("x", locked, pass("ABC12345").as_ref()).unwrap(), b"x");
    }

    #[test]
    fn another_passphrase_none_or_a_short_one_is_a_sentence() {
        let locked = lock_with(LITTLE, b"secret", &Passphrase::new("correct horse")).unwrap();
        assert!(refused(locked.clone(), "correct horsf").contains("通行碼不對"));
        let none = opened("季.usrdesk", locked, None).unwrap_err();
        assert!(matches!(none, Error::Locked(_)) && none.to_string().contains("「季.usrdesk」加了通行碼"));
        let short = lock(b"x", &Passphrase::new("七個字不夠長啊")).unwrap_err();
        assert!(short.to_string().contains("至少要 8 個字"));
    }

    #[test]
    fn every_flipped_bit_and_every_cut_is_refused_in_a_sentence() {
        let locked = lock_with(LITTLE, &[7; 60], &Passphrase::new("correct horse")).unwrap();
        for at in MAGIC.len()..locked.len() {
            let mut flipped = locked.clone();
            flipped[at] ^= 1;
            let said = refused(flipped, "correct horse");
            assert!(said.ends_with('。') && !said.contains("程式內部"), "{at}: {said}");
        }
        for length in MAGIC.len()..locked.len() {
            let said = refused(locked[..length].to_vec(), "correct horse");
            assert!(said.contains("季.usrdesk"), "{length}: {said}");
        }
    }

    #[test]
    fn a_file_cannot_ask_for_endless_work() {
        let locked = lock_with(LITTLE, b"x", &Passphrase::new("correct horse")).unwrap();
        let text = String::from_utf8_lossy(&locked);
        let head = text.lines().nth(1).unwrap().to_owned();
        let greedy = format!("{} 40", head.rsplit_once(' ').unwrap().0);
        let at = locked
            .windows(head.len())
            .position(|w| w == head.as_bytes())
            .unwrap();
        let mut altered = locked.clone();
        altered.splice(at..at + head.len(), greedy.bytes());
        assert!(refused(altered, "correct horse").contains("遠多於平常"));
        const { assert!(WORK <= MOST_WORK) };
    }

    #[test]
    fn a_passphrase_is_never_printed() {
        assert!(!format!("{:?}", pass("correct horse")).contains("horse"));
    }
}
