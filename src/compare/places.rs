//! Places: how common a subject is in an area, and where each area stands among those of its kind.

use super::{ledger::Ledger, place::Place, subject::Subject, wages::ANNUAL_MEDIAN};
use crate::{
    model::{
        Area, AreaKind, Estimate, Figure, FigureId, Mark, Measure, Method, Origin, Period, Release,
        SocCode,
    },
    stats::{Standing, jobs_per_thousand, location_quotient, standings},
};

/// A subject in one of the areas of a release.
#[derive(Clone, Debug)]
pub struct AreaRow {
    /// The area.
    pub area: Area,
    /// Its name.
    pub title: String,
    /// Its kind; areas are ranked among those of their kind.
    pub kind: AreaKind,
    /// Employment, jobs per thousand, location quotient, median, its rank, price parity and the median
    /// at the nation's prices.
    pub figures: [Figure; 7],
    /// What is thin or missing here; empty when nothing is.
    pub remark: String,
}

/// Employment whose relative standard error is above this, in percent, is called thin: the interval of
/// 90 percent then reaches half of the number to either side.
const THIN_PRSE_PCT: f64 = 30.0;

/// A median as it is printed: areas that print the same share a rank.
fn printed(median: &Figure) -> Estimate {
    median.estimate().unwrap_or(Estimate::absent(Mark::NotDetermined))
}

impl Ledger<'_> {
    /// Jobs of a subject in a thousand jobs of a place, or its location quotient: BLS's own for an
    /// occupation in an area; from summed employment for several of either.
    pub fn concentration(
        &mut self,
        subject: &Subject,
        release: Release,
        place: &Place,
        measure: Measure,
    ) -> Figure {
        let own = self.wage_in(subject, release, place, measure);
        let published = subject.single().is_some() && place.single().is_some();
        if published && own.estimate() != Some(Estimate::absent(Mark::NotApplicable)) {
            return own;
        }
        self.concentration_of_sums(subject, release, place, measure)
    }

    /// The same from employment, whether or not BLS prints it.
    pub fn concentration_of_sums(
        &mut self,
        subject: &Subject,
        release: Release,
        place: &Place,
        measure: Measure,
    ) -> Figure {
        let all = Subject::occupation(SocCode::ALL_OCCUPATIONS, "All occupations");
        let nation = Place::from(Area::NATION);
        let mut jobs = |of: &Subject, at: &Place| self.wage_in(of, release, at, Measure::Employment);
        let figures =
            [jobs(subject, place), jobs(&all, place), jobs(subject, &nation), jobs(&all, &nation)];
        let [own, all, national, nationwide] = figures.each_ref().map(Figure::unrounded);
        let (value, count) = match measure {
            Measure::LocationQuotient => (location_quotient([own, all], [national, nationwide]), 4),
            _ => (jobs_per_thousand(own, all), 2),
        };
        let origins: Vec<Origin> =
            figures[..count].iter().flat_map(|figure| figure.origins.clone()).collect();
        let id = FigureId::new(&[
            &"oews",
            &release,
            &place.key(),
            &subject.key,
            &format!("{}_from_employment", measure.name()),
        ]);
        let note = figures[0].note.clone();
        self.keep(id, |_, id| {
            let method = Method::LocationQuotient;
            Figure::of_number(id, &subject.label, measure, value, method, origins).with_note(note)
        })
    }

    /// A subject in every area of a release but the nation: those with a rank first, by kind of area
    /// and rank; those without a median after them, with the reason.
    pub fn areas_ranked(&mut self, subject: &Subject, release: Release) -> Vec<AreaRow> {
        let areas: Vec<(AreaKind, Area, String)> = self
            .panel
            .areas(release)
            .filter(|cell| !cell.area().is_nation())
            .map(|cell| (cell.area_kind(), cell.area(), cell.area_title().to_owned()))
            .collect();
        let medians: Vec<Figure> =
            areas.iter().map(|of| self.wage(subject, release, of.1, ANNUAL_MEDIAN)).collect();
        let mut rows: Vec<(usize, AreaRow)> = Vec::new();
        for kind in
            [AreaKind::State, AreaKind::Territory, AreaKind::Metropolitan, AreaKind::Nonmetropolitan]
        {
            let of_kind: Vec<usize> = (0..areas.len()).filter(|at| areas[*at].0 == kind).collect();
            let values: Vec<Estimate> = of_kind.iter().map(|at| printed(&medians[*at])).collect();
            let mut ranked: Vec<(usize, AreaRow)> = of_kind
                .iter()
                .zip(standings(&values))
                .map(|(at, standing)| {
                    let (_, area, title) = &areas[*at];
                    let place = standing.map_or(usize::MAX, |of| of.from);
                    (place, self.area_row(subject, release, (kind, *area, title), standing))
                })
                .collect();
            ranked.sort_by(|a, b| (a.0, &a.1.title).cmp(&(b.0, &b.1.title)));
            rows.extend(ranked);
        }
        rows.into_iter().map(|(_, row)| row).collect()
    }

    fn area_row(
        &mut self,
        subject: &Subject,
        release: Release,
        (kind, area, title): (AreaKind, Area, &str),
        standing: Option<Standing>,
    ) -> AreaRow {
        let place = Place::from(area);
        let median = self.wage(subject, release, area, ANNUAL_MEDIAN);
        let figures = [
            self.wage(subject, release, area, Measure::Employment),
            self.concentration(subject, release, &place, Measure::JobsPerThousand),
            self.concentration(subject, release, &place, Measure::LocationQuotient),
            median.clone(),
            self.area_rank(subject, release, area, &median, standing),
            self.price_parity(area),
            self.price_adjusted(subject, release, area),
        ];
        let remark = self.remark(subject, release, area, &figures);
        AreaRow { area, title: title.to_owned(), kind, figures, remark }
    }

    fn area_rank(
        &mut self,
        subject: &Subject,
        release: Release,
        area: Area,
        median: &Figure,
        standing: Option<Standing>,
    ) -> Figure {
        let measure = Measure::MedianAreaRank;
        let id = FigureId::new(&[&"oews", &release, &area, &subject.key, &measure.name()]);
        let (method, origins) = (Method::AreaRank, median.origins.clone());
        let label = median.subject.clone();
        let words = standing.map(|Standing { from, to, tied }| match (from == to, tied) {
            (false, _) => format!("{from} to {to}"),
            (true, 0) => from.to_string(),
            (true, _) => format!("{from} (tied)"),
        });
        let none = Estimate::absent(Mark::NotDetermined);
        let alone = standing.filter(|of| of.from == of.to && of.tied == 0);
        let place = alone.and_then(|of| u32::try_from(of.from).ok()).map(f64::from);
        self.keep(id, |_, id| match (place, words) {
            (Some(place), _) => {
                Figure::of_number(id, &label, measure, Estimate::exact(place), method, origins)
            }
            (_, Some(words)) => Figure::of_words(id, &label, measure, words, method, origins),
            _ => Figure::of_number(id, &label, measure, none, method, origins),
        })
    }

    /// What a reader must know of a subject in an area.
    fn remark(&self, subject: &Subject, release: Release, area: Area, figures: &[Figure; 7]) -> String {
        let cell = |code| self.panel.cell(Period::Release(release), area, code);
        let codes = subject.codes();
        let missing: Vec<String> =
            codes.iter().filter(|code| cell(**code).is_none()).map(ToString::to_string).collect();
        let mut remarks = Vec::new();
        if missing.len() == codes.len() {
            return "no estimate for the area".to_owned();
        }
        if !missing.is_empty() {
            remarks.push(format!("no estimate of {}", missing.join(", ")));
        }
        if let Some(Estimate::Absent { mark }) = figures[0].estimate() {
            remarks.push(mark.in_words().to_owned());
        }
        let prse = |code| cell(code).and_then(|cell| cell.estimate(Measure::EmploymentPrse).number());
        let thin = codes.iter().filter_map(|code| prse(*code)).any(|prse| prse > THIN_PRSE_PCT);
        if thin {
            remarks.push("thin: employment has a relative standard error above 30%".to_owned());
        }
        remarks.join("; ")
    }
}
