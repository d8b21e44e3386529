//! What the benches have in common: a desk without faces or packs, and the largest season.

use std::path::Path;
use std::sync::Arc;
use usr_desk_desk::{Place, practice};
use usr_desk_workspace::Workspace;

/// A library in this folder.
pub(crate) fn place(library: &Path) -> Place {
    Place {
        library: library.to_owned(),
        fonts: Vec::new(),
        packs: Vec::new(),
        worker: None,
        clock: jiff::Timestamp::now,
        progress: Arc::new(|_| {}),
    }
}

/// Five proposals of five years with 300 lines each, the sizes that the issue names.
pub(crate) fn largest() -> Workspace {
    let mut season = practice::season();
    let pattern = season.proposals.clone();
    season.proposals = (0..5).map(|i| pattern[i % pattern.len()].clone()).collect();
    for (i, proposal) in season.proposals.iter_mut().enumerate() {
        proposal.id = format!("p{i}").as_str().into();
        let year = proposal.budget[0].clone();
        proposal.budget = (112..=116)
            .map(|number| {
                let mut budget = year.clone();
                budget.year = number;
                budget.lines = (0..300)
                    .map(|l| {
                        let mut line = year.lines[l % year.lines.len()].clone();
                        line.id = format!("p{i}-{number}-{l}").as_str().into();
                        line
                    })
                    .collect();
                budget
            })
            .collect();
    }
    season
}
