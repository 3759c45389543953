//! What an amount is counted by: the year, the hour, the month.

use super::{
    claim::is_head,
    cue::{Cue, Per},
    view::View,
};

impl View<'_, '_> {
    /// What a wage is counted by.
    pub fn per(&self) -> Per {
        let pers = self.told(|told| match told.cue {
            Cue::Per(per) => Some(per),
            _ => None,
        });
        let value = self.placed.number.value;
        let near = pers.iter().find(|guess| guess.from.is_none_or(is_head) && guess.cost <= 18);
        let own = self.per_behind().or(near.map(|guess| guess.of));
        match own {
            _ if value >= 10_000.0 => Per::Year,
            Some(Per::Month) => Per::Month,
            Some(Per::Other) => Per::Other,
            // A comparison in words has no number that would tell.
            _ if 0.0 < value && value < 400.0 => Per::Hour,
            Some(per) => per,
            None => Per::Other,
        }
    }

    /// "$4,527 a month, roughly $1,045 a week": what stands right behind the number.
    fn per_behind(&self) -> Option<Per> {
        let told = &self.page.reading(self.passage).told;
        told.iter().filter(|told| told.token == self.placed.token + 1).find_map(|told| match told.cue {
            Cue::Per(per) => Some(per),
            _ => None,
        })
    }
}
