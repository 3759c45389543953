//! A TOML document with the place of everything in it, held against the JSON Schema of the
//! configuration so that every unknown key is told at once, with the nearest right one.

use serde::de::DeserializeOwned;
use serde_json::Value;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use crate::diag::{Diagnostic, Diagnostics};

/// A parsed document.
pub struct Document<'a> {
    text: &'a str,
    root: Spanned<DeTable<'a>>,
}

impl<'a> Document<'a> {
    /// Parses a text.
    ///
    /// # Errors
    /// Every syntax error.
    pub fn parse(text: &'a str) -> Result<Self, Diagnostics> {
        let (root, errors) = DeTable::parse_recoverable(text);
        let mut problems = Diagnostics::default();
        for error in errors {
            problems.push(diagnostic_of(text, &error));
        }
        problems.unless_any(Self { text, root })
    }

    /// The document as a type, once its keys are those of the schema.
    ///
    /// # Errors
    /// Every unknown key and word; else the first value of the wrong type.
    pub fn read<T: DeserializeOwned>(&self, schema: &Value) -> Result<T, Diagnostics> {
        let mut problems = Diagnostics::default();
        let checker = Checker { text: self.text, schema };
        checker.table(self.root.get_ref(), schema, &mut problems);
        problems.by_place().unless_any(())?;
        toml::from_str(self.text).map_err(|error| diagnostic_of(self.text, &error).into())
    }

    /// Line and column of the value at a path such as `["comparisons", "0", "release"]`, or of the
    /// nearest table above it.
    pub fn place(&self, path: &[&str]) -> (u64, u64) {
        let Some((first, rest)) = path.split_first() else { return (1, 1) };
        let Some((key, mut value)) = self.root.get_ref().get_key_value(*first) else { return (1, 1) };
        let mut span = key.span();
        for step in rest {
            let next = match value.get_ref() {
                DeValue::Table(table) => table.get(*step),
                DeValue::Array(array) => step.parse::<usize>().ok().and_then(|at| array.get(at)),
                _ => None,
            };
            let Some(next) = next else { break };
            (value, span) = (next, next.span());
        }
        line_and_column(self.text, span.start)
    }
}

fn diagnostic_of(text: &str, error: &toml::de::Error) -> Diagnostic {
    let (line, column) = line_and_column(text, error.span().map_or(0, |span| span.start));
    let told = Diagnostic::error(error.message().replace('\n', " ")).at(line, column);
    let is_missing = error.message().starts_with("missing field");
    if is_missing {
        told.hint("`labor-outlook init DIR` writes a whole one to start from")
    } else {
        told
    }
}

fn line_and_column(text: &str, byte: usize) -> (u64, u64) {
    let before = text.get(..byte).unwrap_or_default();
    let line = before.bytes().filter(|byte| *byte == b'\n').count() as u64 + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() as u64 + 1;
    (line, column)
}

/// Holds a document against a JSON Schema made of `properties`, `items`, `$ref` and closed lists of
/// words, which is all that the configuration's types give rise to.
struct Checker<'a> {
    text: &'a str,
    schema: &'a Value,
}

impl Checker<'_> {
    /// The schema behind a reference, and behind "this or null".
    fn resolve<'s>(&'s self, schema: &'s Value) -> &'s Value {
        if let Some(pointer) = schema["$ref"].as_str() {
            let target = pointer.strip_prefix('#').and_then(|pointer| self.schema.pointer(pointer));
            return target.unwrap_or(schema);
        }
        let not_null = |one: &&Value| one["type"] != "null";
        match schema["anyOf"].as_array().and_then(|any| any.iter().find(not_null)) {
            Some(one) => self.resolve(one),
            None => schema,
        }
    }

    fn table(&self, table: &DeTable<'_>, schema: &Value, problems: &mut Diagnostics) {
        let Some(properties) = self.resolve(schema)["properties"].as_object() else { return };
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            match properties.get(name) {
                Some(property) => self.value(value, property, problems),
                None => problems.push(self.unknown("key", name, key.span().start, properties.keys())),
            }
        }
    }

    fn value(&self, value: &Spanned<DeValue<'_>>, schema: &Value, problems: &mut Diagnostics) {
        let schema = self.resolve(schema);
        match value.get_ref() {
            DeValue::Table(table) => self.table(table, schema, problems),
            DeValue::Array(items) => {
                for item in items {
                    self.value(item, &schema["items"], problems);
                }
            }
            DeValue::String(word) => {
                let words: Vec<String> = words(schema).map(str::to_owned).collect();
                if !words.is_empty() && !words.iter().any(|known| known == word) {
                    problems.push(self.unknown("word", word, value.span().start, words.iter()));
                }
            }
            _ => {}
        }
    }

    fn unknown<'s>(
        &self,
        what: &str,
        name: &str,
        byte: usize,
        known: impl Iterator<Item = &'s String>,
    ) -> Diagnostic {
        let known: Vec<&str> = known.map(String::as_str).collect();
        let (line, column) = line_and_column(self.text, byte);
        let hint = match nearest(name, &known) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("known here: {}", known.join(", ")),
        };
        Diagnostic::error(format!("unknown {what} `{name}`")).hint(hint).at(line, column)
    }
}

/// The words that a schema allows, when it is a closed list.
fn words(schema: &Value) -> impl Iterator<Item = &str> {
    let list = |key: &str| schema[key].as_array().map(Vec::as_slice).unwrap_or_default().iter();
    let described = list("oneOf").filter_map(|one| one["const"].as_str());
    list("enum").filter_map(Value::as_str).chain(described)
}

/// The known name that is most like another, if it is like it at all.
#[must_use]
pub fn nearest<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    let likeness = |other: &str| strsim::jaro_winkler(&name.to_lowercase(), other);
    let best = known.iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b)))?;
    (likeness(best) > 0.75).then_some(best)
}
