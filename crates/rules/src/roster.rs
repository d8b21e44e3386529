//! Who is who: the roster, with the entries that are surely the same person brought together.

use std::collections::HashMap;
use usr_desk_workspace::name::{folded, likeness};
use usr_desk_workspace::{Person, PersonId, Workspace};

/// The school's roster.
pub(crate) struct Roster<'a> {
    entries: Vec<Entry<'a>>,
    by_id: HashMap<&'a str, usize>,
    school: String,
    /// People of whom the office said that they are different ones.
    different: Vec<Vec<Who>>,
}

struct Entry<'a> {
    person: &'a Person,
    /// First entry of the same person; itself where no other is known to be.
    first: usize,
    name: String,
    /// What other spellings of the name have in common with it.
    likeness: String,
}

/// How two people who are not known to be one might be one after all.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Doubt {
    /// The same name, under another staff number or none.
    Namesake,
    /// The name written otherwise (title, variant character), and no staff numbers that tell them apart.
    Alike,
}

/// A person, by all entries with the same staff number, or of which the office said that they are one.
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
                likeness: likeness(&person.name),
            });
        }
        let by_id = season
            .people
            .iter()
            .enumerate()
            .map(|(i, p)| (p.id.as_str(), i))
            .collect();
        let mut roster = Roster {
            entries,
            by_id,
            school: folded(&season.school.name),
            different: Vec::new(),
        };
        for answer in season.same_people.iter().filter(|answer| answer.same) {
            roster.are_one(&answer.people);
        }
        // A staff number is stronger than an answer: who has the same one stays one person.
        for answer in season.same_people.iter().filter(|answer| !answer.same) {
            roster
                .different
                .push(answer.people.iter().filter_map(|id| roster.who(id)).collect());
        }
        roster
    }

    fn are_one(&mut self, people: &[PersonId]) {
        let firsts: Vec<usize> = people.iter().filter_map(|id| Some(self.who(id)?.0)).collect();
        let Some(first) = firsts.iter().min().copied() else {
            return;
        };
        for entry in self
            .entries
            .iter_mut()
            .filter(|entry| firsts.contains(&entry.first))
        {
            entry.first = first;
        }
    }

    /// Whether these two, not known to be one person, might be; `None` where nothing suggests it, or the office said no.
    pub(crate) fn doubt(&self, one: Who, two: Who) -> Option<Doubt> {
        let answered = |people: &Vec<Who>| people.contains(&one) && people.contains(&two);
        if one == two || self.different.iter().any(answered) {
            return None;
        }
        let entries = |who: Who| self.entries.iter().filter(move |entry| entry.first == who.0);
        let any =
            |like: &dyn Fn(&Entry, &Entry) -> bool| entries(one).any(|a| entries(two).any(|b| like(a, b)));
        let tells_apart =
            |a: &Entry, b: &Entry| !a.person.staff_number.is_blank() && !b.person.staff_number.is_blank();
        match () {
            () if any(&|a, b| !a.name.is_empty() && a.name == b.name) => Some(Doubt::Namesake),
            () if any(&|a, b| !a.likeness.is_empty() && a.likeness == b.likeness && !tells_apart(a, b)) => {
                Some(Doubt::Alike)
            }
            () => None,
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

    /// Whether the roster has a 校長 or 副校長 at all: most have none.
    pub(crate) fn has_executives(&self) -> bool {
        self.entries.iter().any(|entry| entry.person.executive.is_some())
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
