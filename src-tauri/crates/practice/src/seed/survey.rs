//! A table of answers to a library's questionnaire, the same at each start: believable, and about
//! nobody.

use std::fmt::Write as _;

const BRANCHES: [&str; 5] = ["Central", "Harbour", "Northgate", "Mill Lane", "Riverside"];
const AGES: [&str; 6] = ["16-24", "25-34", "35-44", "45-54", "55-64", "65+"];
const COMMENTS: [&str; 9] = [
    "",
    "",
    "Longer hours on Saturday would help",
    "\"Quiet room is lovely, but cold in winter\"",
    "\"More large-print books, and more to listen to\"",
    "The staff know everything",
    "\"Wi-Fi drops out upstairs, near the windows\"",
    "Café opens too late",
    "\"We come for the story hour, every week\"",
];

/// CSV with a heading and `count` rows.
pub(super) fn responses(count: u32) -> String {
    let mut table = String::from(
        "response_id,submitted,branch,age_group,visits_per_month,satisfaction,would_recommend,comment\r\n",
    );
    let mut dice = Dice(20_260_412);
    for row in 0..count {
        let satisfaction = 5 - dice.below(100).pow(2) / 2600;
        // Writing to a string does not fail.
        let _ = write!(
            table,
            "R{:04},2026-{:02}-{:02},{},{},{},{},{},{}\r\n",
            row + 1,
            3 + row * 3 / count.max(1),
            1 + dice.below(28),
            dice.one_of(&BRANCHES),
            dice.one_of(&AGES),
            1 + dice.below(12),
            satisfaction,
            if satisfaction > 3 { "yes" } else { "no" },
            dice.one_of(&COMMENTS),
        );
    }
    table
}

/// Numbers that look random and are the same each time (Knuth's 64-bit linear congruential
/// generator).
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % u64::from(bound)) as u32
    }

    fn one_of<'t>(&mut self, list: &[&'t str]) -> &'t str {
        list[self.below(list.len() as u32) as usize]
    }
}
