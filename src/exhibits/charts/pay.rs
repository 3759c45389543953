//! Pay: the wage ranges of everyone, and pay against growth.

use super::Draft;
use crate::{
    compare::{Chosen, Subject},
    config::Exhibit,
    exhibits::{
        Stage,
        chart::{Body, Bubble, Bubbles, Chart, Datum, RangeBlock, RangeRow, Ranges, Series},
        prose::{listing, mid_sentence, said},
    },
    model::{Area, Figure, Measure, PayPeriod, Percentile},
};

/// Occupations that a chart can show and still be read.
const MOST_RANGES: usize = 40;
const MOST_BUBBLES: usize = 20;

/// What estimates in a chart are, for its notes.
const ESTIMATES: &str = "Groups of several occupations are estimates: a mixture of the occupations' wage \
                         distributions, weighted by employment.";

impl Stage<'_, '_> {
    /// Wage percentiles of the baseline, the groups and the occupations.
    pub(in crate::exhibits) fn wage_ranges(&mut self, exhibit: &Exhibit) -> Chart {
        let colored = |of: Chosen| (of.subject, Series::Group(of.group));
        let groups: Vec<(Subject, Series)> = self.cast.all_groups().into_iter().map(colored).collect();
        let (charted, more) = self.charted(MOST_RANGES);
        let occupations: Vec<(Subject, Series)> = charted
            .iter()
            .map(|occupation| (occupation.subject.clone(), self.series(occupation)))
            .collect();
        let baseline = vec![(self.cast.baseline.clone(), Series::Baseline)];
        let mut figures = Vec::new();
        let blocks: Vec<RangeBlock> =
            [("Compared with", baseline), ("Groups", groups), ("Occupations", occupations)]
                .into_iter()
                .map(|(label, rows)| RangeBlock {
                    label: label.to_owned(),
                    rows: rows
                        .iter()
                        .map(|(subject, series)| self.range_row(subject, *series, &mut figures))
                        .collect(),
                })
                .collect();
        let median = self.median(&self.cast.baseline.clone());
        let reference = Some((self.cast.baseline.label.clone(), Datum::of(&median)));
        let row = |row: &RangeRow| format!("{} {}", row.label, row.points[2].text);
        let medians: Vec<String> = blocks.iter().flat_map(|block| &block.rows).map(row).collect();
        let draft = Draft {
            title: self.wage_title(),
            subtitle: format!(
                "Annual wages, {}: 10th, 25th, 50th, 75th and 90th percentile",
                self.cast.settings.release.in_words()
            ),
            notes: [ESTIMATES.to_owned()].into_iter().chain(more).collect(),
            description: format!("Median annual wages: {}.", medians.join("; ")),
            body: Body::Ranges(Ranges { keys: self.keys(), blocks, reference }),
            figures,
        };
        self.chart(exhibit, draft)
    }

    fn range_row(&mut self, subject: &Subject, series: Series, figures: &mut Vec<Figure>) -> RangeRow {
        let release = self.cast.settings.release;
        let points = Percentile::ALL.map(|percentile| {
            let measure = Measure::Wage(PayPeriod::Annual, percentile);
            let figure = self.ledger.wage(subject, release, Area::NATION, measure);
            let datum = Datum::of(&figure);
            figures.push(figure);
            datum
        });
        RangeRow { label: subject.label.clone(), series, points }
    }

    fn wage_title(&mut self) -> String {
        let subjects: Vec<Subject> =
            self.cast.groups.iter().chain([&self.cast.baseline]).cloned().collect();
        let medians: Vec<String> = subjects
            .iter()
            .map(|subject| {
                format!("{} for {}", said(&self.median(subject)), mid_sentence(&subject.label))
            })
            .collect();
        format!("The median annual wage is {}", listing(&medians))
    }

    /// Pay against growth, with openings as size.
    pub(in crate::exhibits) fn pay_and_growth(&mut self, exhibit: &Exhibit) -> Chart {
        let (charted, more) = self.charted(MOST_BUBBLES);
        let mut subjects: Vec<(Subject, Series)> = charted
            .iter()
            .map(|occupation| (occupation.subject.clone(), self.series(occupation)))
            .collect();
        subjects.push((self.cast.baseline.clone(), Series::Baseline));
        let mut figures = Vec::new();
        let bubbles: Vec<Bubble> = subjects
            .iter()
            .map(|(subject, series)| self.bubble(subject, *series, &mut figures))
            .collect();
        let description: Vec<String> = bubbles
            .iter()
            .map(|bubble| format!("{}: {}, {}", bubble.label, bubble.pay.text, bubble.growth.text))
            .collect();
        let draft = Draft {
            title: pay_and_growth_title(&bubbles),
            subtitle: format!(
                "Median annual wage in {} against projected change in employment {}",
                self.cast.settings.release.in_words(),
                self.cast.settings.round
            ),
            notes: [format!("Dashed lines: {}.", mid_sentence(&self.cast.baseline.label))]
                .into_iter()
                .chain(more)
                .collect(),
            description: format!("Median annual wage and projected growth. {}.", description.join("; ")),
            body: Body::Bubbles(Bubbles {
                keys: self.keys().into_iter().filter(|key| key.series != Series::Baseline).collect(),
                bubbles,
                x_axis: format!("Projected change in employment, {}, percent", self.cast.settings.round),
                y_axis: "Median annual wage".to_owned(),
                size: "openings a year, on average, thousands".to_owned(),
            }),
            figures,
        };
        self.chart(exhibit, draft)
    }

    fn bubble(&mut self, subject: &Subject, series: Series, figures: &mut Vec<Figure>) -> Bubble {
        let round = self.cast.settings.round;
        let pay = self.median(subject);
        let growth = self.ledger.outlook(subject, round, Measure::EmploymentChangePct);
        let openings = self.ledger.outlook(subject, round, Measure::AnnualOpenings);
        let [pay_datum, growth_datum, openings_datum] = [&pay, &growth, &openings].map(Datum::of);
        figures.extend([pay, growth, openings]);
        Bubble {
            label: subject.label.clone(),
            series,
            growth: growth_datum,
            pay: pay_datum,
            openings: openings_datum,
        }
    }
}

fn pay_and_growth_title(bubbles: &[Bubble]) -> String {
    let pay = highest(bubbles, |bubble| &bubble.pay);
    let growth = highest(bubbles, |bubble| &bubble.growth);
    match (pay, growth) {
        (Some(pay), Some(growth)) if pay.label == growth.label => format!(
            "Of the occupations compared, {} have the highest median wage ({}) and the fastest projected growth ({})",
            mid_sentence(&pay.label),
            pay.pay.text,
            growth.growth.text
        ),
        (Some(pay), Some(growth)) => format!(
            "Of the occupations compared, {} have the highest median wage ({}), {} the fastest projected growth ({})",
            mid_sentence(&pay.label),
            pay.pay.text,
            mid_sentence(&growth.label),
            growth.growth.text
        ),
        _ => "Median annual wage and projected growth".to_owned(),
    }
}

/// The bubble that is certainly the highest by a number: none where any other is a bound or a mark.
fn highest(bubbles: &[Bubble], of: fn(&Bubble) -> &Datum) -> Option<&Bubble> {
    let numbers: Option<Vec<(f64, &Bubble)>> =
        bubbles.iter().map(|bubble| Some((of(bubble).value.number()?, bubble))).collect();
    numbers?.into_iter().max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, bubble)| bubble)
}
