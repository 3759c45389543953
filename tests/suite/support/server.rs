//! Servers on this machine: one that behaves, and one that does whatever a test says.

use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
    time::Duration,
};

/// What was asked.
#[derive(Clone, Debug)]
pub struct Asked {
    pub method: String,
    pub path: String,
    /// By name in lower case.
    pub headers: BTreeMap<String, String>,
    pub body: String,
}

/// What a server does, one thing after another; then it hangs up.
pub enum Step {
    Send(Vec<u8>),
    Wait(u64),
}

type Log = Arc<Mutex<Vec<Asked>>>;

/// A server that is there until the tests end.
pub struct Server {
    pub root: String,
    log: Log,
}

impl Server {
    /// A server that does what a function says to the nth request, from 0.
    pub fn scripted(answer: impl Fn(&Asked, usize) -> Vec<Step> + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let root = format!("http://{}", listener.local_addr().unwrap());
        let (log, answer) = (Log::default(), Arc::new(answer));
        let kept = Arc::clone(&log);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (log, answer) = (Arc::clone(&kept), Arc::clone(&answer));
                thread::spawn(move || serve(stream, &log, answer.as_ref()));
            }
        });
        Self { root, log }
    }

    /// A server of files that knows ranges, tags and dates, made with `tiny_http`.
    pub fn polite(files: &Files) -> Self {
        let http = tiny_http::Server::http("127.0.0.1:0").unwrap();
        let root = format!("http://{}", http.server_addr());
        let log = Log::default();
        let (kept, files) = (Arc::clone(&log), Arc::clone(&files.0));
        thread::spawn(move || {
            for request in http.incoming_requests() {
                let headers = request.headers().iter().map(|header| {
                    (header.field.as_str().as_str().to_ascii_lowercase(), header.value.to_string())
                });
                let asked = Asked {
                    method: request.method().to_string(),
                    path: request.url().to_owned(),
                    headers: headers.collect(),
                    body: String::new(),
                };
                kept.lock().unwrap().push(asked.clone());
                let file = files.lock().unwrap().get(&asked.path).cloned();
                let _ = request.respond(politely(&asked, file));
            }
        });
        Self { root, log }
    }

    /// What was asked so far.
    pub fn asked(&self) -> Vec<Asked> {
        self.log.lock().unwrap().clone()
    }
}

/// The files of a polite server by path, each with the tag of its version.
#[derive(Clone, Default)]
pub struct Files(Arc<Mutex<BTreeMap<String, Tagged>>>);

/// A file and its tag.
type Tagged = (Vec<u8>, String);

impl Files {
    pub fn put(&self, path: &str, bytes: &[u8], tag: &str) {
        self.0.lock().unwrap().insert(path.to_owned(), (bytes.to_vec(), format!("\"{tag}\"")));
    }

    pub fn remove(&self, path: &str) {
        self.0.lock().unwrap().remove(path);
    }
}

type Answer = tiny_http::Response<std::io::Cursor<Vec<u8>>>;

fn politely(asked: &Asked, file: Option<Tagged>) -> Answer {
    let Some((bytes, tag)) = file else {
        return tiny_http::Response::from_data("nothing here").with_status_code(404);
    };
    let header = |name: &str, value: &str| tiny_http::Header::from_bytes(name, value).unwrap();
    let tagged = |answer: Answer| answer.with_header(header("ETag", &tag));
    let of = |name: &str| asked.headers.get(name);
    if of("if-none-match") == Some(&tag) {
        return tagged(tiny_http::Response::from_data("").with_status_code(304));
    }
    let start = of("range").filter(|_| of("if-range").is_none_or(|wanted| *wanted == tag));
    let start = start.and_then(|range| range.strip_prefix("bytes=")?.strip_suffix('-')?.parse().ok());
    match start {
        Some(start) if start < bytes.len() => {
            let range = format!("bytes {start}-{}/{}", bytes.len() - 1, bytes.len());
            let part = tiny_http::Response::from_data(&bytes[start..]).with_status_code(206);
            tagged(part).with_header(header("Content-Range", &range))
        }
        _ => tagged(tiny_http::Response::from_data(bytes)),
    }
}

fn serve(stream: TcpStream, log: &Log, answer: &(dyn Fn(&Asked, usize) -> Vec<Step> + Send + Sync)) {
    let Some(asked) = request(&stream) else { return };
    let nth = {
        let mut log = log.lock().unwrap();
        log.push(asked.clone());
        log.len() - 1
    };
    let mut stream = stream;
    for step in answer(&asked, nth) {
        match step {
            Step::Wait(milliseconds) => thread::sleep(Duration::from_millis(milliseconds)),
            Step::Send(bytes) => {
                if stream.write_all(&bytes).is_err() {
                    return;
                }
            }
        }
    }
}

fn request(stream: &TcpStream) -> Option<Asked> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let mut words = line.split_whitespace().map(str::to_owned);
    let (method, path) = (words.next()?, words.next()?);
    let mut headers = BTreeMap::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim().split_once(':') else { break };
        headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
    }
    let length = headers.get("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some(Asked { method, path, headers, body: String::from_utf8_lossy(&body).into_owned() })
}

/// The head of an answer.
pub fn head(status: &str, headers: &[(&str, &str)]) -> Vec<u8> {
    let mut head = format!("HTTP/1.1 {status}\r\nConnection: close\r\n");
    for (name, value) in headers {
        head += &format!("{name}: {value}\r\n");
    }
    (head + "\r\n").into_bytes()
}

/// A whole answer.
pub fn answer(status: &str, headers: &[(&str, &str)], body: &[u8]) -> Vec<Step> {
    let length = body.len().to_string();
    let mut all = headers.to_vec();
    all.push(("Content-Length", &length));
    vec![Step::Send(head(status, &all)), Step::Send(body.to_vec())]
}
