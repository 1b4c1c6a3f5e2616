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

/// A window that opens at once, and says what.
fn opening(say: mpsc::Sender<Vec<PathBuf>>) -> impl Fn(Vec<PathBuf>, Arc<HandOver>) -> bool {
    move |paths, hand_over| {
        hand_over.open(|| say.send(paths).unwrap());
        true
    }
}

/// What the window answers to a request of this id.
fn asked(data: &Path, id: &str, taken_back: bool) -> bool {
    let given = Given { id: id.into(), paths: &["/a.bucketwise".into()] };
    ask(data, &given, taken_back, Instant::now() + PATIENCE).is_ok()
}

fn door(data: &Path) -> Door {
    serde_json::from_slice(&fs::read(data.join(DOOR)).unwrap()).unwrap()
}

#[test]
fn a_second_start_hands_its_paths_to_the_first() {
    let data = tempfile::tempdir().unwrap();
    let instance = first(data.path());
    let (say, heard) = mpsc::channel();
    instance.listen(opening(say));
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
    instance.listen(opening(say));
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
                    instance.listen(opening(say));
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
    instance.listen(opening(say));
    let port = door(data.path()).port;
    let wrong = serde_json::to_vec(&Request {
        key: "0".repeat(32),
        paths: vec!["/x.bucketwise".into()],
        id: "1".into(),
        taken_back: false,
    })
    .unwrap();
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
    instance.listen(|_, _| false);
    assert!(matches!(start_within(data.path(), &[], SHORT), Start::Beside));
}

#[test]
fn a_window_that_was_busy_opens_what_it_was_given_once() {
    let data = tempfile::tempdir().unwrap();
    let instance = first(data.path());
    let (say, queued) = mpsc::channel();
    instance.listen_for(SHORT, move |paths, hand_over| say.send((paths, hand_over)).is_ok());
    // Asked again and again while nothing moves: it stays one entry of what the window has to do.
    assert!(!asked(data.path(), "1", false) && !asked(data.path(), "1", false));
    let (paths, hand_over) = queued.try_recv().unwrap();
    assert_eq!(paths, [PathBuf::from("/a.bucketwise")]);
    assert!(queued.try_recv().is_err(), "queued once");
    let mut opened = 0;
    hand_over.open(|| opened += 1);
    hand_over.open(|| opened += 1);
    assert!(asked(data.path(), "1", false), "the start hears of it when it asks the next time");
    assert!(asked(data.path(), "1", true), "and cannot take it back any more");
    assert_eq!(opened, 1);
    // Another start with the same paths is another hand-over; one of before has no id, and each of
    // its is its own.
    for id in ["2", "", ""] {
        assert!(!asked(data.path(), id, false));
        assert!(queued.try_recv().is_ok(), "{id:?}");
    }
}

#[test]
fn what_a_start_opens_itself_is_not_opened_by_the_busy_window_later() {
    let data = tempfile::tempdir().unwrap();
    let instance = first(data.path());
    let (say, queued) = mpsc::channel();
    instance.listen_for(SHORT, move |paths, hand_over| say.send((paths, hand_over)).is_ok());
    assert!(matches!(start_within(data.path(), &["/a.bucketwise".into()], SHORT), Start::Beside));
    let (_, hand_over) = queued.recv().unwrap();
    hand_over.open(|| panic!("the start has opened it"));
    assert!(queued.try_recv().is_err());
    // Taken back before it was heard of: it does not come later either.
    assert!(!asked(data.path(), "3", true) && !asked(data.path(), "3", false));
    let known = queued.try_recv();
    assert!(known.is_err());
}

#[test]
fn a_start_while_the_window_closes_is_the_next_first() {
    let data = tempfile::tempdir().unwrap();
    let instance = first(data.path());
    instance.listen(|_, _| panic!("it is closing"));
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
