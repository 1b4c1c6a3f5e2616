//! What a screen reader is told: the tree that the window offers on the accessibility bus (AT-SPI),
//! read as Orca reads it. Asked for with busctl, one question at a time, so a test looks for what
//! it needs rather than at everything.

use std::process::Command;

use serde_json::Value;

use crate::desktop::Desktop;

/// The accessibility bus of a desktop.
pub struct Reader<'a> {
    desktop: &'a Desktop,
    bus: String,
}

/// Something that is told of: a program, a table, a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    sender: String,
    path: String,
}

impl<'a> Reader<'a> {
    /// The desktop must have been started as accessible.
    pub fn of(desktop: &'a Desktop) -> Self {
        Self { desktop, bus: desktop.accessibility_bus() }
    }

    /// The first thing in the page that has this attribute, looking layer by layer.
    pub fn find(&self, attribute: &str) -> Option<Told> {
        let mut layer = vec![self.page()?];
        while !layer.is_empty() {
            if let Some(found) = layer.iter().find(|told| self.attribute(told, attribute).is_some()) {
                return Some(found.clone());
            }
            layer = layer.iter().flat_map(|told| self.children(told)).collect();
        }
        None
    }

    /// The page of the window, where its web process offers it. Nobody embeds it into the window's
    /// own tree before a screen reader runs, so it is looked for on the bus.
    pub fn page(&self) -> Option<Told> {
        let names = self.busctl(&["list", "--unique", "--no-legend"])?;
        names.lines().filter_map(|line| line.split_whitespace().next()).find_map(|sender| {
            let paths = self.busctl(&["tree", "--list", sender])?;
            let path = paths.lines().find(|path| path.starts_with("/org/a11y/webkit/accessible/"))?;
            Some(Told { sender: sender.to_string(), path: path.to_string() })
        })
    }

    /// What is directly below it.
    pub fn children(&self, told: &Told) -> Vec<Told> {
        let answer = self.call(told, "org.a11y.atspi.Accessible", "GetChildren").unwrap_or_default();
        let pairs = answer[0].as_array().cloned().unwrap_or_default();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_string();
        pairs.iter().map(|pair| Told { sender: text(&pair[0]), path: text(&pair[1]) }).collect()
    }

    /// What it is called.
    pub fn name(&self, told: &Told) -> String {
        let answer = self.ask(told, &["get-property"], &["org.a11y.atspi.Accessible", "Name"]).unwrap_or_default();
        answer.as_str().unwrap_or_default().to_string()
    }

    /// What it is, in the words of the accessibility bus: `table row`.
    pub fn role(&self, told: &Told) -> String {
        let answer = self.call(told, "org.a11y.atspi.Accessible", "GetRoleName").unwrap_or_default();
        answer[0].as_str().unwrap_or_default().to_string()
    }

    /// An attribute, such as `rowindex`.
    pub fn attribute(&self, told: &Told, name: &str) -> Option<String> {
        let answer = self.call(told, "org.a11y.atspi.Accessible", "GetAttributes")?;
        Some(answer[0][name].as_str()?.to_string())
    }

    fn call(&self, told: &Told, interface: &str, method: &str) -> Option<Value> {
        self.ask(told, &["call"], &[interface, method])
    }

    fn ask(&self, told: &Told, verb: &[&str], what: &[&str]) -> Option<Value> {
        let answer = self.busctl(&[&["--json=short"], verb, &[&told.sender, &told.path], what].concat())?;
        let answer: Value = serde_json::from_str(&answer).ok()?;
        Some(answer["data"].clone())
    }

    fn busctl(&self, args: &[&str]) -> Option<String> {
        let mut command = Command::new("busctl");
        self.desktop.place(&mut command);
        let output = command.arg(format!("--address={}", self.bus)).args(args).output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
    }
}
