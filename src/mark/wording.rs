//! What a claim was read as, in the words of a marker.

use super::Reason;
use crate::{
    audit::{Basis, End, Per, Quantity},
    catalog::state_postal,
    model::{Area, Period, SocCode},
};

/// The words of the marker of a claim, without `outlook`. `text` is the claim as written.
///
/// # Errors
/// When no marker names the figure.
pub fn words(basis: &Basis, text: &str) -> Result<String, Reason> {
    let [code] = basis.codes[..] else {
        return Err(Reason::new(
            "it is of several occupations together",
            "name them as a role or group of a role list, and mark it with that name in quotes",
        ));
    };
    let (Some(area), Some(known)) = (basis.area, basis.known.first()) else {
        return Err(Reason::new("no figure at hand is that of the area", NAME_SOURCE));
    };
    if known.summed {
        return Err(Reason::new("it is a sum that BLS does not publish", "mark it by hand"));
    }
    let is_minus = text.trim_start().starts_with(['-', '−', '–']);
    let measure = match (basis.quantity, known.end) {
        (Quantity::GrowthPct, _) if basis.in_words => "wording",
        (Quantity::GrowthPct, _) if basis.value < 0.0 && !is_minus => "decline",
        (Quantity::GrowthPct, _) => "growth",
        (Quantity::GrowthNum, _) => "change",
        (Quantity::Openings, _) => "openings",
        (Quantity::Employment, Some(End::Base)) => "base",
        (Quantity::Employment, Some(End::Projected)) => "projected",
        (Quantity::Employment, None) => "employment",
        (wage, _) => return Ok(format!("oews {} {code} {} {}", place(area), point(wage), pay(basis)?)),
    };
    Ok(match known.period {
        Period::Release(_) => format!("oews {} {code} {measure}", place(area)),
        Period::Round(_) => projected(code, measure),
    })
}

/// What to do where a figure is not at hand.
const NAME_SOURCE: &str = "name its table in pipeline.toml";

/// The marker of a figure of the projections.
pub fn projected(code: SocCode, measure: &str) -> String {
    format!("projections us {code} {measure}")
}

/// An area as a person writes it.
pub fn place(area: Area) -> String {
    let code = area.to_string();
    state_postal(&code).map_or(code.clone(), str::to_owned)
}

const fn point(quantity: Quantity) -> &'static str {
    match quantity {
        Quantity::Mean => "mean",
        Quantity::P10 => "p10",
        Quantity::P25 => "p25",
        Quantity::P75 => "p75",
        Quantity::P90 => "p90",
        _ => "p50",
    }
}

fn pay(basis: &Basis) -> Result<&'static str, Reason> {
    match basis.per {
        Per::Year => Ok("annual"),
        Per::Hour => Ok("hourly"),
        Per::Month | Per::Other => Err(Reason::new(
            "BLS publishes wages by the year and by the hour only",
            "state the annual or the hourly wage",
        )),
    }
}
