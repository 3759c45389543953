//! How downloads are made, and where a source is got from: the parts of `pipeline.toml` that
//! `labor-outlook fetch` reads.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::catalog::OewsFile;

/// How downloads are made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Fetch {
    /// Your e-mail address or web page, which BLS asks automated programs to name. The variable
    /// `LABOR_OUTLOOK_CONTACT` and `--contact` win over it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// The root of a mirror that stands in for every official host: `https://mirror.example.org/bls`
    /// serves `/oes/...` of www.bls.gov below it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mirror: Option<String>,
    /// Hosts to which a server may redirect. By default a redirect stays on its host.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub allow_hosts: Vec<String>,
    /// Whether addresses of this machine itself may be http. All others are https.
    pub allow_http: bool,
    /// A PEM file, from the folder of pipeline.toml, of certificates to trust beside the system's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ca_certificates: Option<String>,
    /// The least time from one request to the next, in seconds; for hosts of BLS never below 1.
    pub interval_seconds: f64,
    /// The longest wait for a connection, in seconds.
    pub connect_seconds: f64,
    /// The longest wait for the next bytes, in seconds.
    pub stall_seconds: f64,
    /// The longest time for everything together, in seconds.
    pub total_seconds: f64,
    /// How often a request is tried that fails for a reason that may pass.
    pub attempts: u32,
    /// The wait before the second try, in seconds; it doubles with each, and varies by half.
    pub backoff_seconds: f64,
    /// The most megabytes of a file, unpacked where a server packs what it sends.
    pub most_megabytes: f64,
}

impl Default for Fetch {
    fn default() -> Self {
        Self {
            contact: None,
            mirror: None,
            allow_hosts: Vec::new(),
            allow_http: false,
            ca_certificates: None,
            interval_seconds: 1.0,
            connect_seconds: 20.0,
            stall_seconds: 60.0,
            total_seconds: 3600.0,
            attempts: 5,
            backoff_seconds: 2.0,
            most_megabytes: 600.0,
        }
    }
}

/// Where a source is got from, when not from where its agency offers it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Origin {
    /// Its address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The root of the mirror for this source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mirror: Option<String>,
    /// Which of the files of a release of OEWS it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub geography: Option<OewsFile>,
    /// Series to ask the BLS API for instead of a file.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub series: Vec<String>,
    /// The first year to ask the API for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_year: Option<u16>,
    /// The last year to ask the API for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_year: Option<u16>,
}
