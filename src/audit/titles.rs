//! The names that a title of the SOC has besides itself: without what it excepts, turned around at its
//! comma, with one of each of the things that it joins, and as the field of its workers.

/// Shorter forms of a title, and whether each is also a common word: without what it excepts, turned
/// around at its comma, and each of two occupations that it joins.
#[must_use]
pub fn shorter(title: &str) -> Vec<(String, bool)> {
    let mut forms = Vec::new();
    let lower = title.to_lowercase();
    let cut = [", except", ", all other", ", including", ", general", " (", "*"];
    let end = cut.iter().filter_map(|mark| lower.find(mark)).min().unwrap_or(lower.len());
    let base = lower[..end].trim().to_owned();
    if lower.contains(", all other") && !base.contains(' ') {
        return Vec::new();
    }
    forms.push(base.clone());
    forms.push(base.replace(" occupations", ""));
    // Art, drama, and music teachers, postsecondary.
    if let Some(taught) = base.strip_suffix(" teachers, postsecondary")
        && taught.contains(' ')
    {
        forms.push(format!("{taught} teachers"));
        forms.push(format!("{taught} professors"));
    }
    // Elevator and escalator installers and repairers: the first of what they do names them.
    if let Some((start, end)) = base.rsplit_once(" and ")
        && start.contains(' ')
        && !end.contains(' ')
    {
        forms.push(start.trim_end_matches(',').to_owned());
    }
    if let [first, second] = base.split(", ").collect::<Vec<_>>()[..]
        && !second.starts_with("and ")
    {
        forms.push(format!("{second} {first}"));
        forms.push(format!("{first} {second}"));
        // Special education teachers, preschool: special education preschool teachers.
        if let Some((kind, people)) = first.rsplit_once(' ') {
            forms.push(format!("{kind} {second} {people}"));
        }
    }
    if let Some((first, second)) = base.split_once(" and ")
        && !base.contains(',')
    {
        let (before, after) = (first.split(' ').count(), second.split(' ').count());
        if before == 1 && after == 1 || before >= 2 && after >= 2 {
            forms.push(first.to_owned());
            forms.push(second.to_owned());
        } else if before >= 2 && after == 1 {
            // Dental technologists and technicians: both share the words before.
            let shared = first.rsplit_once(' ').map_or("", |(shared, _)| shared);
            forms.push(first.to_owned());
            forms.push(format!("{shared} {second}"));
        }
    }
    chosen(&base, &mut forms);
    let usable = |form: &String| form.len() > 4 && !COMMON.contains(&form.as_str());
    let mut named: Vec<(String, bool)> =
        forms.into_iter().filter(usable).map(|form| (form, false)).collect();
    let fields: Vec<String> = named.iter().filter_map(|(form, _)| field(form)).collect();
    named.extend(fields.into_iter().map(|field| (field, true)));
    named
}

/// The most forms that a title is taken apart into.
const MOST_FORMS: usize = 40;

/// Adds the forms of a title that choose one of what it joins: of "electrical and electronic engineering
/// technologists and technicians", "electronic engineering technicians".
fn chosen(base: &str, forms: &mut Vec<String>) {
    let words: Vec<&str> = base.split(' ').collect();
    for (joint, _) in words.iter().enumerate().filter(|(_, word)| **word == "and") {
        for size in [1, 2] {
            let Some((first, items)) = joined(&words, joint, size) else { continue };
            for item in items {
                let after = &words[joint + 1 + size..];
                let form = [&words[..first], &item, after].concat().join(" ");
                let new = form.contains(' ') && form.len() < base.len() && !forms.contains(&form);
                if new && forms.len() < MOST_FORMS {
                    forms.push(form.clone());
                    chosen(&form, forms);
                }
            }
        }
    }
}

/// What an "and" at a place joins, each of so many words, and where the first of it begins.
fn joined<'w>(words: &[&'w str], joint: usize, size: usize) -> Option<(usize, Vec<Vec<&'w str>>)> {
    let last = words.get(joint + 1..joint + 1 + size)?;
    let plain = |words: &[&'w str]| words.iter().map(|word| word.trim_end_matches(',')).collect();
    if last.iter().take(size - 1).any(|word| word.ends_with(',') || *word == "and") {
        return None;
    }
    let mut items: Vec<Vec<&str>> = vec![plain(last)];
    let mut end = joint;
    loop {
        let comma = (0..end.checked_sub(1)?).rev().find(|at| words[*at].ends_with(','));
        match comma {
            // Only what a comma parts from the next has another before it.
            Some(comma) if end - comma <= 3 => {
                items.push(plain(&words[comma + 1..end]));
                end = comma + 1;
            }
            _ => {
                let first = end.checked_sub(size)?;
                items.push(plain(&words[first..end]));
                return Some((first, items));
            }
        }
    }
}

/// The field of some workers: civil engineering of civil engineers.
fn field(form: &str) -> Option<String> {
    const FIELDS: &[(&str, &str)] = &[
        ("engineers", "engineering"),
        ("therapists", "therapy"),
        ("scientists", "science"),
        ("technologists", "technology"),
        ("accountants", "accounting"),
        ("designers", "design"),
    ];
    let (workers, field) = FIELDS.iter().find(|(workers, _)| form.ends_with(workers))?;
    let before = form.strip_suffix(workers)?;
    before.ends_with(' ').then(|| format!("{before}{field}"))
}

/// Halves of titles that are common words.
const COMMON: &[&str] = &[
    "operators",
    "machine operators",
    "examiners",
    "graders",
    "weighers",
    "buyers",
    "models",
    "directors",
    "related workers",
    "related occupations",
    "technicians",
    "managers",
    "workers",
    "investigators",
    "judges",
    "assistants",
    "helpers",
    "legal",
    "administrative assistants",
    "food",
    "personal care",
    "service workers",
    "information clerks",
    "management",
    "engineering",
    "sales",
    "production",
    "professionals",
    "specialists",
    "business",
    "computer",
    "health",
    "education",
    "legal occupations",
    "medical",
    "analysts",
    "testers",
    "inspectors",
    "officers",
    "agents",
    "clerks",
    "supervisors",
    "teachers",
    "support",
    "arts",
    "protective service",
    "engineers",
    "services",
    "development managers",
    "operations managers",
    "guides",
    "setters",
    "cleaners",
    "handlers",
    "installers",
    "repairers",
    "tenders",
    "auditors and accountants",
    "vendors",
    "messengers",
];

#[cfg(test)]
mod tests {
    use super::shorter;

    #[test]
    fn a_title_is_also_named_by_one_of_each_thing_that_it_joins() {
        let has = |title: &str, name: &str| shorter(title).iter().any(|(form, _)| form == name);
        for (title, name) in [
            (
                "Electrical and Electronic Engineering Technologists and Technicians",
                "electronic engineering technicians",
            ),
            ("Mental Health and Substance Abuse Social Workers", "substance abuse social workers"),
            ("Child, Family, and School Social Workers", "family social workers"),
            (
                "Substance Abuse, Behavioral Disorder, and Mental Health Counselors",
                "mental health counselors",
            ),
            (
                "Heating, Air Conditioning, and Refrigeration Mechanics and Installers",
                "refrigeration mechanics",
            ),
            ("Civil Engineers", "civil engineering"),
            ("Dentists, General", "dentists"),
        ] {
            assert!(has(title, name), "{name}: {:?}", shorter(title));
        }
        assert!(!has("Accountants and Auditors", "and auditors"));
    }
}
