//! The BLS public data API as a second way: what it answers is held against what was asked, and the
//! key is seen by nobody else.

use std::fs;

use serde_json::{Value, json};

use crate::{
    fetch::{CPI, Project},
    support::server::{Asked, Server, answer},
};

/// What the API was asked for.
fn question(asked: &Asked) -> (Vec<String>, u16, u16) {
    assert_eq!((asked.method.as_str(), asked.path.as_str()), ("POST", "/publicAPI/v2/timeseries/data/"));
    let body: Value = serde_json::from_str(&asked.body).unwrap();
    let series = body["seriesid"].as_array().unwrap().iter().map(|id| id.as_str().unwrap().to_owned());
    let year = |key: &str| body[key].as_str().unwrap().parse().unwrap();
    (series.collect(), year("startyear"), year("endyear"))
}

/// A value in January of each year.
fn months(first: u16, last: u16) -> Value {
    let month = |year: u16| {
        json!({"year": year.to_string(), "period": "M01", "periodName": "January",
               "value": format!("{}.5", year - 1700), "footnotes": [{}]})
    };
    (first..=last).rev().map(month).collect()
}

fn succeeded(series: &Value, messages: &[&str]) -> Value {
    json!({"status": "REQUEST_SUCCEEDED", "responseTime": 195, "message": messages,
           "Results": {"series": series}})
}

fn served(body: &Value) -> Vec<crate::support::server::Step> {
    answer("200 OK", &[("Content-Type", "application/json")], body.to_string().as_bytes())
}

/// An API that knows every series and year.
fn honest() -> Server {
    Server::scripted(|asked, _| {
        let (series, first, last) = question(asked);
        let one = |id: &String| json!({"seriesID": id, "data": months(first, last)});
        served(&succeeded(&series.iter().map(one).collect(), &[]))
    })
}

/// An API that always says the same.
fn saying(body: Value) -> Server {
    Server::scripted(move |_, _| served(&body))
}

const SERIES: &str = "CUUR0000SA0";

#[test]
fn prices_become_a_file_like_that_of_bls() {
    let server = honest();
    let source = format!("{CPI}series = [\"{SERIES}\"]\nfirst-year = 2020\nlast-year = 2024\n");
    let project = Project::new(&server.root, &[&source.replace("cpi.tsv", "cpi.csv")]);
    project.done(&["fetch"]);
    let text = fs::read_to_string(project.path("inputs/prices/cpi.csv")).unwrap();
    assert!(text.starts_with("series_id,year,period,value\nCUUR0000SA0,2020,M01,320.5\n"), "{text}");
    assert_eq!(text.lines().count(), 6);
    let entry = project.entry("inputs/prices/cpi.csv");
    assert_eq!(entry["series"].as_array().unwrap().len(), 1);
    assert_eq!(entry["how"].as_str(), Some("fetched"));
    // The same answers make the same bytes.
    assert!(project.done(&["fetch"]).contains("unchanged"));
    let inspected = project.done(&["inspect", "inputs/prices/cpi.csv"]);
    assert!(inspected.contains("CPI-U"), "{inspected}");
}

#[test]
fn requests_are_split_to_the_limits_of_the_api() {
    let server = honest();
    let project = Project::new(&server.root, &[]);
    let series: Vec<String> = (0..30).map(|number| format!("CUUR0000SA{number:02}")).collect();
    let mut arguments = vec!["fetch", "--years", "2001-2025", "--api"];
    arguments.extend(series.iter().map(String::as_str));
    // Without the series that is read the file would be useless, so the first is that.
    arguments[4] = SERIES;
    project.done(&arguments);
    let asked: Vec<_> = server.asked().iter().map(question).collect();
    assert_eq!(asked.len(), 6, "25 series and 10 years at a time without a key");
    assert!(asked.iter().all(|(series, first, last)| series.len() <= 25 && last - first < 10));
    let ran = crate::support::finish(project.command(&arguments).env("BLS_API_KEY", "k3y-0f-m1ne"));
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let asked: Vec<_> = server.asked()[6..].iter().map(question).collect();
    assert_eq!(asked.len(), 2, "50 series and 20 years at a time with one");
}

#[test]
fn the_requests_of_a_day_are_counted() {
    let server = honest();
    let project = Project::new(&server.root, &[]);
    let fetch = |years: &str| project.run(&["fetch", "--years", years, "--api", SERIES]);
    for _ in 0..5 {
        assert_eq!(fetch("1981-2020").code, Some(0));
    }
    assert_eq!(server.asked().len(), 20);
    let ran = fetch("1961-2020");
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("6 requests to the API, and 20 of 25 a day"), "{}", ran.err);
    assert!(ran.err.contains("BLS_API_KEY"), "{}", ran.err);
    assert_eq!(server.asked().len(), 20, "what cannot be finished is not begun");
}

#[test]
fn the_key_is_sent_and_never_said() {
    const KEY: &str = "0123456789abcdef0123456789abcdef";
    let body = json!({"status": "REQUEST_NOT_PROCESSED", "Results": {},
                      "message": [format!("The key:{KEY} provided by the User is invalid.")]});
    let server = saying(body);
    let project = Project::new(&server.root, &[]);
    let mut command = project.command(&["fetch", "-v", "--api", SERIES]);
    let ran = crate::support::finish(command.env("BLS_API_KEY", KEY));
    assert_eq!(ran.code, Some(2));
    assert!(server.asked()[0].body.contains(KEY));
    assert!(ran.err.contains("The key:(the key) provided"), "{}", ran.err);
    assert!(!ran.err.contains(KEY) && !ran.out.contains(KEY));
    let everything = crate::support::tree(project.folder.path());
    let holds = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains(KEY);
    assert!(!everything.values().any(|bytes| holds(bytes)), "the key is on the disk");
}

#[test]
fn a_success_that_is_none_is_an_error() {
    let data = |first, last| json!([{"seriesID": SERIES, "data": months(first, last)}]);
    let quota = "Request could not be serviced, as the daily threshold for total number of requests \
                 allocated to the user has been reached.";
    for (body, says) in [
        (
            succeeded(
                &data(2011, 2019),
                &["Year range has been reduced to the system-allowed limit of 10 years."],
            ),
            vec![
                "Year range has been reduced",
                "the API left out years of CUUR0000SA0: 2020",
                "fewer years",
            ],
        ),
        (succeeded(&data(2011, 2019), &[]), vec!["left out years of CUUR0000SA0: 2020"]),
        (succeeded(&data(2011, 2020), &["Something new."]), vec!["and then: Something new."]),
        (
            succeeded(&json!([]), &["Series does not exist for Series CUUR0000SA0"]),
            vec!["does not exist", "check the ids"],
        ),
        (
            succeeded(&json!([{"seriesID": SERIES, "data": []}]), &[]),
            vec!["has nothing for series CUUR0000SA0"],
        ),
        (
            succeeded(&json!([{"seriesID": "CUSR0000SA0", "data": months(2011, 2020)}]), &[]),
            vec!["was not asked for"],
        ),
        (succeeded(&data(2009, 2020), &[]), vec!["answered with 2009, which was not asked for"]),
        (
            json!({"status": "REQUEST_NOT_PROCESSED", "message": [quota], "Results": {}}),
            vec!["daily threshold", "tomorrow"],
        ),
        (
            json!({"status": "REQUEST_PARTIALLY_PROCESSED", "message": ["Invalid Series"], "Results": {"series": data(2011, 2020)}}),
            vec!["REQUEST_PARTIALLY_PROCESSED", "Invalid Series"],
        ),
        (
            json!({"status": "REQUEST_SUCCEEDED", "message": [], "Results": {"series": [{"seriesID": SERIES, "data":
            [{"year": "2011", "period": "M01", "value": "NaN"}]}]}}),
            vec!["no observation of CUUR0000SA0"],
        ),
        (json!("nothing"), vec!["no status"]),
    ] {
        let server = saying(body);
        let project = Project::new(&server.root, &[]);
        let ran = project.run(&["fetch", "--years", "2011-2020", "--api", SERIES]);
        assert_eq!(ran.code, Some(2), "{}", ran.out);
        for words in says {
            assert!(ran.err.contains(words), "`{words}` is not in:\n{}", ran.err);
        }
        assert!(!project.path("inputs").exists() && !project.path("pipeline.lock").exists());
    }
}

#[test]
fn an_answer_of_either_shape_is_read() {
    let one = json!([{"seriesID": SERIES, "data": months(2019, 2019)}]);
    let server =
        saying(json!({"status": "REQUEST_SUCCEEDED", "message": [], "Results": [{"series": one}]}));
    Project::new(&server.root, &[]).done(&["fetch", "--years", "2019", "--api", SERIES]);
}

#[test]
fn too_many_requests_are_not_repeated_blindly() {
    let server = Server::scripted(|_, _| answer("429 Too Many Requests", &[], b""));
    let project = Project::new(&server.root, &[]);
    project.fails(&["fetch", "--years", "2019", "--api", SERIES], &["429"]);
    assert_eq!(server.asked().len(), 1);
}

/// The median hourly wage of all occupations, and the annual one, of the nation.
const MEDIANS: [&str; 2] = ["OEUN000000000000000000008", "OEUN000000000000000000013"];

#[test]
fn of_oews_there_is_the_newest_year() {
    let year = |id: &str, value: &str, notes: Value| {
        json!({"seriesID": id, "data": [{"year": "2025", "period": "A01", "periodName": "Annual",
               "latest": "true", "value": value, "footnotes": notes}]})
    };
    let series = json!([
        year(MEDIANS[0], "24.51", json!([{}])),
        year(MEDIANS[1], "-", json!([{"code": "5", "text": "at or above"}]))
    ]);
    let none = [
        "No Data Available for Series OEUN000000000000000000008 Year: 2024",
        "No Data Available for Series OEUN000000000000000000008 Year: 2026",
    ];
    let server = saying(succeeded(&series, &none));
    let project = Project::new(&server.root, &[]);
    let arguments = ["fetch", "--as", "inputs/oews/medians.tsv", "--api", MEDIANS[0], MEDIANS[1]];
    let mut command = project.command(&arguments);
    let ran = crate::support::finish(command.env("SOURCE_DATE_EPOCH", "1795305600"));
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert_eq!(question(&server.asked()[0]).1, 2024, "the newest is looked for among three years");
    let text = fs::read_to_string(project.path("inputs/oews/medians.tsv")).unwrap();
    let rows: Vec<&str> = text.lines().collect();
    assert_eq!(rows[0], "series_id\tyear\tperiod\tvalue\tfootnote_codes");
    assert_eq!(rows[1], "OEUN000000000000000000008\t2025\tA01\t24.51\t");
    assert_eq!(rows[2], "OEUN000000000000000000013\t2025\tA01\t-\t5");
    assert_eq!(project.entry("inputs/oews/medians.tsv")["release"].as_str(), Some("2025-05"));
    // A release that the API no longer has.
    let empty = saying(succeeded(
        &json!([{"seriesID": MEDIANS[0], "data": []}]),
        &["No Data Available for Series OEUN000000000000000000008 Year: 2019"],
    ));
    let project = Project::new(&empty.root, &[]);
    let arguments = ["fetch", "--years", "2019", "--api", MEDIANS[0]];
    project.fails(&arguments, &["No Data Available", "the current release of OEWS only"]);
}

#[test]
fn what_is_no_series_is_not_asked_for() {
    let server = honest();
    let project = Project::new(&server.root, &[]);
    for (series, says) in [
        (vec!["cuur0000sa0"], "must all be of OEWS"),
        (vec![SERIES, MEDIANS[0]], "must all be of OEWS"),
        (vec!["OEUN0000"], "is no series of OEWS"),
        (vec!["CUUR0000SA0\"}"], "is no series of CPI-U"),
    ] {
        let mut arguments = vec!["fetch", "--api"];
        arguments.extend(series);
        project.fails(&arguments, &[says]);
    }
    assert!(server.asked().is_empty());
}
