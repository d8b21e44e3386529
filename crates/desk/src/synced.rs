//! Whether a folder is one that another program keeps in step with other machines: no place for a live library.
//!
//! A sync program copies the library's files one by one while they change; what arrives elsewhere is damaged, and what comes
//! back overwrites. Files to hand on (`.usrdesk`, `.usrdesk-part`) belong there; the library does not.

use std::path::{Component, Path, Prefix};
use usr_desk_workspace::Sentence;

/// Folders of sync programs, by the beginning of their names.
const SYNCED: [(&str, &str); 10] = [
    ("onedrive", "OneDrive"),
    ("dropbox", "Dropbox"),
    ("icloud", "iCloud"),
    ("mobile documents", "iCloud"),
    ("com~apple~clouddocs", "iCloud"),
    ("google drive", "Google 雲端硬碟"),
    ("googledrive", "Google 雲端硬碟"),
    ("nextcloud", "Nextcloud"),
    ("synologydrive", "Synology Drive"),
    ("box sync", "Box"),
];
/// File systems of other machines.
const NETWORKED: [&str; 7] = ["nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p"];

/// The service that keeps this folder in step, or the network that it lies on; `None` = a folder of this machine.
///
/// Where it really lies counts too: a link may lead into such a folder, and the letter of a network drive (`Z:`) to a
/// share, which Windows names only when it is asked for the folder itself.
pub(crate) fn keeper(folder: &Path) -> Option<Sentence> {
    let really = folder.ancestors().find_map(|part| {
        let rest = folder.strip_prefix(part).ok()?;
        Some(part.canonicalize().ok()?.join(rest))
    });
    keeper_by_name(folder).or_else(|| keeper_by_name(&really?))
}

fn keeper_by_name(folder: &Path) -> Option<Sentence> {
    let network = || Sentence::new("網路磁碟", "a network drive");
    let named = folder.components().find_map(|part| match part {
        Component::Normal(name) => {
            let name = name.to_string_lossy().to_lowercase();
            SYNCED
                .iter()
                .find(|(begin, _)| name.starts_with(begin))
                .map(|(_, service)| Sentence::new(*service, service.replace("雲端硬碟", "Drive")))
        }
        Component::Prefix(prefix) => {
            matches!(prefix.kind(), Prefix::UNC(..) | Prefix::VerbatimUNC(..)).then(network)
        }
        _ => None,
    });
    named.or_else(|| {
        let mounts = std::fs::read_to_string("/proc/self/mounts").ok()?;
        on_network(folder, &mounts).then(network)
    })
}

/// Whether the innermost mount that holds the folder is one of another machine.
fn on_network(folder: &Path, mounts: &str) -> bool {
    let holding = mounts.lines().filter_map(|line| {
        let mut words = line.split(' ');
        let (at, kind) = (words.nth(1)?.replace("\\040", " "), words.next()?);
        folder.starts_with(&at).then_some((at.len(), kind))
    });
    holding.max().is_some_and(|(_, kind)| NETWORKED.contains(&kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_of_sync_programs_are_known_by_name() {
        for (folder, service) in [
            ("/home/w/OneDrive - 國立範例大學/usr", "OneDrive"),
            (
                "/Users/w/Library/Mobile Documents/com~apple~CloudDocs/usr",
                "iCloud",
            ),
            ("/home/w/Dropbox/usr", "Dropbox"),
        ] {
            assert_eq!(
                keeper(Path::new(folder)).map(|k| k.zh).as_deref(),
                Some(service),
                "{folder}"
            );
        }
        assert_eq!(keeper(Path::new("/home/w/.local/share/usr-desk")), None);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_into_such_a_folder_is_followed() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let synced = folder.path().join("OneDrive/usr");
        std::fs::create_dir_all(&synced).expect("a folder");
        let link = folder.path().join("here");
        std::os::unix::fs::symlink(&synced, &link).expect("a link");
        let named = |folder: &Path| keeper(folder).map(|k| k.zh);
        // The library's folder need not be there yet.
        assert_eq!(named(&link.join("new/library")).as_deref(), Some("OneDrive"));
        assert_eq!(named(&folder.path().join("new/library")), None);
    }

    #[test]
    fn the_innermost_mount_decides() {
        let mounts = "/dev/sda / ext4 rw 0 0\nserver:/x /mnt/share nfs4 rw 0 0\n/dev/sdb /mnt/share/local ext4 rw 0 0\n";
        assert!(on_network(Path::new("/mnt/share/usr"), mounts));
        assert!(!on_network(Path::new("/mnt/share/local/usr"), mounts));
        assert!(!on_network(Path::new("/home/w"), mounts));
    }
}
