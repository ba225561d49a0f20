//! One headless Chromium for all the tests of a file, driven over its DevTools pipe.
//!
//! The boundary: this module knows the protocol (<https://chromedevtools.github.io/devtools-protocol/>)
//! and nothing of reports. Messages are JSON texts ended by a NUL on file descriptors 3 and 4, so
//! that neither a port nor a WebSocket is needed. The browser ends when its pipe does, that is
//! with the process of the test.
#![allow(clippy::unwrap_used, clippy::print_stderr)]
// Each test file uses its own part of this module.
#![allow(dead_code)]

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{ChildStdin, Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, OnceLock};
use std::thread;
use std::time::Duration;

use base64::Engine as _;
use serde_json::{Value, json};

/// How long the browser may take over one command.
const PATIENCE: Duration = Duration::from_secs(60);

/// Starts the browser with descriptors 3 and 4 as its pipe, and removes its profile after it.
const START: &str = r#"profile=$(mktemp -d)
"$0" --headless --remote-debugging-pipe --user-data-dir="$profile" --no-sandbox --disable-gpu \
    --disable-quic --no-first-run --disable-background-networking --disable-component-update \
    --disable-sync --disable-dev-shm-usage --disable-renderer-backgrounding \
    --disable-background-timer-throttling --disable-backgrounding-occluded-windows \
    --hide-scrollbars --font-render-hinting=none about:blank 3<&0 4>&1 </dev/null >/dev/null 2>&1
rm -rf "$profile""#;

type Waiting<K> = Arc<Mutex<BTreeMap<K, Sender<Value>>>>;

/// The browser of this process.
pub struct Browser {
    pipe: Mutex<ChildStdin>,
    replies: Waiting<u64>,
    events: Waiting<String>,
    last: AtomicU64,
}

/// The browser, started on the first call; `None`, and said so, where Chromium is not installed.
pub fn browser() -> Option<&'static Browser> {
    static BROWSER: OnceLock<Option<Browser>> = OnceLock::new();
    let browser = BROWSER.get_or_init(|| command().map(Browser::start));
    if browser.is_none() {
        eprintln!("skipped: Chromium is not installed (apt-get install chromium)");
    }
    browser.as_ref()
}

fn command() -> Option<&'static str> {
    ["chromium", "chromium-browser", "google-chrome"]
        .into_iter()
        .find(|name| Command::new(name).arg("--version").output().is_ok())
}

impl Browser {
    /// One process for all the tests of a file: it ends when its pipe closes with them.
    #[allow(clippy::zombie_processes)]
    fn start(command: &str) -> Browser {
        let mut child = Command::new("sh")
            .args(["-c", START, command])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let browser = Browser {
            pipe: Mutex::new(child.stdin.take().unwrap()),
            replies: Waiting::default(),
            events: Waiting::default(),
            last: AtomicU64::new(0),
        };
        let (replies, events) = (browser.replies.clone(), browser.events.clone());
        let mut said = BufReader::new(child.stdout.take().unwrap());
        thread::spawn(move || {
            let mut message = Vec::new();
            while said.read_until(0, &mut message).is_ok_and(|read| read > 0) {
                message.pop();
                let value: Value = serde_json::from_slice(&message).unwrap();
                hand_on(value, &replies, &events);
                message.clear();
            }
        });
        browser
    }

    /// Writes a command; its reply comes on the channel.
    fn send(&self, session: Option<&str>, method: &str, params: Value) -> Receiver<Value> {
        let id = self.last.fetch_add(1, Ordering::Relaxed) + 1;
        let (sender, receiver) = channel();
        self.replies.lock().unwrap().insert(id, sender);
        let mut message = json!({ "id": id, "method": method, "params": params });
        if let Some(session) = session {
            message["sessionId"] = json!(session);
        }
        let mut bytes = serde_json::to_vec(&message).unwrap();
        bytes.push(0);
        self.pipe.lock().unwrap().write_all(&bytes).unwrap();
        receiver
    }

    /// A new, empty tab in a window of its own.
    pub fn tab(&'static self) -> Tab {
        let window = json!({ "url": "about:blank", "newWindow": true });
        let made = result(self.send(None, "Target.createTarget", window), "a tab");
        let target = made["targetId"].as_str().unwrap().to_owned();
        let attach = json!({ "targetId": target, "flatten": true });
        let attached = result(self.send(None, "Target.attachToTarget", attach), "a tab");
        let session = attached["sessionId"].as_str().unwrap().to_owned();
        let (sender, events) = channel();
        self.events.lock().unwrap().insert(session.clone(), sender);
        let tab = Tab {
            browser: self,
            target,
            session,
            events,
            seen: RefCell::new(Vec::new()),
        };
        for domain in ["Page", "Network", "Log", "Runtime"] {
            tab.call(&format!("{domain}.enable"), json!({}));
        }
        tab.call(
            "Emulation.setFocusEmulationEnabled",
            json!({ "enabled": true }),
        );
        tab
    }
}

/// A reply goes to who asked, an event to its tab.
fn hand_on(message: Value, replies: &Waiting<u64>, events: &Waiting<String>) {
    if let Some(id) = message["id"].as_u64() {
        if let Some(sender) = replies.lock().unwrap().remove(&id) {
            let _ = sender.send(message);
        }
    } else if let Some(session) = message["sessionId"].as_str()
        && let Some(sender) = events.lock().unwrap().get(session)
    {
        let _ = sender.send(message);
    }
}

#[track_caller]
fn result(reply: Receiver<Value>, what: &str) -> Value {
    match reply.recv_timeout(PATIENCE) {
        Ok(mut reply) if reply["error"].is_null() => reply["result"].take(),
        Ok(reply) => panic!("{what}: {}", reply["error"]),
        Err(_) => panic!("{what}: the browser gave no reply"),
    }
}

/// A tab; closed when dropped.
pub struct Tab {
    browser: &'static Browser,
    target: String,
    session: String,
    events: Receiver<Value>,
    seen: RefCell<Vec<Value>>,
}

impl Drop for Tab {
    fn drop(&mut self) {
        let target = json!({ "targetId": self.target });
        let _ = self.browser.send(None, "Target.closeTarget", target);
        self.browser.events.lock().unwrap().remove(&self.session);
    }
}

impl Tab {
    /// One command of the protocol, and its result.
    #[track_caller]
    pub fn call(&self, method: &str, params: Value) -> Value {
        let reply = self.browser.send(Some(&self.session), method, params);
        result(reply, method)
    }

    /// Opens a file and waits until it is loaded; what happened before is forgotten.
    #[track_caller]
    pub fn open(&self, path: &Path) {
        self.visit(&format!("file://{}", path.display()));
    }

    /// The same for an address.
    #[track_caller]
    pub fn visit(&self, address: &str) {
        self.events_so_far();
        self.seen.borrow_mut().clear();
        self.call("Page.navigate", json!({ "url": address }));
        self.loaded(address);
    }

    /// Does something in the page that leads to another, and waits until that is loaded.
    #[track_caller]
    pub fn leave(&self, expression: &str) {
        self.events_so_far();
        self.seen.borrow_mut().clear();
        self.evaluate(&format!("{{ {expression}; true }}"));
        self.loaded(expression);
    }

    #[track_caller]
    fn loaded(&self, what: &str) {
        loop {
            let Ok(event) = self.events.recv_timeout(PATIENCE) else {
                panic!("{what}: nothing was loaded");
            };
            let loaded = event["method"] == "Page.loadEventFired";
            self.seen.borrow_mut().push(event);
            if loaded {
                return;
            }
        }
    }

    /// Chooses files in the field that a selector names.
    #[track_caller]
    pub fn choose_files(&self, selector: &str, files: &[&Path]) {
        let root = self.call("DOM.getDocument", json!({}));
        let field = json!({ "nodeId": root["root"]["nodeId"], "selector": selector });
        let field = self.call("DOM.querySelector", field);
        let files: Vec<String> = files.iter().map(|f| f.display().to_string()).collect();
        self.call(
            "DOM.setFileInputFiles",
            json!({ "files": files, "nodeId": field["nodeId"] }),
        );
    }

    /// What happened since the page was opened.
    pub fn events_so_far(&self) -> Vec<Value> {
        let mut seen = self.seen.borrow_mut();
        seen.extend(self.events.try_iter());
        seen.clone()
    }

    /// The value of an expression, awaited; policies of the page do not hold it back.
    #[track_caller]
    pub fn evaluate(&self, expression: &str) -> Value {
        let params =
            json!({ "expression": expression, "returnByValue": true, "awaitPromise": true });
        let mut evaluated = self.call("Runtime.evaluate", params);
        let thrown = &evaluated["exceptionDetails"];
        assert!(thrown.is_null(), "{thrown}");
        evaluated["result"]["value"].take()
    }

    /// The texts a script's expression lists.
    #[track_caller]
    pub fn texts(&self, expression: &str) -> Vec<String> {
        serde_json::from_value(self.evaluate(expression)).unwrap()
    }

    /// A window of this size in CSS pixels.
    pub fn resize(&self, width: u32, height: u32) {
        let size =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.call("Emulation.setDeviceMetricsOverride", size);
    }

    /// A medium (`screen`, `print`) and what the reader prefers (`prefers-color-scheme`, `dark`).
    pub fn emulate(&self, medium: &str, features: &[(&str, &str)]) {
        let features: Vec<Value> = features
            .iter()
            .map(|(name, value)| json!({ "name": name, "value": value }))
            .collect();
        self.call(
            "Emulation.setEmulatedMedia",
            json!({ "media": medium, "features": features }),
        );
    }

    /// Presses a key `times` times in a row: `Tab` or `Enter`.
    pub fn press(&self, key: &str, times: usize) {
        let code = if key == "Tab" { 9 } else { 13 };
        let mut down =
            json!({ "type": "rawKeyDown", "key": key, "code": key, "windowsVirtualKeyCode": code });
        if key == "Enter" {
            down["type"] = json!("keyDown");
            down["text"] = json!("\r");
        }
        let up = json!({ "type": "keyUp", "key": key, "code": key, "windowsVirtualKeyCode": code });
        let send = |event: &Value| {
            self.browser
                .send(Some(&self.session), "Input.dispatchKeyEvent", event.clone())
        };
        // A page of a thousand links: the keys are written ahead, the replies read after.
        let replies: Vec<_> = (0..times).flat_map(|_| [send(&down), send(&up)]).collect();
        for reply in replies {
            result(reply, key);
        }
    }

    /// The page as a PDF, on the paper its own style sheet asks for.
    pub fn pdf(&self) -> Vec<u8> {
        let printed = self.call(
            "Page.printToPDF",
            json!({ "preferCSSPageSize": true, "printBackground": false }),
        );
        bytes(&printed)
    }

    /// A picture of a part of the page: its top and its height in CSS pixels.
    pub fn picture(&self, top: u32, width: u32, height: u32) -> Vec<u8> {
        let clip = json!({ "x": 0, "y": top, "width": width, "height": height, "scale": 1 });
        let shot = json!({ "format": "png", "clip": clip, "captureBeyondViewport": true });
        bytes(&self.call("Page.captureScreenshot", shot))
    }
}

fn bytes(reply: &Value) -> Vec<u8> {
    let text = reply["data"].as_str().unwrap();
    base64::engine::general_purpose::STANDARD
        .decode(text)
        .unwrap()
}
