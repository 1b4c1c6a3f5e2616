//! One window for each person. A second start hands what it was asked to open to the window that is
//! there, which comes to the front, and ends.
//!
//! The first start holds a lock of the system's on a file in the data folder, until its process
//! ends, however it ends. Beside the lock it leaves its door: a port on loopback, and a key that
//! only this person may read. Whoever has no key is sent away unheard, after five seconds at the
//! latest; up to sixteen of them hold up nobody else. What comes in is paths, which are treated as
//! what the system hands over at a start. Each hand-over has an id and is opened once, however
//! often a busy window is asked; a start that waits no longer takes it back first, and opens it
//! itself. This needs no session bus, which not every desktop has, and is the same on every system.
//!
//! While a window closes its door is shut: a start in that moment waits until it is gone, and is
//! the next first. Where the window that is there does not answer, the new one opens beside it,
//! without the transfers ([`engine::transfers`] hold a lock of their own and say so). Runs without
//! a window (`bucketwise backup …`) take no part in this.

use std::{
    collections::VecDeque,
    ffi::OsString,
    fs::{self, File, OpenOptions},
    io::{self, Read, Write},
    net::{Ipv4Addr, Shutdown, TcpListener, TcpStream},
    path::{Path, PathBuf},
    sync::{
        Arc, Condvar, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use engine::{bounds::HANDED_OVER, held::Held};
use serde::{Deserialize, Serialize};

const LOCK: &str = "instance.lock";
const DOOR: &str = "instance.json";
/// How long a start waits for the window that is there: it may be closing, and its transfers with
/// it.
const PATIENCE: Duration = Duration::from_secs(10);
const LOOK: Duration = Duration::from_millis(50);
/// How long a stranger at the door is listened to.
const HEARD: Duration = Duration::from_secs(5);
/// Who may be at the door at once; more are sent away, and a start among them tries again until
/// [`PATIENCE`] is over.
const AT_ONCE: usize = 16;
const TAKEN: &[u8] = b"taken";
/// How long the window may take to open what was handed over, until the start is told to ask again.
const OPENED: Duration = Duration::from_secs(5);
/// How long the window may take to say that it is too late to take something back.
const ANSWERED: Duration = Duration::from_secs(1);
/// Hand-overs that are remembered: more than can be under way at once.
const REMEMBERED: usize = 256;

/// What a start of the program is.
pub(crate) enum Start {
    /// The only one; it keeps this until it ends.
    First(Instance),
    /// Another one has taken over what was to be done.
    Handed,
    /// Another one is there and does not answer, or nobody can tell.
    Beside,
}

/// The first start, until its process ends.
pub(crate) struct Instance {
    _held: Held,
    door: PathBuf,
    key: String,
    listener: Mutex<Option<TcpListener>>,
    shut: Arc<AtomicBool>,
}

/// Where the first one listens.
#[derive(Serialize, Deserialize)]
struct Door {
    port: u16,
    key: String,
}

/// What a second start hands over.
#[derive(Serialize, Deserialize)]
struct Request {
    key: String,
    paths: Vec<OsString>,
    /// The same each time that a start asks; empty from a program of before.
    #[serde(default)]
    id: String,
    /// The start waits no longer, and opens the paths itself.
    #[serde(default)]
    taken_back: bool,
}

/// What a start hands over, under an id of its own.
struct Given<'a> {
    id: String,
    paths: &'a [OsString],
}

/// How far a hand-over is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Turn {
    #[default]
    Waits,
    Opens,
    Opened,
    TakenBack,
}

/// What a start handed over: opened once, or taken back before.
#[derive(Default)]
pub(crate) struct HandOver {
    id: String,
    turn: Mutex<Turn>,
    changed: Condvar,
}

impl HandOver {
    /// Opens it, unless that was done before or the start has taken it back.
    pub(crate) fn open(&self, open: impl FnOnce()) {
        if self.advance(Turn::Waits, Turn::Opens) {
            open();
            self.advance(Turn::Opens, Turn::Opened);
        }
    }

    /// Waits so long until it is opened. True also where that is under way: it cannot be taken back
    /// any more.
    fn is_opened_within(&self, time: Duration) -> bool {
        let goes_on = |turn: &mut Turn| matches!(turn, Turn::Waits | Turn::Opens);
        let waited = self.changed.wait_timeout_while(self.turn(), time, goes_on);
        let turn = *waited.unwrap_or_else(PoisonError::into_inner).0;
        matches!(turn, Turn::Opens | Turn::Opened)
    }

    /// False: it is too late for that.
    fn take_back(&self) -> bool {
        self.advance(Turn::Waits, Turn::TakenBack) || *self.turn() == Turn::TakenBack
    }

    fn advance(&self, from: Turn, to: Turn) -> bool {
        let mut turn = self.turn();
        let goes = *turn == from;
        if goes {
            *turn = to;
            self.changed.notify_all();
        }
        goes
    }

    fn turn(&self) -> MutexGuard<'_, Turn> {
        self.turn.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Becomes the first one of those whose data is in `data`, or hands `arguments` to it.
pub(crate) fn start(data: &Path, arguments: &[OsString]) -> Start {
    start_within(data, arguments, PATIENCE)
}

fn start_within(data: &Path, arguments: &[OsString], patience: Duration) -> Start {
    let end = Instant::now() + patience;
    let arguments = &Given { id: uuid::Uuid::new_v4().simple().to_string(), paths: arguments };
    loop {
        match Held::take(&data.join(LOCK), Duration::ZERO) {
            Ok(Some(held)) => return Instance::of(held, data).map_or(Start::Beside, Start::First),
            Err(_) => return Start::Beside,
            Ok(None) if hand_over(data, arguments, end).is_ok() => return Start::Handed,
            Ok(None) if Instant::now() > end => return take_back(data, arguments),
            Ok(None) => thread::sleep(LOOK),
        }
    }
}

fn read_door(data: &Path) -> io::Result<Vec<u8>> {
    let mut text = Vec::new();
    File::open(data.join(DOOR))?.take(HANDED_OVER).read_to_end(&mut text)?;
    Ok(text)
}

/// Waits for the window no longer, unless it opens what was handed over by now.
fn take_back(data: &Path, given: &Given<'_>) -> Start {
    match ask(data, given, true, Instant::now() + ANSWERED) {
        Ok(()) => Start::Handed,
        Err(_) => Start::Beside,
    }
}

fn hand_over(data: &Path, given: &Given<'_>, end: Instant) -> io::Result<()> {
    ask(data, given, false, end)
}

/// Asks whoever is at the door, and waits for the answer.
fn ask(data: &Path, given: &Given<'_>, taken_back: bool, end: Instant) -> io::Result<()> {
    let door: Door = serde_json::from_slice(&read_door(data)?)?;
    // The other program stands in another folder.
    let paths = given
        .paths
        .iter()
        .filter(|_| !taken_back)
        .map(|path| std::path::absolute(path).map_or_else(|_| path.clone(), Into::into));
    let request = Request { key: door.key, paths: paths.collect(), id: given.id.clone(), taken_back };
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, door.port))?;
    let left = end.saturating_duration_since(Instant::now()).max(LOOK);
    stream.set_read_timeout(Some(left))?;
    stream.set_write_timeout(Some(left))?;
    stream.write_all(&serde_json::to_vec(&request)?)?;
    stream.shutdown(Shutdown::Write)?;
    let mut answer = Vec::new();
    stream.take(TAKEN.len() as u64).read_to_end(&mut answer)?;
    if answer == TAKEN { Ok(()) } else { Err(io::ErrorKind::ConnectionAborted.into()) }
}

impl Instance {
    fn of(held: Held, data: &Path) -> io::Result<Self> {
        let door = data.join(DOOR);
        // One that a crash left leads to nobody, or to a stranger.
        let _ = fs::remove_file(&door);
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let key = uuid::Uuid::new_v4().simple().to_string();
        let port = listener.local_addr()?.port();
        write_privately(&door, &serde_json::to_vec(&Door { port, key: key.clone() })?)?;
        Ok(Self { _held: held, door, key, listener: Mutex::new(Some(listener)), shut: Arc::default() })
    }

    /// Hears of later starts from now on: `opened` gets the paths of each once, and opens its
    /// hand-over when it can. False from it: this one cannot do it any more.
    pub(crate) fn listen(&self, opened: impl Fn(Vec<PathBuf>, Arc<HandOver>) -> bool + Send + Sync + 'static) {
        self.listen_for(OPENED, opened);
    }

    fn listen_for(
        &self,
        patience: Duration,
        opened: impl Fn(Vec<PathBuf>, Arc<HandOver>) -> bool + Send + Sync + 'static,
    ) {
        let Some(listener) = self.listener.lock().unwrap_or_else(PoisonError::into_inner).take() else { return };
        let (key, shut) = (self.key.clone(), Arc::clone(&self.shut));
        let desk = Arc::new(Desk { opened, patience, known: Mutex::default() });
        let inside = Arc::new(());
        thread::spawn(move || {
            for stream in listener.incoming() {
                if shut.load(Ordering::SeqCst) {
                    return;
                }
                let Ok(stream) = stream else { continue };
                // Each has a thread of its own, so that a silent one keeps nobody out; too many are
                // sent away.
                if Arc::strong_count(&inside) > AT_ONCE {
                    continue;
                }
                let (key, shut) = (key.clone(), Arc::clone(&shut));
                let (desk, inside) = (Arc::clone(&desk), Arc::clone(&inside));
                thread::spawn(move || {
                    let _inside = inside;
                    let _ = hear(stream, &key, |request| !shut.load(Ordering::SeqCst) && desk.takes(request));
                });
            }
        });
    }

    /// The window closes: a start from now on is the next first one, once this process has ended.
    pub(crate) fn shut(&self) {
        self.shut.store(true, Ordering::SeqCst);
        let _ = fs::remove_file(&self.door);
    }
}

/// Where hand-overs are taken, each one once.
struct Desk<F> {
    opened: F,
    patience: Duration,
    /// The latest.
    known: Mutex<VecDeque<Arc<HandOver>>>,
}

impl<F: Fn(Vec<PathBuf>, Arc<HandOver>) -> bool> Desk<F> {
    /// Whether what a start hands over is opened here; of one that takes it back, whether it is too
    /// late for that.
    fn takes(&self, request: Request) -> bool {
        let (hand_over, first) = self.of(request.id);
        if request.taken_back {
            return !hand_over.take_back();
        }
        let paths = request.paths.into_iter().map(PathBuf::from).collect();
        if first && !(self.opened)(paths, Arc::clone(&hand_over)) {
            hand_over.take_back();
        }
        hand_over.is_opened_within(self.patience)
    }

    /// The hand-over of this id, and whether it is asked for the first time.
    fn of(&self, id: String) -> (Arc<HandOver>, bool) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = known.iter().find(|known| known.id == id && !id.is_empty()) {
            return (Arc::clone(found), false);
        }
        if known.len() == REMEMBERED {
            known.pop_front();
        }
        let fresh = Arc::new(HandOver { id, ..HandOver::default() });
        known.push_back(Arc::clone(&fresh));
        (fresh, true)
    }
}

/// One at the door: heard, answered once it is done.
fn hear(mut stream: TcpStream, key: &str, takes: impl FnOnce(Request) -> bool) -> io::Result<()> {
    let end = Instant::now() + HEARD;
    let mut text = Vec::new();
    let mut piece = [0; 8 * 1024];
    loop {
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() || text.len() as u64 > HANDED_OVER {
            return Err(io::ErrorKind::TimedOut.into());
        }
        stream.set_read_timeout(Some(left))?;
        match stream.read(&mut piece)? {
            0 => break,
            read => text.extend_from_slice(&piece[..read]),
        }
    }
    let request: Request = serde_json::from_slice(&text)?;
    if request.key == key && takes(request) {
        stream.set_write_timeout(Some(HEARD))?;
        stream.write_all(TAKEN)?;
    }
    Ok(())
}

/// Writes a file that its owner alone may read.
fn write_privately(path: &Path, text: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(text)
}

#[cfg(test)]
mod tests;
