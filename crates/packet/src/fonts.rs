//! The faces of the packet (字型): bytes in, looked up by role.

use crate::Error;
use harfrust::Font;
use std::sync::Arc;

/// The files that hold the faces, in the order of [`Face`]; the host looks for them by these names.
pub const FILES: [&str; 6] = [
    "TW-Kai.ttf",
    "NotoSansTC-Regular.ttf",
    "NotoSansTC-Bold.ttf",
    "LiberationSerif-Regular.ttf",
    "LiberationSerif-Bold.ttf",
    "TW-Kai-Ext-B.ttf",
];

/// A face by its role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Face {
    /// 正楷體 of running text.
    Kai,
    /// 黑體 of tables.
    Sans,
    /// 黑體 of headings and of what is stressed.
    SansBold,
    /// Latin letters and digits beside 正楷體.
    Latin,
    /// The same, bold.
    LatinBold,
    /// 正楷體 of rare characters in names (Ext-B), where no other face has them.
    KaiRare,
}

impl Face {
    /// All of them, in the order of [`FILES`].
    pub const ALL: [Face; 6] = [
        Face::Kai,
        Face::Sans,
        Face::SansBold,
        Face::Latin,
        Face::LatinBold,
        Face::KaiRare,
    ];

    /// The name in the PDF.
    pub fn name(self) -> &'static str {
        match self {
            Face::Kai => "TW-Kai",
            Face::Sans => "NotoSansTC-Regular",
            Face::SansBold => "NotoSansTC-Bold",
            Face::Latin => "LiberationSerif",
            Face::LatinBold => "LiberationSerif-Bold",
            Face::KaiRare => "TW-Kai-Ext-B",
        }
    }
}

/// One face, opened.
pub(crate) struct OpenFace {
    pub(crate) bytes: Arc<Vec<u8>>,
    pub(crate) font: Font,
    pub(crate) units_per_em: f32,
}

/// The six faces, opened once and used for any number of packets.
pub struct Fonts {
    faces: [OpenFace; 6],
}

impl Fonts {
    /// Opens the faces; `bytes` are the files of [`FILES`] in that order.
    pub fn new(bytes: [Vec<u8>; 6]) -> Result<Fonts, Error> {
        let mut open = Vec::with_capacity(bytes.len());
        for (bytes, file) in bytes.into_iter().zip(FILES) {
            let bytes = Arc::new(bytes);
            let shared: Arc<dyn AsRef<[u8]> + Send + Sync> = bytes.clone();
            let font = Font::new(shared, 0).ok_or(Error::FaceUnreadable(file))?;
            let units_per_em = f32::from(font.units_per_em());
            open.push(OpenFace {
                bytes,
                font,
                units_per_em,
            });
        }
        let faces = open.try_into().map_err(|_| Error::FaceUnreadable(FILES[0]))?;
        Ok(Fonts { faces })
    }

    /// Opens the faces through `read`, which answers the bytes of a file of [`FILES`] or `None`.
    pub fn find(read: &dyn Fn(&str) -> Option<Vec<u8>>) -> Result<Fonts, Error> {
        let mut bytes: [Vec<u8>; 6] = Default::default();
        let mut missing = Vec::new();
        for (slot, file) in bytes.iter_mut().zip(FILES) {
            match read(file) {
                Some(found) => *slot = found,
                None => missing.push(file),
            }
        }
        if missing.is_empty() {
            Fonts::new(bytes)
        } else {
            Err(Error::FacesMissing(missing))
        }
    }

    /// The file of a face, for who draws pages that name it.
    pub fn file(&self, face: Face) -> Arc<Vec<u8>> {
        self.face(face).bytes.clone()
    }

    pub(crate) fn face(&self, face: Face) -> &OpenFace {
        &self.faces[face as usize]
    }
}
