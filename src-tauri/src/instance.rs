//! One window for each person. A second start hands what it was asked to open to the window that is there, which comes to
//! the front, and ends.
//!
//! The first start holds a lock of the system's on a file in the data folder, until its process ends, however it ends.
//! Beside the lock it leaves its door: a port on loopback, and a key that only this person may read. Whoever has no key is
//! sent away unheard, after five seconds at the latest; up to sixteen of them hold up nobody else. What comes in is paths, which are treated
//! as what the system hands over at a start. This needs no session bus, which not every desktop has, and is the same on
//! every system.
//!
//! While a window closes its door is shut: a start in that moment waits until it is gone, and is the next first. Where the
//! window that is there does not answer, the new one opens beside it, without the transfers ([`engine::transfers`] hold a
//! lock of their own and say so). Runs without a window (`bucketwise backup …`) take no part in this.

use std::{
    ffi::OsString,
    fs::{self, File, OpenOptions},
    io::{self, Read, Write},
    net::{Ipv4Addr, Shutdown, TcpListener, TcpStream},
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use engine::held::Held;
use serde::{Deserialize, Serialize};

const LOCK: &str = "instance.lock";
const DOOR: &str = "instance.json";
/// How long a start waits for the window that is there: it may be closing, and its transfers with it.
const PATIENCE: Duration = Duration::from_secs(10);
const LOOK: Duration = Duration::from_millis(50);
/// How long a stranger at the door is listened to.
const HEARD: Duration = Duration::from_secs(5);
/// Who may be at the door at once; more are sent away, and a start among them tries again until [`PATIENCE`] is over.
const AT_ONCE: usize = 16;
/// A request is a few paths.
const LONGEST: u64 = 1 << 20;
const TAKEN: &[u8] = b"taken";

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
}

/// Becomes the first one of those whose data is in `data`, or hands `arguments` to it.
pub(crate) fn start(data: &Path, arguments: &[OsString]) -> Start {
    start_within(data, arguments, PATIENCE)
}

fn start_within(data: &Path, arguments: &[OsString], patience: Duration) -> Start {
    let end = Instant::now() + patience;
    loop {
        match Held::take(&data.join(LOCK), Duration::ZERO) {
            Ok(Some(held)) => return Instance::of(held, data).map_or(Start::Beside, Start::First),
            Err(_) => return Start::Beside,
            Ok(None) if hand_over(data, arguments, end).is_ok() => return Start::Handed,
            Ok(None) if Instant::now() > end => return Start::Beside,
            Ok(None) => thread::sleep(LOOK),
        }
    }
}

fn read_door(data: &Path) -> io::Result<Vec<u8>> {
    let mut text = Vec::new();
    File::open(data.join(DOOR))?.take(LONGEST).read_to_end(&mut text)?;
    Ok(text)
}

/// Asks whoever is at the door, and waits for the answer.
fn hand_over(data: &Path, arguments: &[OsString], end: Instant) -> io::Result<()> {
    let door: Door = serde_json::from_slice(&read_door(data)?)?;
    // The other program stands in another folder.
    let paths = arguments.iter().map(|path| std::path::absolute(path).map_or_else(|_| path.clone(), Into::into));
    let request = Request { key: door.key, paths: paths.collect() };
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

    /// Hears of later starts from now on: `opened` gets the paths of each, and is done before that start is answered.
    /// False from it: this one cannot do it any more.
    pub(crate) fn listen(&self, opened: impl Fn(Vec<PathBuf>) -> bool + Send + Sync + 'static) {
        let Some(listener) = self.listener.lock().unwrap_or_else(PoisonError::into_inner).take() else { return };
        let (key, shut, opened, inside) = (self.key.clone(), Arc::clone(&self.shut), Arc::new(opened), Arc::new(()));
        thread::spawn(move || {
            for stream in listener.incoming() {
                if shut.load(Ordering::SeqCst) {
                    return;
                }
                let Ok(stream) = stream else { continue };
                // Each has a thread of its own, so that a silent one keeps nobody out; too many are sent away.
                if Arc::strong_count(&inside) > AT_ONCE {
                    continue;
                }
                let (key, shut) = (key.clone(), Arc::clone(&shut));
                let (opened, inside) = (Arc::clone(&opened), Arc::clone(&inside));
                thread::spawn(move || {
                    let _inside = inside;
                    let _ = hear(stream, &key, |paths| !shut.load(Ordering::SeqCst) && opened(paths));
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

/// One at the door: heard, answered once it is done.
fn hear(mut stream: TcpStream, key: &str, opened: impl FnOnce(Vec<PathBuf>) -> bool) -> io::Result<()> {
    let end = Instant::now() + HEARD;
    let mut text = Vec::new();
    let mut piece = [0; 8 * 1024];
    loop {
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() || text.len() as u64 > LONGEST {
            return Err(io::ErrorKind::TimedOut.into());
        }
        stream.set_read_timeout(Some(left))?;
        match stream.read(&mut piece)? {
            0 => break,
            read => text.extend_from_slice(&piece[..read]),
        }
    }
    let request: Request = serde_json::from_slice(&text)?;
    if request.key == key && opened(request.paths.into_iter().map(PathBuf::from).collect()) {
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
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]
    use std::sync::mpsc;

    use super::*;

    const SHORT: Duration = Duration::from_millis(300);

    fn first(data: &Path) -> Instance {
        match start(data, &[]) {
            Start::First(instance) => instance,
            Start::Handed => panic!("handed over to nobody"),
            Start::Beside => panic!("nobody was there"),
        }
    }

    fn door(data: &Path) -> Door {
        serde_json::from_slice(&fs::read(data.join(DOOR)).unwrap()).unwrap()
    }

    #[test]
    fn a_second_start_hands_its_paths_to_the_first() {
        let data = tempfile::tempdir().unwrap();
        let instance = first(data.path());
        let (say, heard) = mpsc::channel();
        instance.listen(move |paths| say.send(paths).is_ok());
        let given = ["/a/team.bucketwise", "with  spaces ü.bucketwise"].map(OsString::from);
        assert!(matches!(start(data.path(), &given), Start::Handed));
        let here = std::env::current_dir().unwrap();
        assert_eq!(heard.recv().unwrap(), [PathBuf::from("/a/team.bucketwise"), here.join(&given[1])]);
        assert!(matches!(start(data.path(), &[]), Start::Handed), "also with nothing to open");
        assert_eq!(heard.recv().unwrap(), Vec::<PathBuf>::new());
        // Another person's, or another home's, is another first.
        let other = tempfile::tempdir().unwrap();
        first(other.path());
    }

    #[cfg(unix)]
    #[test]
    fn a_name_that_is_no_text_arrives_as_it_is() {
        use std::os::unix::ffi::OsStringExt;
        let data = tempfile::tempdir().unwrap();
        let instance = first(data.path());
        let (say, heard) = mpsc::channel();
        instance.listen(move |paths| say.send(paths).is_ok());
        let odd = OsString::from_vec(b"/tmp/\xff\xfe.bucketwise".to_vec());
        assert!(matches!(start(data.path(), std::slice::from_ref(&odd)), Start::Handed));
        assert_eq!(heard.recv().unwrap(), [PathBuf::from(odd)]);
    }

    #[test]
    fn of_many_starts_at_once_one_is_first() {
        let data = tempfile::tempdir().unwrap();
        let (say, heard) = mpsc::channel();
        let starts: Vec<_> = (0..12)
            .map(|at| {
                let (data, say) = (data.path().to_owned(), say.clone());
                thread::spawn(move || match start(&data, &[OsString::from(format!("/{at}"))]) {
                    Start::First(instance) => {
                        instance.listen(move |paths| say.send(paths).is_ok());
                        Some(instance)
                    }
                    Start::Handed => None,
                    Start::Beside => panic!("{at} found nobody"),
                })
            })
            .collect();
        let firsts: Vec<_> = starts.into_iter().filter_map(|start| start.join().unwrap()).collect();
        assert_eq!(firsts.len(), 1);
        drop(say);
        assert_eq!(heard.try_iter().count(), 11);
    }

    #[test]
    fn whoever_has_no_key_is_not_heard() {
        let data = tempfile::tempdir().unwrap();
        let instance = first(data.path());
        let (say, heard) = mpsc::channel();
        instance.listen(move |paths| say.send(paths).is_ok());
        let port = door(data.path()).port;
        let wrong = serde_json::to_vec(&Request { key: "0".repeat(32), paths: vec!["/x.bucketwise".into()] }).unwrap();
        let page = b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\n\r\n".to_vec();
        let endless = vec![b'['; 3 << 20];
        for text in [Vec::new(), wrong, page, b"{".to_vec(), endless] {
            let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).unwrap();
            // It may have hung up already.
            let _ = stream.write_all(&text);
            let _ = stream.shutdown(Shutdown::Write);
            let mut answer = Vec::new();
            let _ = stream.read_to_end(&mut answer);
            assert_eq!(answer, b"");
        }
        // Silent ones keep nobody out.
        let _silent: Vec<_> = (0..4).map(|_| TcpStream::connect((Ipv4Addr::LOCALHOST, port)).unwrap()).collect();
        assert!(matches!(start(data.path(), &[]), Start::Handed));
        assert_eq!(heard.try_iter().count(), 1);
        #[cfg(unix)]
        {
            let mode =
                std::os::unix::fs::PermissionsExt::mode(&fs::metadata(data.path().join(DOOR)).unwrap().permissions());
            assert_eq!(mode & 0o777, 0o600, "the key is its owner's");
        }
    }

    #[test]
    fn one_that_does_not_answer_is_not_waited_for_without_end() {
        let data = tempfile::tempdir().unwrap();
        // It has the lock, and nobody listens.
        let instance = first(data.path());
        assert!(matches!(start_within(data.path(), &[], SHORT), Start::Beside));
        // It says no: it can take nothing over any more.
        instance.listen(|_| false);
        assert!(matches!(start_within(data.path(), &[], SHORT), Start::Beside));
    }

    #[test]
    fn a_start_while_the_window_closes_is_the_next_first() {
        let data = tempfile::tempdir().unwrap();
        let instance = first(data.path());
        instance.listen(|_| panic!("it is closing"));
        instance.shut();
        let (next, path) = (mpsc::channel(), data.path().to_owned());
        let waits = thread::spawn(move || {
            next.0.send(()).unwrap();
            matches!(start(&path, &[]), Start::First(_))
        });
        next.1.recv().unwrap();
        drop(instance);
        assert!(waits.join().unwrap());
    }

    #[test]
    fn what_a_crash_left_is_no_first_one() {
        let data = tempfile::tempdir().unwrap();
        let stranger = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let left = Door { port: stranger.local_addr().unwrap().port(), key: "old".into() };
        fs::write(data.path().join(DOOR), serde_json::to_vec(&left).unwrap()).unwrap();
        fs::write(data.path().join(LOCK), "").unwrap();
        let _instance = first(data.path());
        assert_ne!(door(data.path()).key, "old");
    }

    #[test]
    fn without_a_folder_to_write_to_a_window_opens_all_the_same() {
        let data = tempfile::tempdir().unwrap();
        let file = data.path().join("file");
        fs::write(&file, "").unwrap();
        assert!(matches!(start(&file.join("below"), &[]), Start::Beside));
    }
}
