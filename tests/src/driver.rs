//! A thin W3C WebDriver client: the few calls the tests need, over HTTP on loopback. It knows
//! WebKitGTK's driver only in the way a session is asked for; what a part of the page is called is
//! the business of [`crate::app`].

use std::time::Duration;

use serde_json::{Value, json};
use ureq::Agent;

/// The key under which WebDriver hands out elements (W3C WebDriver, 12.2).
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// A session with one window.
pub struct Driver {
    agent: Agent,
    session: String,
}

/// An element of the page; stale once the page has replaced it.
#[derive(Clone, Debug)]
pub struct Element(String);

/// Why a call failed: WebDriver's code ("no such element", "stale element reference") and its
/// words.
#[derive(Debug)]
pub struct Refused {
    /// The code.
    pub code: String,
    /// The words.
    pub message: String,
}

impl Driver {
    /// Whether a driver listens on this port and takes sessions.
    pub fn ready(port: u16) -> Option<()> {
        let mut answer = agent().get(format!("http://127.0.0.1:{port}/status")).call().ok()?;
        let status: Value = answer.body_mut().read_json().ok()?;
        (status["value"]["ready"] == true).then_some(())
    }

    /// Has the driver on this port start `binary` and opens a session with its window.
    pub fn open(port: u16, binary: &str, args: &[&str]) -> Result<Self, Refused> {
        let base = format!("http://127.0.0.1:{port}");
        let options = json!({ "webkitgtk:browserOptions": { "binary": binary, "args": args } });
        let starting = Self { agent: agent(), session: base.clone() };
        let value = starting.send("POST", "/session", json!({ "capabilities": { "alwaysMatch": options } }))?;
        let id = value["sessionId"].as_str().expect("a session has an id");
        Ok(Self { agent: starting.agent, session: format!("{base}/session/{id}") })
    }

    /// Closes the window and ends its program.
    pub fn close(&self) {
        // The program may be gone already.
        let _ = self.send("DELETE", "", Value::Null);
    }

    /// The windows of the program, in no order.
    pub fn windows(&self) -> Result<Vec<String>, Refused> {
        let value = self.send("GET", "/window/handles", Value::Null)?;
        let named = |window: &Value| window.as_str().map(str::to_string);
        Ok(value.as_array().into_iter().flatten().filter_map(named).collect())
    }

    /// The window that what follows is about.
    pub fn window(&self) -> Result<String, Refused> {
        Ok(self.send("GET", "/window", Value::Null)?.as_str().unwrap_or_default().to_string())
    }

    /// What follows is about this window.
    pub fn go_to(&self, window: &str) -> Result<(), Refused> {
        self.send("POST", "/window", json!({ "handle": window })).map(drop)
    }

    /// The first element that matches a CSS selector.
    pub fn find(&self, css: &str) -> Result<Element, Refused> {
        let value = self.send("POST", "/element", json!({ "using": "css selector", "value": css }))?;
        Ok(Element(value[ELEMENT].as_str().expect("an element has an id").to_string()))
    }

    /// A mouse click in its middle, after scrolling it into view.
    pub fn click(&self, element: &Element) -> Result<(), Refused> {
        self.send("POST", &format!("/element/{}/click", element.0), json!({})).map(drop)
    }

    /// Two clicks in its middle, quickly.
    pub fn double_click(&self, element: &Element) -> Result<(), Refused> {
        let (down, up) = (json!({ "type": "pointerDown", "button": 0 }), json!({ "type": "pointerUp", "button": 0 }));
        let over = json!({ "type": "pointerMove", "x": 0, "y": 0, "origin": { ELEMENT: element.0 } });
        let actions = [&over, &down, &up, &down, &up];
        self.send("POST", "/actions", json!({ "actions": [{ "type": "pointer", "id": "mouse", "actions": actions }] }))
            .map(drop)
    }

    /// Types `text` into it.
    pub fn type_into(&self, element: &Element, text: &str) -> Result<(), Refused> {
        self.send("POST", &format!("/element/{}/value", element.0), json!({ "text": text })).map(drop)
    }

    /// Empties a field.
    pub fn clear(&self, element: &Element) -> Result<(), Refused> {
        self.send("POST", &format!("/element/{}/clear", element.0), json!({})).map(drop)
    }

    /// Its text as drawn.
    pub fn text(&self, element: &Element) -> Result<String, Refused> {
        let value = self.send("GET", &format!("/element/{}/text", element.0), Value::Null)?;
        Ok(value.as_str().unwrap_or_default().to_string())
    }

    /// An attribute as written in the page, or `None` when it has none.
    pub fn attribute(&self, element: &Element, name: &str) -> Result<Option<String>, Refused> {
        let value = self.send("GET", &format!("/element/{}/attribute/{name}", element.0), Value::Null)?;
        Ok(value.as_str().map(str::to_string))
    }

    /// Presses keys together, in order, and lets them go in reverse: `["\u{E009}", "a"]` is Ctrl+A
    /// (W3C key codes).
    pub fn press(&self, keys: &[&str]) -> Result<(), Refused> {
        let act = |kind: &str, key: &&str| json!({ "type": kind, "value": key });
        let down = keys.iter().map(|key| act("keyDown", key));
        let up = keys.iter().rev().map(|key| act("keyUp", key));
        let actions: Vec<Value> = down.chain(up).collect();
        self.send("POST", "/actions", json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": actions }] }))
            .map(drop)
    }

    /// Runs the body of a function in the page and answers what it returns.
    pub fn execute(&self, script: &str, args: &[Value]) -> Result<Value, Refused> {
        self.send("POST", "/execute/sync", json!({ "script": script, "args": args }))
    }

    fn send(&self, method: &str, path: &str, body: Value) -> Result<Value, Refused> {
        let url = format!("{}{path}", self.session);
        let sent = match method {
            "GET" => self.agent.get(&url).call(),
            "DELETE" => self.agent.delete(&url).call(),
            _ => self.agent.post(&url).send_json(body),
        };
        let lost = |e: ureq::Error| Refused { code: "no answer".into(), message: format!("{method} {path}: {e}") };
        let mut answer = sent.map_err(lost)?;
        let refused = !answer.status().is_success();
        let value: Value = answer.body_mut().with_config().limit(64 << 20).read_json().map_err(lost)?;
        let value = value["value"].clone();
        if refused {
            let part = |name: &str| value[name].as_str().unwrap_or_default().to_string();
            return Err(Refused { code: part("error"), message: part("message") });
        }
        Ok(value)
    }
}

/// Refusals carry their reason in the body, so a status is no error; no call takes longer than a
/// slow page load.
fn agent() -> Agent {
    Agent::config_builder().http_status_as_error(false).timeout_global(Some(Duration::from_secs(60))).build().into()
}
