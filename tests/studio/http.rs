//! A studio in a process of its own, and a client that speaks to it.
//!
//! The boundary: this module knows sockets, forms and files sent, as a browser sends them or as
//! none would; it knows nothing of what the pages mean. The studio ends with the process of the
//! test at the latest, and what it kept for itself goes with it.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::{Mutex, OnceLock};
use std::thread::sleep;
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// How long a reply may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// Runs the studio until its own input ends, that is with the test, then kills it and removes
/// its folder: a studio shared by several tests is dropped by none.
const START: &str = r#""$0" "$@" </dev/null & echo $! > "$CAHIER_HOME/pid"
cat >/dev/null; kill -9 $!; wait $! 2>/dev/null; rm -rf "$CAHIER_HOME""#;

/// What separates the parts of an upload.
const BOUNDARY: &str = "----cahier-7e3f9a51c0";

/// A studio at work.
pub struct Studio {
    shell: Child,
    input: Option<ChildStdin>,
    home: PathBuf,
    address: String,
    form: OnceLock<String>,
    /// Where replies have led so far.
    led: Mutex<Vec<String>>,
}

/// What the studio said.
pub struct Reply {
    pub status: u16,
    /// Names in small letters.
    pub headers: Vec<(String, String)>,
    /// As text; what is no text is in `bytes`.
    pub body: String,
    pub bytes: Vec<u8>,
}

/// A part of an upload: what stands behind `form-data; `, and its content.
pub type Part<'p> = (String, &'p [u8]);

impl Studio {
    /// Opens a studio on a folder of consultations, with a folder of settings of its own.
    pub fn open(shelf: &Path, language: &str) -> Studio {
        let home = TempDir::new().unwrap().keep();
        fs::create_dir_all(shelf).unwrap();
        Studio::start(Some(shelf), &home, language)
    }

    /// As on the first day: nobody has said yet where consultations go.
    pub fn nowhere(language: &str) -> Studio {
        let home = TempDir::new().unwrap().keep();
        Studio::start(None, &home, language)
    }

    /// The same on an empty folder, gone with the studio.
    pub fn alone(language: &str) -> Studio {
        let home = TempDir::new().unwrap().keep();
        let shelf = home.join("shelf");
        fs::create_dir(&shelf).unwrap();
        Studio::start(Some(&shelf), &home, language)
    }

    fn start(shelf: Option<&Path>, home: &Path, language: &str) -> Studio {
        let told = fs::File::create(home.join("stderr.txt")).unwrap();
        let mut shell = Command::new("sh")
            .args(["-c", START, env!("CARGO_BIN_EXE_cahier"), "studio"])
            .args(shelf)
            .args(["--no-browser", "--lang", language])
            .env("CAHIER_HOME", home)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(told)
            .spawn()
            .unwrap();
        let mut address = String::new();
        let mut said = BufReader::new(shell.stdout.take().unwrap());
        said.read_line(&mut address).unwrap();
        let told = fs::read_to_string(home.join("stderr.txt")).unwrap();
        assert!(address.starts_with("http://"), "{address}{told}");
        Studio {
            input: shell.stdin.take(),
            shell,
            home: home.to_owned(),
            address: address.trim().to_owned(),
            form: OnceLock::new(),
            led: Mutex::default(),
        }
    }

    /// `http://127.0.0.1:PORT/TOKEN/`.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// `127.0.0.1:PORT`.
    pub fn host(&self) -> &str {
        self.address.split('/').nth(2).unwrap()
    }

    pub fn port(&self) -> u16 {
        self.host().rsplit(':').next().unwrap().parse().unwrap()
    }

    /// `/TOKEN/`: what every path begins with.
    pub fn base(&self) -> String {
        format!("/{}/", self.address.split('/').nth(3).unwrap())
    }

    /// Its own folder of settings.
    pub fn home(&self) -> &Path {
        &self.home
    }

    /// The folder of its consultations, where it is alone.
    pub fn shelf(&self) -> PathBuf {
        self.home.join("shelf")
    }

    /// The number of its process.
    pub fn process(&self) -> u32 {
        let number = fs::read_to_string(self.home.join("pid")).unwrap();
        number.trim().parse().unwrap()
    }

    pub fn stderr(&self) -> String {
        fs::read_to_string(self.home.join("stderr.txt")).unwrap()
    }

    /// What the forms of this launch carry.
    pub fn token(&self) -> &str {
        self.form
            .get_or_init(|| hidden(&self.get("").body, "form").unwrap())
    }

    /// Where replies have led so far.
    pub fn led(&self) -> Vec<String> {
        self.led.lock().unwrap().clone()
    }

    pub fn get(&self, path: &str) -> Reply {
        self.send("GET", path, &[("Host", self.host())], b"")
    }

    /// A page that is there.
    #[track_caller]
    pub fn page(&self, path: &str) -> String {
        let reply = self.get(path);
        assert_eq!(reply.status, 200, "{path}: {}", reply.body);
        reply.body
    }

    /// A form as our own pages send it.
    pub fn post(&self, path: &str, fields: &[(&str, &str)]) -> Reply {
        let all = [&[("form", self.token())], fields].concat();
        self.send_form(path, &all, &[("Origin", &self.origin())])
    }

    /// A form with just these fields, and these lines above it.
    pub fn send_form(&self, path: &str, fields: &[(&str, &str)], lines: &[(&str, &str)]) -> Reply {
        let body = serde_urlencoded::to_string(fields).unwrap();
        let media = ("Content-Type", "application/x-www-form-urlencoded");
        let all = [&[("Host", self.host()), media], lines].concat();
        self.send("POST", path, &all, body.as_bytes())
    }

    pub fn origin(&self) -> String {
        format!("http://{}", self.host())
    }

    /// Files dropped on the first page, with the other fields of its form behind them.
    pub fn upload(&self, files: &[(&str, &[u8])], fields: &[(&str, &str)]) -> Reply {
        let secret = [("form", self.token())];
        let mut parts: Vec<Part> = secret.iter().map(text_part).collect();
        parts.extend(files.iter().map(file_part));
        parts.extend(fields.iter().map(text_part));
        self.upload_parts("open", &parts)
    }

    /// An upload of just these parts.
    pub fn upload_parts(&self, path: &str, parts: &[Part]) -> Reply {
        let mut body = multipart(parts);
        body.extend(format!("--{BOUNDARY}--\r\n").into_bytes());
        self.upload_body(path, &body)
    }

    /// An upload that may be no whole one.
    pub fn upload_body(&self, path: &str, body: &[u8]) -> Reply {
        let media = format!("multipart/form-data; boundary={BOUNDARY}");
        let lines = [
            ("Host", self.host()),
            ("Origin", &self.origin()),
            ("Content-Type", &media),
        ];
        self.send("POST", path, &lines, body)
    }

    /// A request with these lines and no others but those of its length and end. A path that
    /// begins with `/` is taken as it is, others stand behind the token.
    #[track_caller]
    pub fn send(&self, method: &str, path: &str, lines: &[(&str, &str)], body: &[u8]) -> Reply {
        let path = match path.starts_with('/') {
            true => path.to_owned(),
            false => self.base() + path,
        };
        let mut request = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\n");
        for (name, value) in lines {
            request += &format!("{name}: {value}\r\n");
        }
        if !body.is_empty() {
            request += &format!("Content-Length: {}\r\n", body.len());
        }
        let bytes = [(request + "\r\n").as_bytes(), body].concat();
        let reply = Reply::read(&self.raw(&bytes));
        self.led.lock().unwrap().extend(reply.location());
        reply
    }

    /// Whatever comes back on a connection on which these bytes were written.
    pub fn raw(&self, request: &[u8]) -> Vec<u8> {
        let mut socket = TcpStream::connect(self.host()).unwrap();
        socket.set_read_timeout(Some(PATIENCE)).unwrap();
        let mut writer = socket.try_clone().unwrap();
        let mut reply = Vec::new();
        std::thread::scope(|scope| {
            // What is refused early is not read to its end: neither writing nor reading to the
            // end may then succeed.
            scope.spawn(move || writer.write_all(request));
            let _ = socket.read_to_end(&mut reply);
        });
        reply
    }

    /// A consultation of a sample, with its report.
    pub fn made(&self, sample: &str) {
        assert_eq!(self.post("sample", &[("sample", sample)]).status, 303);
        self.ran(sample);
    }

    /// Runs a consultation, to the end.
    pub fn ran(&self, name: &str) {
        let page = format!("p/{name}/run");
        assert_eq!(self.post(&page, &[]).status, 303);
        let began = Instant::now();
        while began.elapsed() < 2 * PATIENCE {
            let body = self.page(&page);
            if body.contains("data-state=\"made\"") {
                return;
            }
            assert!(body.contains("data-state=\"running\""), "{body}");
            sleep(Duration::from_millis(50));
        }
        panic!("{name} is still at work");
    }
}

impl Drop for Studio {
    fn drop(&mut self) {
        drop(self.input.take());
        let _ = self.shell.wait();
    }
}

impl Reply {
    /// Status 0 where nothing came that is a reply.
    pub fn read(bytes: &[u8]) -> Reply {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n");
        let (head, body) = bytes.split_at(end.map_or(bytes.len(), |end| end + 4));
        let head = String::from_utf8_lossy(head);
        let mut lines = head.lines();
        let status = lines
            .next()
            .and_then(|line| line.split(' ').nth(1)?.parse().ok());
        let headers = lines.filter_map(|line| {
            let (name, value) = line.split_once(": ")?;
            Some((name.to_ascii_lowercase(), value.to_owned()))
        });
        Reply {
            status: status.unwrap_or(0),
            headers: headers.collect(),
            body: String::from_utf8_lossy(body).into_owned(),
            bytes: body.to_vec(),
        }
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        let mut found = self.headers.iter().filter(|(known, _)| known == name);
        found.next().map(|(_, value)| value.as_str())
    }

    pub fn location(&self) -> Option<String> {
        self.header("location").map(str::to_owned)
    }
}

/// A field of an upload.
pub fn text_part<'p>((name, value): &(&str, &'p str)) -> Part<'p> {
    (format!("name=\"{name}\""), value.as_bytes())
}

/// A file of an upload, its name written as browsers do.
pub fn file_part<'p>((name, content): &(&str, &'p [u8])) -> Part<'p> {
    let name = name.replace('"', "%22");
    (format!("name=\"files\"; filename=\"{name}\""), content)
}

/// Parts of an upload, without the end.
pub fn multipart(parts: &[Part]) -> Vec<u8> {
    let mut body = Vec::new();
    for (what, content) in parts {
        body.extend(format!("--{BOUNDARY}\r\nContent-Disposition: form-data; {what}\r\n").bytes());
        body.extend(b"Content-Type: application/octet-stream\r\n\r\n");
        body.extend(*content);
        body.extend(b"\r\n");
    }
    body
}

/// The value of the first hidden field of this name on a page.
pub fn hidden(page: &str, name: &str) -> Option<String> {
    let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\""))?;
    Some(rest.split('"').next()?.to_owned())
}
