//! Pay that is somebody's own: of a school's graduates, a union's scale, what an employer offers.

use super::{
    cue::{Cue, Quantity},
    document::Kind,
    number::Sign,
    passage::Relation,
    reading::{Placed, Told},
    tokens::Words,
    view::View,
};

/// Words for those of whom a school tells its own figures.
pub const OWN_PEOPLE: &[&str] =
    &["grads", "graduates", "alumni", "completers", "students", "seniors", "majors"];

/// What is an employer's or a union's own: "our step 1".
const OWN_PAY: &[&str] = &[
    "step",
    "steps",
    "contract",
    "offer",
    "offers",
    "schedule",
    "agreement",
    "class",
    "placements",
    "hires",
    "clients",
    "recruits",
    "scale",
];

/// Where people of one's own work: "at our teaching hospital".
pub const OWN_PLACES: &[&str] = &[
    "agency",
    "clinic",
    "clinics",
    "company",
    "dealership",
    "firm",
    "hospital",
    "hospitals",
    "network",
    "office",
    "offices",
    "partner",
    "partners",
    "practice",
    "practices",
    "shop",
    "shops",
    "store",
    "stores",
];

/// What somebody says of their own pay, behind "I".
const EARNS_OR_GETS: &[&str] =
    &["earn", "earned", "make", "made", "went", "started", "start", "got", "get", "took", "turned"];

impl View<'_, '_> {
    /// "Our welding graduates start at $53,750": what a school says of its own people, in a sentence without BLS.
    pub fn is_of_own_people(&self) -> bool {
        let text = self.page.text(self.passage);
        let words = text.split_whitespace().skip_while(|word| !word.eq_ignore_ascii_case("our"));
        let lists = [OWN_PEOPLE, OWN_PAY, OWN_PLACES];
        let own = words.take(4).any(|word| lists.iter().any(|list| list.contains(&word)));
        let own = own || self.is_of_our_workers() || self.is_of_mine();
        self.is_paid_by_somebody()
            || self.is_in_table_of_employers()
            || self.is_of_this_employer()
            || self.is_of_learners()
            || self.is_of_a_class()
            || self.is_of_own_clause()
            || own && !self.page.reading(self.passage).told.iter().any(|told| told.cue == Cue::Bls)
    }

    /// "Our medical assistants earn $41,300 on average": workers of one's own, and no measure of BLS but a mean.
    fn is_of_our_workers(&self) -> bool {
        let reading = self.page.reading(self.passage);
        let words = Words { text: self.page.text(self.passage), tokens: &reading.tokens };
        let ours = |told: &Told| {
            matches!(told.cue, Cue::Occupation(_))
                && told.token > 0
                && words.is(told.token - 1, &["our"])
        };
        let measured = |told: &Told| match told.cue {
            Cue::Measure(of) => of != Quantity::Mean,
            cue => cue == Cue::Middle,
        };
        let told = &reading.told;
        self.placed.number.sign == Sign::Dollars && told.iter().any(ours) && !told.iter().any(measured)
    }

    /// Whether the first column of its table lists employers, schools or their classes.
    fn is_in_table_of_employers(&self) -> bool {
        const LISTED: &[&str] = &[
            "hospital", "company", "employer", "county", "district", "cohort", "program", "school",
            "firm", "class", "agency",
        ];
        let Kind::Cell { table, row, .. } = self.page.passages[self.passage].kind else { return false };
        let corner = self.page.grids.get(&table).and_then(|grid| grid.corner(row));
        let head = corner.map(|at| self.page.text(at).to_lowercase()).unwrap_or_default();
        LISTED.contains(&head.trim())
    }

    /// "Starting pay with this department is $5,342 a month", "the district pays new teachers $52,300, rising to $88,410",
    /// "the governor wants every teacher to make $55,000", "first-year drivers with us": what somebody pays, or wishes, in
    /// a sentence without BLS or a measure.
    fn is_of_this_employer(&self) -> bool {
        const THEIRS: &[&str] = &[
            " with us ",
            " with us,",
            " at our ",
            " on our ",
            "raduates of the program",
            "raduates of this",
        ];
        const PLACES: &[&str] = &["in", "here", "there", "nearby", "around"];
        const WISHES: &[&str] = &[
            " wants every ",
            " wants all ",
            " asking for ",
            " asks for ",
            " proposes ",
            " proposed ",
            " would rise ",
            " would raise ",
            "nder the plan",
            "nder the bill",
            "nder the contract",
        ];
        let text = self.page.text(self.passage);
        let words: Vec<&str> = text.split_whitespace().collect();
        let told = &self.page.reading(self.passage).told;
        let employs = |word: &&str| {
            is_employer(word) || is_employer(word.trim_end_matches('s')) || *word == "companies"
        };
        let employer = words.iter().take(FIRST_WORDS).position(employs);
        // "Hospital pharmacists are paid" is of pharmacists.
        let subject = |at: &usize| {
            words.get(at + 1).is_some_and(|next| PAYS.contains(next) || PLACES.contains(next))
        };
        let pays = employer
            .filter(subject)
            .is_some_and(|at| words[at..].iter().take(LONGEST_STAFF).any(|word| PAYS.contains(word)));
        let this = |pair: &[&str]| pair[0].eq_ignore_ascii_case("this") && is_employer(pair[1]);
        let starts =
            ["Starting ", "First-year ", "Beginning "].iter().any(|word| text.starts_with(word));
        let people = starts && words.get(1).is_some_and(|word| word.ends_with('s'));
        (people
            || pays
            || words.windows(2).any(this)
            || THEIRS.iter().chain(WISHES).any(|words| text.contains(words)))
            && !told.iter().any(is_statistic)
    }

    /// "Trainees at the academy are paid $22.61 an hour": those who learn are no occupation, and no table has their pay.
    fn is_of_learners(&self) -> bool {
        const LEARNERS: &[&str] =
            &["trainees", "apprentices", "recruits", "cadets", "interns", "externs"];
        const VERBS: &[&str] = &["paid", "earn", "start", "make", "get", "receive", "begin"];
        let (reading, place) = (self.page.reading(self.passage), self.placed.token);
        let words = Words { text: self.page.text(self.passage), tokens: &reading.tokens };
        let learners = (0..place).rev().find(|at| words.is(*at, LEARNERS));
        let between = |told: &Told| {
            matches!(told.cue, Cue::Occupation(_))
                && learners.is_some_and(|learners| told.token > learners && told.after <= place)
        };
        let others = |told: &Told| is_statistic(told) || between(told);
        learners.is_some_and(|learners| (learners..place).any(|at| words.is(at, VERBS)))
            && !reading.told.iter().any(others)
    }

    /// "My first offer was $41,500": an amount right behind one's own pay.
    fn is_of_mine(&self) -> bool {
        const PAY: &[&str] = &["offer", "paycheck", "salary", "pay", "wage", "job"];
        let before = &self.page.text(self.passage)[..self.placed.number.start];
        let last: Vec<&str> = before.split_whitespace().rev().take(LONGEST_STAFF).collect();
        let mine = last.iter().position(|word| word.eq_ignore_ascii_case("my"));
        mine.is_some_and(|mine| last[..mine].iter().any(|word| PAY.contains(word)))
    }

    /// Whether words make it a band of pay; a range that no measure tells is one however far they stand.
    pub fn is_band(&self) -> bool {
        let told = &self.page.reading(self.passage).told;
        let measured = told.iter().any(|told| matches!(told.cue, Cue::Measure(_) | Cue::Middle));
        let range = self.placed.partner.is_some() && !measured;
        self.near(Cue::Band, if range { 30 } else { 9 })
            || self.headed(|cue| cue == Cue::Band)
            || self.is_by_experience()
            || self.starts_with_place_for()
    }

    /// Whether the head of its row is a time at work, by which BLS tells no pay: "5-9 years".
    fn is_by_experience(&self) -> bool {
        let mut heads = self.contexts.iter().filter(|(relation, _)| *relation == Relation::RowHead);
        heads.any(|(_, at)| {
            let mut words = self.page.text(*at).split_whitespace();
            let times = words.next().is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()));
            times && words.next().is_some_and(|word| word.starts_with("year"))
        })
    }

    /// "88 percent of graduates found work within six months, at an average of $47,300", "We placed 412 graduates": how a
    /// class fared.
    fn is_of_a_class(&self) -> bool {
        const SOON: &[&str] = &["within", "after"];
        let text = self.page.text(self.passage);
        let mut words = text.split_whitespace().map(|word| word.trim_matches([',', '.', '(']));
        let of_people = words.clone().any(|word| OWN_PEOPLE.contains(&word));
        let placed = text.starts_with("We ");
        let soon = words.any(|word| SOON.contains(&word))
            && words.take(3).any(|word| matches!(word, "months" | "year" | "graduation" | "graduating"));
        of_people && (placed || soon)
    }

    /// "BLS has them at $48,690, but the top of our shop is at $96,000": the clause of the figure is about one's own.
    fn is_of_own_clause(&self) -> bool {
        const JOINTS: &[&str] = &[", and ", ", but ", ", yet ", "; ", ", while "];
        const ELSEWHERE: &[&str] = &[
            "state",
            "area",
            "region",
            "county",
            "city",
            "metro",
            "country",
            "nation",
            "field",
            "profession",
        ];
        let text = self.page.text(self.passage);
        let before = &text[..self.placed.number.start];
        let joint = JOINTS.iter().filter_map(|joint| Some(before.rfind(joint)? + joint.len())).max();
        let Some(clause) = joint.and_then(|from| before.get(from..)) else { return false };
        let mut words = clause.split_whitespace().skip_while(|word| !matches!(*word, "our" | "ours"));
        let own = words.next().is_some();
        let place =
            words.next().is_some_and(|word| ELSEWHERE.iter().any(|place| word.starts_with(place)));
        let bls = |told: &Told| told.cue == Cue::Bls && told.start >= before.len() - clause.len();
        own && !place && !self.page.reading(self.passage).told.iter().any(bls)
    }

    /// "The state starts trainees at $44,600", "I have not hired anyone under $105,000".
    fn is_paid_by_somebody(&self) -> bool {
        let before = &self.page.text(self.passage)[..self.placed.number.start];
        let mut words = before.split_whitespace().rev();
        match words.next() {
            Some("at") => {
                words.take(3).skip(1).any(|word| matches!(word, "starts" | "started" | "hires"))
            }
            Some("under" | "below" | "for") => {
                words.take(3).any(|word| matches!(word, "hired" | "hire"))
            }
            Some("pays" | "paid" | "offers" | "offered") => words.next().is_some_and(is_employer),
            _ => pays_its_own(before) || self.is_paid_to() || self.is_at_an_employer(before),
        }
    }

    /// "At Oakdale Animal Hospital, vet techs average $24.75": what people of one employer earn, in a sentence that neither
    /// names BLS nor has a median or percentile.
    fn is_at_an_employer(&self, before: &str) -> bool {
        const NAMED: &[&str] = &[
            "Hospital",
            "Hospitals",
            "Clinic",
            "Health",
            "Healthcare",
            "Medical",
            "Company",
            "Group",
            "Schools",
            "Electric",
            "Hotel",
            "Restaurant",
            "Bank",
            "Manufacturing",
            "Logistics",
        ];
        // What another clause says of BLS is not said of them.
        let clauses = ["; ", ", and ", ", while ", ", but "];
        let clause = clauses.iter().filter_map(|part| before.rfind(part)).max().unwrap_or(0);
        let own = |told: &&Told| told.start >= clause;
        let mut words = before[clause..]
            .split_whitespace()
            .skip_while(|word| !word.eq_ignore_ascii_case("at"))
            .skip(1);
        let first = words.next().is_some_and(|word| word.starts_with(char::is_uppercase));
        first
            && words.take(4).any(|word| NAMED.contains(&word.trim_end_matches(',')))
            && !self.page.reading(self.passage).told.iter().filter(own).any(is_statistic)
    }

    /// "The VA pays new nurses $68,400", "she now earns $104,000": what one employer pays, or one person earns, in a
    /// sentence that neither names BLS nor has a measure.
    fn is_paid_to(&self) -> bool {
        let (reading, place) = (self.page.reading(self.passage), self.placed.token);
        let words = Words { text: self.page.text(self.passage), tokens: &reading.tokens };
        let measured = |told: &Told| matches!(told.cue, Cue::Measure(_) | Cue::Middle | Cue::Bls);
        let names = |told: &Told| matches!(told.cue, Cue::Occupation(_)) && told.after == place;
        let object = reading.told.iter().filter(|told| names(told)).map(|told| told.token).min();
        let paid = object.is_some_and(|object| {
            (object.saturating_sub(2)..object)
                .any(|at| words.is(at, &["pays", "paid", "offers", "offered"]))
        });
        let one = words.is(0, &["she", "he", "i"])
            && (1..place).any(|at| words.is(at, &["earn", "earns", "make", "makes", "earned", "made"]));
        // "I went from $72,000 to $98,000," says a graduate.
        let speaks = (0..place).any(|at| words.word(at) == "I" && words.is(at + 1, EARNS_OR_GETS));
        // "But I make $68,000".
        let beside = place > 1 && words.word(place - 2) == "I" && words.is(place - 1, EARNS_OR_GETS);
        let before = |told: &Told| told.token < place && measured(told);
        beside
            || (paid || one) && !reading.told.iter().any(measured)
            || speaks && !reading.told.iter().any(before)
    }

    /// "Nurses at Mercy start at $74,000, above the BLS 10th percentile of $63,720": an amount that is held against one
    /// of BLS, behind it, may be anybody's.
    pub fn is_held_against_bls(&self) -> bool {
        const HELD: &[&str] =
            &["above", "below", "over", "under", "more", "less", "compared", "versus", "against"];
        let (reading, place) = (self.page.reading(self.passage), self.placed.token);
        let words = Words { text: self.page.text(self.passage), tokens: &reading.tokens };
        let held = (place + 1..place + 4).any(|at| words.is(at, HELD));
        let figure = |other: &&Placed| {
            !other.spent && other.token > place && other.number.sign == self.placed.number.sign
        };
        let next = reading.numbers.iter().find(figure).map_or(place, |other| other.token);
        let mut bls = reading.told.iter().filter(|told| told.cue == Cue::Bls);
        held && bls.clone().all(|told| told.token > place) && bls.any(|told| told.token < next)
    }
}

/// Whether a phrase makes a figure a statistic: BLS, or a measure other than a mean, which everybody tells.
fn is_statistic(told: &Told) -> bool {
    match told.cue {
        Cue::Bls | Cue::Middle => true,
        Cue::Measure(of) => of != Quantity::Mean,
        _ => false,
    }
}

/// "The neighboring fire district pays": one employer.
fn is_employer(word: &str) -> bool {
    const EMPLOYERS: &[&str] = &[
        "district",
        "county",
        "city",
        "town",
        "hospital",
        "clinic",
        "company",
        "firm",
        "agency",
        "department",
        "school",
        "university",
        "college",
        "chain",
        "employer",
        "contractor",
        "shop",
        "plant",
    ];
    EMPLOYERS.contains(&word)
}

/// "The county pays its librarians": an employer stands shortly before.
fn pays_its_own(before: &str) -> bool {
    let words: Vec<&str> = before.split_whitespace().rev().take(LONGEST_STAFF).collect();
    words.windows(2).any(|pair| PAYS.contains(&pair[1]) && matches!(pair[0], "its" | "our" | "their"))
}

/// What an employer does.
const PAYS: &[&str] =
    &["pays", "pay", "paid", "offers", "offer", "offered", "starts", "start", "started"];

/// Words of a sentence among which an employer that is its subject stands.
const FIRST_WORDS: usize = 4;

/// Words from "pays" to the amount.
const LONGEST_STAFF: usize = 7;
