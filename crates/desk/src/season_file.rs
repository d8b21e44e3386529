//! A season file on disk, with the files that lie beside it: what the command line works on.

use crate::error::Error;
use crate::exchange::{self, Form, Parcel};
use crate::files;
use crate::locked::{self, Passphrase};
use std::path::{Path, PathBuf};
use usr_desk_rules::{AttachmentFacts, FileFact};

/// The season, with the attached files that are there; those that are not are for [`facts`] to tell.
pub fn open(path: &Path) -> Result<Parcel, Error> {
    open_locked(path, None)
}

/// The same for a file that may be locked.
pub fn open_locked(path: &Path, passphrase: Option<&Passphrase>) -> Result<Parcel, Error> {
    let name = files::shown(path);
    let bytes = locked::opened(&name, files::read(path, files::LARGEST_SEASON)?, passphrase)?;
    let mut parcel = exchange::read(&name, &bytes)?;
    if parcel.attachments.is_empty() {
        for file in exchange::named_files(&parcel.season) {
            if let Ok(bytes) = files::read(&beside(path, &file), files::LARGEST_SEASON) {
                parcel.attachments.push((file, bytes));
            }
        }
    }
    Ok(parcel)
}

/// Writes the form that the ending asks for; a `.json` gets its attached files beside it.
pub fn save(path: &Path, parcel: &Parcel) -> Result<(), Error> {
    save_locked(path, parcel, None)
}

/// The same for a file that this passphrase opens; absent = anyone can.
pub fn save_locked(path: &Path, parcel: &Parcel, passphrase: Option<&Passphrase>) -> Result<(), Error> {
    let bytes = exchange::write_locked(&files::shown(path), parcel, passphrase)?;
    if matches!(Form::of(&files::shown(path)), None | Some(Form::Json)) {
        for (file, bytes) in &parcel.attachments {
            let target = beside(path, file);
            if let Some(folder) = target.parent() {
                std::fs::create_dir_all(folder).map_err(|e| Error::writing(files::shown(folder), e))?;
            }
            if files::read(&target, files::LARGEST_SEASON).ok().as_ref() != Some(bytes) {
                files::write(&target, bytes)?;
            }
        }
    }
    // The season last: what names the files appears when they are there.
    files::write(path, &bytes)
}

/// What is known of the attached files that the season names.
pub fn facts(parcel: &Parcel) -> AttachmentFacts {
    let mut facts = AttachmentFacts::default();
    for file in exchange::named_files(&parcel.season) {
        let held = parcel.attachments.iter().find(|(name, _)| *name == file);
        facts.0.insert(
            file,
            held.map_or(FileFact::Missing, |(_, bytes)| crate::facts::fact(bytes)),
        );
    }
    facts
}

fn beside(path: &Path, file: &str) -> PathBuf {
    path.parent().unwrap_or(Path::new("")).join(file)
}

#[cfg(test)]
mod tests {
    use super::*;
    use usr_desk_workspace::{Attachment, AttachmentId};

    #[test]
    fn attached_files_travel_through_both_forms() {
        let folder = tempfile::tempdir().unwrap();
        let mut season = crate::practice::season();
        for file in ["附件/a.pdf", "附件/missing.pdf", "../outside.pdf"] {
            season.attachments.push(Attachment {
                id: AttachmentId::from(file),
                kind: Default::default(),
                title: Default::default(),
                file: file.into(),
            });
        }
        let parcel = Parcel {
            season,
            attachments: vec![("附件/a.pdf".into(), b"%PDF".to_vec())],
            handed: None,
        };
        let one = folder.path().join("one/季.json");
        std::fs::create_dir(folder.path().join("one")).unwrap();
        std::fs::write(folder.path().join("outside.pdf"), b"secret").unwrap();
        save(&one, &parcel).unwrap();
        let read = open(&one).unwrap();
        assert_eq!(read.attachments, parcel.attachments);
        let facts = facts(&read);
        assert_eq!(facts.0["附件/missing.pdf"], FileFact::Missing);
        assert!(!facts.0.contains_key("../outside.pdf"));
        let two = folder.path().join("季.usrdesk");
        save(&two, &read).unwrap();
        assert!(open(&two).unwrap().season == parcel.season);
        assert_eq!(open(&two).unwrap().attachments, parcel.attachments);
    }
}
