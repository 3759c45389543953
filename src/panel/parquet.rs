//! A table as a Parquet file that other programs can use, and back.
//!
//! A row an occupation, area and industry. For every measure three columns: its number, empty unless
//! BLS printed it; `..._status`, which says what stands in the place of a number; and, for wages,
//! `..._bound`, the threshold that a top-coded one is at least. README.md lists all of them.

use std::io::Cursor;

use polars::{
    io::parquet::write::{KeyValueMetadata, ParquetCompression},
    prelude::*,
};
use rayon::prelude::*;

use super::{
    codes::{AREA_KINDS, AT_LEAST, FIRST_OES, LEVELS, PUBLISHED, decode_code, kind_column, statuses},
    table::Table,
};
use crate::model::{
    AreaKind, Measure, OccupationCode, OesCode, Period, SocCode, SocLevel, SourceFile, TableHead,
};

/// The key of the metadata of a file under which what is said of it stands.
const SAID: &str = "labor-outlook";

/// The columns that stand in both as they are.
const AS_THEY_ARE: [&str; 11] = [
    "line",
    "area",
    "area_title",
    "title",
    "industry",
    "industry_group",
    "ownership",
    "education",
    "experience",
    "training",
    "part",
];

fn status_column(measure: Measure) -> String {
    format!("{}_status", measure.name())
}

fn bound_column(measure: Measure) -> String {
    format!("{}_bound", measure.name())
}

impl Table {
    /// The table as a Parquet file; `said` goes with it as text.
    ///
    /// # Errors
    /// When polars cannot write it, which no table of ours gives cause for.
    pub fn to_parquet(&self, said: &str) -> Result<Vec<u8>, ParquetError> {
        let mut frame = self.readable()?;
        let mut bytes = Vec::new();
        let said = vec![(SAID.to_owned(), said.to_owned())];
        ParquetWriter::new(&mut bytes)
            .with_compression(ParquetCompression::Zstd(None))
            .with_key_value_metadata(Some(KeyValueMetadata::from_static(said)))
            .finish(&mut frame)?;
        Ok(bytes)
    }

    fn readable(&self) -> PolarsResult<DataFrame> {
        let column = |name: &str| self.frame().column(name);
        let (key, period) = match self.period() {
            Period::Release(release) => ("release", release.to_string()),
            Period::Round(round) => ("round", round.to_string()),
        };
        let codes = column("soc")?.u32()?;
        let mut columns = vec![
            Column::new_scalar(key.into(), PlSmallStr::from(period).into(), self.len()),
            in_words("area_kind", column("area_kind")?.u32()?, &AREA_KINDS.map(AreaKind::name))?,
            code_column("soc", codes, |code| code.soc().map(|soc| soc.to_string())),
            code_column("oes_code", codes, |code| match code {
                OccupationCode::Oes(oes) => Some(oes.to_string()),
                OccupationCode::Soc(_) => None,
            }),
            in_words("level", column("level")?.u32()?, &LEVELS.map(SocLevel::name))?,
        ];
        if let Period::Round(_) = self.period() {
            let year: AnyValue<'_> =
                self.head().wage_year.map_or(AnyValue::Null, |year| AnyValue::Int32(year.into()));
            let year = Scalar::new(DataType::Int32, year.into_static());
            columns.insert(1, Column::new_scalar("wage_year".into(), year, self.len()));
        }
        for name in AS_THEY_ARE {
            columns.push(column(name)?.clone());
        }
        for measure in &self.head().measures {
            let numbers = column(measure.name())?.f64()?;
            let kinds = column(&kind_column(*measure))?.u32()?;
            columns.extend(apart(*measure, numbers, kinds)?);
        }
        DataFrame::new(self.len(), columns)
    }

    /// A table from a file that [`Self::to_parquet`] made, with what was said of it; `head` is asked
    /// for the head of the table, given that.
    ///
    /// # Errors
    /// When it is no such file.
    pub fn from_parquet(
        bytes: &[u8],
        period: Period,
        source: SourceFile,
        head: impl FnOnce(&str) -> Option<TableHead>,
    ) -> Result<Self, ParquetError> {
        let mut reader = ParquetReader::new(Cursor::new(bytes));
        let said = reader.get_metadata()?.key_value_metadata();
        let said = said.iter().flatten().find(|entry| entry.key == SAID);
        let said = said.and_then(|entry| entry.value.as_deref());
        let head = said.and_then(head).ok_or(ParquetError::Foreign)?;
        let frame = reader.finish()?;
        Ok(Self::new(compact(&frame, &head)?, period, head, source))
    }
}

/// Why a table cannot be had from a Parquet file, or made into one.
#[derive(Debug, thiserror::Error)]
pub enum ParquetError {
    /// It is no file of ours.
    #[error("the Parquet file was not made by this program")]
    Foreign,
    /// What polars says.
    #[error(transparent)]
    Polars(#[from] PolarsError),
}

/// The frame of a table from the columns of a file.
fn compact(file: &DataFrame, head: &TableHead) -> Result<DataFrame, ParquetError> {
    let codes = file.column("soc")?.str()?.iter().zip(file.column("oes_code")?.str()?.iter());
    let codes: Option<Vec<u32>> = codes.map(|(soc, oes)| code(soc, oes)).collect();
    let mut columns = vec![
        Column::new("soc".into(), codes.ok_or(ParquetError::Foreign)?),
        in_short("area_kind", file.column("area_kind")?, &AREA_KINDS.map(AreaKind::name))?,
        in_short("level", file.column("level")?, &LEVELS.map(SocLevel::name))?,
    ];
    for name in AS_THEY_ARE {
        columns.push(file.column(name)?.clone());
    }
    let values = head.measures.par_iter().map(|measure| {
        let status = file.column(&status_column(*measure))?;
        Ok([together(*measure, file)?, in_short(&kind_column(*measure), status, &statuses())?])
    });
    columns.extend(values.collect::<Result<Vec<_>, ParquetError>>()?.into_iter().flatten());
    Ok(DataFrame::new(file.height(), columns)?)
}

/// A number, its status, and the bounds where there are any.
fn apart(
    measure: Measure,
    numbers: &Float64Chunked,
    kinds: &UInt32Chunked,
) -> PolarsResult<Vec<Column>> {
    let only = |kind: u32| {
        let both = numbers.iter().zip(kinds.iter());
        both.map(move |(number, of)| number.filter(|_| of == Some(kind)))
    };
    let published = Float64Chunked::from_iter_options(measure.name().into(), only(PUBLISHED));
    let mut columns =
        vec![published.into_column(), in_words(&status_column(measure), kinds, &statuses())?];
    // Files of all years have the column, so that they can be read as one table.
    if matches!(measure, Measure::Wage(..) | Measure::WageMean(_)) {
        let bounds = Float64Chunked::from_iter_options(bound_column(measure).into(), only(AT_LEAST));
        columns.push(bounds.into_column());
    }
    Ok(columns)
}

/// The numbers of a measure, those of bounds included.
fn together(measure: Measure, file: &DataFrame) -> PolarsResult<Column> {
    let numbers = file.column(measure.name())?;
    let Ok(bounds) = file.column(&bound_column(measure)) else { return Ok(numbers.clone()) };
    let both = numbers.f64()?.iter().zip(bounds.f64()?.iter());
    let both = both.map(|(number, bound)| number.or(bound));
    Ok(Float64Chunked::from_iter_options(measure.name().into(), both).into_column())
}

/// The texts of numbers that count places in a list.
fn in_words(name: &str, places: &UInt32Chunked, words: &[&str]) -> PolarsResult<Column> {
    let words: StringChunked = words.iter().map(|word| Some(*word)).collect();
    Ok(words.with_name(name.into()).take(places)?.into_column())
}

/// The places in a list of the texts of a column.
fn in_short(name: &str, texts: &Column, words: &[&str]) -> Result<Column, ParquetError> {
    let place = |text: Option<&str>| (0..).zip(words).find(|(_, word)| text == Some(word));
    let places: Option<Vec<u32>> = texts.str()?.iter().map(|text| Some(place(text)?.0)).collect();
    Ok(UInt32Chunked::from_vec(name.into(), places.ok_or(ParquetError::Foreign)?).into_column())
}

/// The texts of codes; rows with the same code mostly share one.
fn code_column(
    name: &str,
    codes: &UInt32Chunked,
    text: impl Fn(OccupationCode) -> Option<String>,
) -> Column {
    let mut last: Option<(u32, Option<String>)> = None;
    let mut column = StringChunkedBuilder::new(name.into(), codes.len());
    for code in codes.iter().map(Option::unwrap_or_default) {
        if last.as_ref().is_none_or(|(of, _)| *of != code) {
            last = Some((code, text(decode_code(code))));
        }
        column.append_option(last.as_ref().and_then(|(_, text)| text.as_deref()));
    }
    column.finish().into_column()
}

/// A code from its text of either scheme.
fn code(soc: Option<&str>, oes: Option<&str>) -> Option<u32> {
    match (soc, oes) {
        (Some(soc), None) => soc.parse().ok().map(SocCode::digits),
        (None, Some(oes)) => oes.parse().ok().map(|oes: OesCode| FIRST_OES + oes.digits()),
        _ => None,
    }
}
