//! Ids: given once by the host, never reused, never shown to the office.

use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => { $(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name(pub String);

        impl $name {
            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(id: &str) -> $name {
                $name(id.to_owned())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )* };
}

ids! {
    /// A person of the school's one roster.
    PersonId
    /// A proposal (計畫) of the season.
    ProposalId
    /// A line of a budget (經費項目).
    LineId
    /// An attachment (附件).
    AttachmentId
    /// A contact (聯絡人).
    ContactId
    /// A site of practice (實踐場域).
    SiteId
    /// A comment (審查意見).
    CommentId
    /// An activity of the calendar (活動).
    ActivityId
    /// A milestone of the season (時程).
    MilestoneId
}
