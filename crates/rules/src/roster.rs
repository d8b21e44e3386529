//! Who is who: the roster, with the entries that are surely the same person brought together.

use std::collections::HashMap;
use usr_desk_workspace::name::folded;
use usr_desk_workspace::{Person, PersonId, Workspace};

/// The school's roster.
pub(crate) struct Roster<'a> {
    entries: Vec<Entry<'a>>,
    by_id: HashMap<&'a str, usize>,
    school: String,
}

struct Entry<'a> {
    person: &'a Person,
    /// First entry with the same staff number; itself where there is none.
    first: usize,
    name: String,
}

/// A person, by all entries with the same staff number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Who(usize);

impl<'a> Roster<'a> {
    pub(crate) fn read(season: &'a Workspace) -> Roster<'a> {
        let mut numbers: HashMap<String, usize> = HashMap::new();
        let mut entries = Vec::with_capacity(season.people.len());
        for (i, person) in season.people.iter().enumerate() {
            let number = folded(&person.staff_number);
            let first = match number.is_empty() {
                true => i,
                false => *numbers.entry(number).or_insert(i),
            };
            entries.push(Entry {
                person,
                first,
                name: folded(&person.name),
            });
        }
        let by_id = season
            .people
            .iter()
            .enumerate()
            .map(|(i, p)| (p.id.as_str(), i))
            .collect();
        Roster {
            entries,
            by_id,
            school: folded(&season.school.name),
        }
    }

    /// The person that an id of the season means; `None` where the roster has no such entry.
    pub(crate) fn who(&self, id: &PersonId) -> Option<Who> {
        Some(Who(self.entries[*self.by_id.get(id.as_str())?].first))
    }

    /// Pointer of a field of a person's first entry.
    pub(crate) fn pointer(&self, who: Who, field: &str) -> String {
        format!("/people/{}/{field}", who.0)
    }

    /// All entries of a person.
    fn entries_of(&self, who: Who) -> impl Iterator<Item = &'a Person> {
        self.entries
            .iter()
            .filter(move |e| e.first == who.0)
            .map(|e| e.person)
    }

    /// The name as first written; `（未填姓名）` where it is blank.
    pub(crate) fn name(&self, who: Who) -> &'a str {
        self.entries[who.0].person.name.filled().unwrap_or("（未填姓名）")
    }

    /// The name folded, for asking whether two people might be one; `None` where it is blank.
    pub(crate) fn folded_name(&self, who: Who) -> Option<&str> {
        Some(self.entries[who.0].name.as_str()).filter(|name| !name.is_empty())
    }

    /// Where no staff number says who this is.
    pub(crate) fn is_unnumbered(&self, who: Who) -> bool {
        self.entries[who.0].person.staff_number.is_blank()
    }

    /// 是否教師: yes if any entry says so; `None` while some entry is blank and none says yes.
    pub(crate) fn is_teacher(&self, who: Who) -> Option<bool> {
        let said: Vec<_> = self.entries_of(who).map(|p| p.is_teacher).collect();
        match said.contains(&Some(true)) {
            true => Some(true),
            false => (!said.contains(&None)).then_some(false),
        }
    }

    /// 校長 or 副校長, of any school.
    pub(crate) fn is_executive(&self, who: Who) -> bool {
        self.entries_of(who).any(|p| p.executive.is_some())
    }

    /// Whether the person holds that office at the applicant; `None` where affiliation or school is blank.
    pub(crate) fn is_of_applicant(&self, who: Who) -> Option<bool> {
        let offices = self.entries_of(who).filter(|p| p.executive.is_some());
        let schools: Vec<_> = offices.map(|p| folded(&p.affiliation)).collect();
        match () {
            () if self.school.is_empty() => None,
            () if schools.contains(&self.school) => Some(true),
            () => (!schools.iter().any(String::is_empty)).then_some(false),
        }
    }

    /// 未兼任他校計畫: declared, with its date.
    pub(crate) fn has_declared(&self, who: Who) -> bool {
        let mut declarations = self
            .entries_of(who)
            .filter_map(|p| p.other_school_declaration.as_ref());
        declarations.any(|d| d.declared == Some(true) && d.on.is_some())
    }
}
