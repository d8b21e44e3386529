//! Requests about activities and the season's dates: bulletins read, dates planned, the calendar written.

use crate::desk::Desk;
use crate::error::Error;
use crate::protocol::{BulletinRead, BulletinSource, HolidaysRead, Response, Revision, Ticket};
use crate::shelf::Made;
use crate::{files, seasons, worker};
use usr_desk_bulletin::document::Document;
use usr_desk_bulletin::working_days::{DEFAULT_LEADS, DEFAULT_NOTE, Lead, Office, backwards};
use usr_desk_bulletin::{Context, calendar, evidence, holidays, notice};
use usr_desk_workspace::{Edit, edit};

impl Desk {
    pub(crate) fn read_bulletin(&self, source: BulletinSource) -> Result<Response, Error> {
        let Document { text, letter, .. } = match source {
            BulletinSource::Text(text) => Document {
                text,
                ..Document::default()
            },
            BulletinSource::File(ticket) => self.words(&ticket)?,
        };
        let bulletin = usr_desk_bulletin::read(&text, Context { letter });
        Ok(Response::BulletinRead(BulletinRead { text, bulletin }))
    }

    pub(crate) fn read_holidays(&self, ticket: &Ticket) -> Result<Response, Error> {
        let text = self.words(ticket)?.text;
        let found = holidays::holidays(&text);
        Ok(Response::HolidaysRead(HolidaysRead {
            days: found.days,
            make_up_days: found.make_up_days,
            unread: found.unread,
        }))
    }

    pub(crate) fn words(&self, ticket: &Ticket) -> Result<Document, Error> {
        let (name, bytes) = self.picked(ticket, files::LARGEST_IMPORT)?;
        worker::words(self.place.worker.as_deref(), &name, &bytes)
    }

    pub(crate) fn plan_dates(&self, season: &str, leads: Option<Vec<Lead>>) -> Result<Response, Error> {
        let id = seasons::row_id(season)?;
        let state = self.shelf().state(id)?;
        let deadline = state.season.call.deadline.as_ref().and_then(|d| d.day());
        let deadline = deadline.ok_or_else(|| {
            Error::refused(
                "還沒有公告期限，無法倒推。請先在「學校基本資料」填寫公告期限。",
                "There is no announced deadline to plan backwards from. Fill it in under the school's data first.",
            )
        })?;
        let leads = leads.unwrap_or_else(|| DEFAULT_LEADS.to_vec());
        Ok(Response::DatesPlanned {
            steps: backwards(deadline, &Office::of(&state.season), &leads),
            leads,
            note: DEFAULT_NOTE.to_owned(),
        })
    }

    pub(crate) fn export_calendar(&self, season: &str, ticket: &Ticket) -> Result<Response, Error> {
        let id = seasons::row_id(season)?;
        let state = self.shelf().state(id)?;
        let written = calendar::calendar(&state.season, &state.at);
        self.save(ticket, written.as_bytes()).map(Response::Saved)
    }

    pub(crate) fn notice(&self, season: &str, chosen: &[String]) -> Result<Response, Error> {
        let id = seasons::row_id(season)?;
        let state = self.shelf().state(id)?;
        let activities = state.season.activities.iter();
        let activities: Vec<_> = activities
            .filter(|a| chosen.iter().any(|id| id == a.id.as_str()))
            .cloned()
            .collect();
        Ok(Response::Noticed(notice::notice(
            &activities,
            &state.season.school.name,
        )))
    }

    pub(crate) fn carry_activity(
        &self,
        season: &str,
        base: Revision,
        activity: &str,
        proposal: &str,
    ) -> Result<Response, Error> {
        let id = seasons::row_id(season)?;
        let at = self.now();
        let mut shelf = self.shelf();
        let state = shelf.at(id, base)?;
        let found = state.season.activities.iter().find(|a| a.id.as_str() == activity);
        let activity = found.ok_or_else(|| {
            Error::not_found(
                "找不到這個活動，它可能已被刪除。",
                "There is no such activity; it may have been deleted.",
            )
        })?;
        if !evidence::is_own(&state.season, activity) {
            let host = activity.host.trim();
            return Err(Error::refused(
                format!(
                    "這個活動的主辦單位是「{host}」，不是本校，不能列為本校辦理的跨校活動。若是本校主辦，請先修改主辦單位。"
                ),
                format!(
                    "“{host}” holds this activity, not this school, so it is no cross-school activity of its own. If the school does hold it, correct the host first."
                ),
            ));
        }
        let plan = state.season.proposals.iter().find(|p| p.id.as_str() == proposal);
        let plan = plan.ok_or_else(Error::no_proposal)?;
        let step = evidence::carry(plan, activity);
        let after = edit::apply(&state.season, &step)?;
        let Edit::All { label, .. } = &step else {
            return Err(Error::Unexpected("列入活動不是一個步驟".to_owned()));
        };
        let made = Made {
            label,
            at: &at,
            focus: Some(format!("/proposals/{proposal}/events")),
            typing: false,
        };
        shelf.commit(id, base, after, &made)?;
        drop(shelf);
        self.opened(id, None)
    }
}
