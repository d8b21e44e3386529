//! A season's file, opened to be printed: with its rules, its attached files and what is true of them.

use crate::ask::Print;
use std::path::Path;
use usr_desk_desk::{Error, files, judging, packets, place, season_file};
use usr_desk_packet::{DraftMark, Files, Scope, Setup};
use usr_desk_rules::{AttachmentFacts, Rulebook};
use usr_desk_workspace::{Date, Workspace};

/// A setup is a page of text.
const LARGEST_SETUP: u64 = 1024 * 1024;

pub(crate) struct Printing {
    pub(crate) rules: Rulebook,
    season: Workspace,
    facts: AttachmentFacts,
    files: Files,
}

impl Printing {
    pub(crate) fn open(season: &Path) -> Result<Printing, Error> {
        let rules = judging::rulebook(&place::pack_folders())?;
        let parcel = season_file::open(season)?;
        Ok(Printing {
            rules,
            facts: season_file::facts(&parcel),
            season: parcel.season,
            files: parcel.attachments.into_iter().collect(),
        })
    }

    /// What is printed, and how.
    pub(crate) fn order<'a>(
        &'a self,
        scope: Scope,
        draft: DraftMark,
        printed_on: Date,
        setup: &'a Setup,
    ) -> packets::Order<'a> {
        packets::Order {
            season: &self.season,
            facts: &self.facts,
            files: &self.files,
            scope,
            draft,
            printed_on,
            setup,
        }
    }

    /// As the command line asks, today.
    pub(crate) fn asked<'a>(&'a self, print: &Print, setup: &'a Setup) -> Result<packets::Order<'a>, Error> {
        let draft = match print.draft {
            true => DraftMark::Force,
            false => DraftMark::Auto,
        };
        let scope = packets::scope(print.proposal.as_deref());
        Ok(self.order(scope, draft, packets::today(jiff::Timestamp::now)?, setup))
    }

    /// The office's own file, else the season's setup.
    pub(crate) fn setup(&self, print: &Print) -> Result<Setup, Error> {
        match &print.setup {
            Some(path) => Setup::read(&files::read(path, LARGEST_SETUP)?).map_err(Error::Refused),
            None => Ok(self.season.setup().clone()),
        }
    }
}
