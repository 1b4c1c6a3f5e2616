//! Buckets as folders of this computer, carried by the rclone that the person has installed.
//!
//! Secrets reach rclone through its environment and nowhere else. A mount is a process of its own:
//! it outlives the window, on purpose and by a crash alike, and stays until it is taken off or the
//! computer stops. Left behind by a crash of this program: nothing that changes; the next start
//! finds the mount in [`record`] and in the system's [`table`]. By a crash of rclone: the shell of
//! a folder, shown as broken, and files that were not sent ([`unsent`]), which are sent when the
//! same bucket is mounted again. Taking off waits until everything written is in the bucket.
//!
//! A connection can be edited to lead to another server. What was written for the one is not sent
//! to the other unless a person says so: each server's files wait in a place of their own. Programs
//! of before did not note the server; what they left waits for a person's word as well.

mod rclone;
mod record;
mod table;
mod unsent;
mod view;
mod waiting;

use std::{
    fs,
    future::ready,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use store::{Algorithm, Checksum};
use tokio::{sync::Mutex, task::spawn_blocking, time::timeout};

use self::{
    rclone::Order,
    record::{Record, Records},
};
pub use self::{
    rclone::Readiness,
    view::{MountState, MountView, MountWanted, MountsView},
};
use crate::{
    connections::{Connections, export::Remote},
    fault::{self, Fault},
    ids::MountId,
    transfers::safe_name,
    until::{every, until},
};

/// Until a bucket is a folder, or rclone has given up.
const STARTING: Duration = Duration::from_secs(30);
/// Until what was written is sent, and until rclone has ended.
const ENDING: Duration = Duration::from_secs(20);
const LOOK: Duration = Duration::from_millis(50);
/// Numbers that are tried for a folder of our own.
const NUMBERS: u32 = 100;
/// As much of rclone's last words as is shown.
const LAST_WORDS: usize = 2_000;

/// All mounted folders of this person.
#[derive(Debug)]
pub struct Mounts {
    records: Records,
    /// One folder a bucket below it: what was written and not sent, and rclone's log.
    places: PathBuf,
    /// Where folders are made that nobody chose.
    home: PathBuf,
    /// One mount or unmount at a time.
    turn: Mutex<()>,
}

impl Mounts {
    /// Those noted in `data`; folders that nobody chose are made in `home`.
    #[must_use]
    pub fn open(data: &Path, home: &Path) -> Self {
        Self {
            records: Records::open(data),
            places: data.join("mounts"),
            home: home.join("Bucketwise"),
            turn: Mutex::default(),
        }
    }

    /// Every mounted folder as it stands now, and whether this computer can do it. What is wholly
    /// gone leaves the list.
    pub async fn list(&self, connections: &Connections) -> MountsView {
        let ready = blocking(|| rclone::readiness(rclone::find().as_deref())).await;
        let ready = ready.unwrap_or(Readiness { rclone: None, carries: false, how: None });
        let mut mounts = Vec::new();
        for record in self.records.all() {
            match self.state(&record).await {
                Some(state) => mounts.push(self.view(connections, &record, state)),
                None => self.leave(&record),
            }
        }
        MountsView { ready, mounts }
    }

    /// Makes a bucket, or all of a connection, a folder: `folder`, or one of our own in the home
    /// folder.
    ///
    /// # Errors
    /// A program is missing, the login does not last, the folder cannot be used, or rclone gave up.
    pub async fn mount(
        &self,
        connections: &Connections,
        wanted: MountWanted,
        folder: Option<PathBuf>,
    ) -> Result<MountView, Fault> {
        let _turn = self.turn.lock().await;
        let program = rclone::find();
        let looked = program.clone();
        let ready = blocking(move || rclone::readiness(looked.as_deref())).await?;
        let program = match (program, ready.how) {
            (Some(program), None) => program,
            (_, how) => return Err(fault::mount::not_ready(how)),
        };
        let MountWanted { connection, bucket, read_only, sends } = wanted;
        let bucket = bucket.filter(|bucket| !bucket.is_empty());
        let remote = connections.remote(&connection).await?;
        if let Some(id) = &sends {
            self.accept(id, &remote.server)?;
        }
        let waiting = self.waiting(&connection, bucket.as_deref(), &remote.server).await?;
        let read_only = read_only || remote.read_only;
        let ours = folder.is_none();
        let folder = match folder {
            Some(folder) => empty(folder)?,
            None => self.own_folder(&remote.name, bucket.as_deref())?,
        };
        let (id, server, accepted) = match waiting {
            Some(old) => (old.id, old.server, old.accepted),
            None => (MountId::fresh(), Some(remote.server.clone()), None),
        };
        let name = remote.name.clone();
        let mut record = Record { id, connection, name, server, accepted, bucket, folder, ours, read_only, process: 0 };
        self.records.put(&record)?;
        if let Err(fault) = self.start(&program, &mut record, &remote).await {
            self.leave(&record);
            return Err(fault);
        }
        Ok(self.view(connections, &record, MountState::Mounted))
    }

    /// Takes a folder off: once everything is sent, or `anyway`. A broken one is swept away. What
    /// waits to be sent stays on this computer until the bucket is a folder again.
    ///
    /// # Errors
    /// Files are not sent yet, a program uses the folder, or the system refuses.
    pub async fn unmount(&self, id: &MountId, anyway: bool) -> Result<(), Fault> {
        let _turn = self.turn.lock().await;
        let record = self.records.get(id)?;
        let place = self.place(&record);
        let lives = table::lives(record.process, &record.folder);
        let sent = comes_true(|| !lives || is_sent(&place)).await;
        if !sent && !anyway {
            return Err(match unsent::count(&place) {
                Ok(count) => fault::mount::unsent(count),
                Err(error) => fault::mount::unsent_unknown(&error.to_string()),
            });
        }
        if table::is_mounted(&record.folder) {
            let (folder, process) = (record.folder.clone(), record.process);
            blocking(move || take_off(&folder, lives, process)).await??;
        }
        let is_over = || !table::lives(record.process, &record.folder);
        if !comes_true(is_over).await {
            table::end(record.process);
            comes_true(is_over).await;
        }
        self.leave(&record);
        Ok(())
    }

    /// The folder, to be opened in the system's file manager.
    ///
    /// # Errors
    /// It is not mounted any more.
    pub fn folder(&self, id: &MountId) -> Result<PathBuf, Fault> {
        self.records.get(id).map(|record| record.folder)
    }

    /// Starts rclone and waits until the folder is there.
    async fn start(&self, program: &Path, record: &mut Record, remote: &Remote) -> Result<(), Fault> {
        let place = self.place(record);
        private_folder(&place).map_err(|error| fault::mount::folder_unusable(&error.to_string()))?;
        let log = place.join("rclone.log");
        let _ = fs::remove_file(&log);
        let order = Order {
            bucket: record.bucket.as_deref(),
            folder: &record.folder,
            read_only: record.read_only,
            cache: &place,
            log: &log,
        };
        let mut command = rclone::command(program, &order, remote);
        if !remote.trust.is_empty() {
            // No secret: certificates are made to be shown.
            let file = place.join("trusted.pem");
            fs::write(&file, &remote.trust).map_err(|error| fault::mount::folder_unusable(&error.to_string()))?;
            command.env("RCLONE_CA_CERT", file);
        }
        #[cfg(windows)]
        let _ = fs::remove_dir(&record.folder);
        let mut child =
            tokio::process::Command::from(command).spawn().map_err(|error| fault::mount::failed(&error.to_string()))?;
        record.process = child.id().unwrap_or_default();
        self.records.put(record)?;
        let look = || {
            let ended = matches!(child.try_wait(), Ok(Some(_)));
            ready((ended, !ended && table::is_mounted(&record.folder)))
        };
        let (ended, mounted) = until(every(LOOK, STARTING), look, |(ended, mounted)| *ended || *mounted).await;
        if mounted {
            // Somebody has to hear of its end, or its number stays taken.
            tokio::spawn(async move { child.wait().await });
            return Ok(());
        }
        if !ended {
            table::end(record.process);
            let _ = timeout(ENDING, child.wait()).await;
        }
        Err(fault::mount::failed(&last_words(&log, remote)))
    }

    /// How it stands; `None` where nothing is left of it.
    async fn state(&self, record: &Record) -> Option<MountState> {
        let lives = table::lives(record.process, &record.folder);
        match (table::is_mounted(&record.folder), lives) {
            (true, true) => Some(MountState::Mounted),
            (true, false) => {
                // Without its process only the system can say whether somebody else's rclone
                // carries it.
                let folder = record.folder.clone();
                let look = spawn_blocking(move || fs::metadata(folder).is_ok());
                let answers = timeout(Duration::from_secs(2), look).await.is_ok_and(|found| found.unwrap_or(false));
                Some(if answers { MountState::Mounted } else { MountState::Broken })
            }
            (false, true) => Some(MountState::Starting),
            (false, false) if is_sent(&self.place(record)) => None,
            (false, false) => Some(MountState::Waiting),
        }
    }

    /// Takes what is gone off the list, and removes what was made for it. A folder goes only while
    /// it is empty, and what waits to be sent stays, with its place on the list.
    fn leave(&self, record: &Record) {
        if record.ours && !table::is_mounted(&record.folder) {
            let _ = fs::remove_dir(&record.folder);
            let _ = fs::remove_dir(&self.home);
        }
        if !is_sent(&self.place(record)) {
            return;
        }
        let _ = fs::remove_dir_all(self.place(record));
        if let Err(fault) = self.records.remove(&record.id) {
            tracing::warn!("a mounted folder stays on the list: {}", fault.details);
        }
    }

    fn view(&self, connections: &Connections, record: &Record, state: MountState) -> MountView {
        let Record { id, connection, name, server, bucket, folder, read_only, .. } = record.clone();
        let unsent = unsent::count(&self.place(record)).ok();
        let now = connections.server(&connection);
        let held = now.as_deref().filter(|now| state == MountState::Waiting && !record.goes_to(now));
        let held = held.map(|now| fault::mount::other_server(server.as_deref(), now));
        let elsewhere = server.filter(|_| now.is_some_and(|now| !record.may_be_of(&now)));
        let elsewhere = elsewhere.map(|server| store::server_name(&server).to_owned());
        let folder = name_of(&folder);
        MountView { id, connection, name, bucket, folder, read_only, state, unsent, elsewhere, held }
    }

    /// What belongs to one bucket of one server and connection, however often it is mounted.
    fn place(&self, record: &Record) -> PathBuf {
        let bucket = record.bucket.as_deref().map_or("all buckets".into(), safe_name);
        // No bucket's own name has a space in it, so that none is the place of another.
        let bucket = match &record.server {
            Some(server) => format!("{bucket} {}", Checksum::of(Algorithm::Md5, server.as_bytes()).value),
            None => bucket,
        };
        self.places.join(safe_name(record.connection.as_str())).join(bucket)
    }

    /// An empty folder in the home folder, called after the connection and the bucket.
    fn own_folder(&self, connection: &str, bucket: Option<&str>) -> Result<PathBuf, Fault> {
        let name = match bucket {
            Some(bucket) => format!("{bucket} ({connection})"),
            None => connection.to_owned(),
        };
        let name = safe_name(&name);
        for number in 1..=NUMBERS {
            let name = if number == 1 { name.clone() } else { crate::transfers::numbered(&name, number) };
            let folder = self.home.join(name);
            match fs::create_dir_all(&folder) {
                Ok(()) if is_empty(&folder) => return Ok(folder),
                Ok(()) => {}
                // A mount that lost its rclone cannot be looked into.
                Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(fault::mount::folder_unusable(&error.to_string())),
            }
        }
        Err(fault::mount::folder_not_empty(&name))
    }
}

/// Everything that was written is in the storage, as far as anybody can tell: what cannot be read
/// is not sent.
fn is_sent(place: &Path) -> bool {
    unsent::count(place).is_ok_and(|count| count == 0)
}

/// Takes a mount off. `lives`: its rclone does; else what is left is swept away however it is used.
fn take_off(folder: &Path, lives: bool, process: u32) -> Result<(), Fault> {
    let mut command = if cfg!(target_os = "linux") {
        let mut command = Command::new(rclone::unmounter().unwrap_or_else(|| "fusermount3".into()));
        command.arg(if lives { "-u" } else { "-uz" });
        command
    } else if cfg!(unix) {
        let mut command = Command::new("umount");
        command.args(if lives { &[][..] } else { &["-f"][..] });
        command
    } else {
        table::end(process);
        return Ok(());
    };
    let output = store::bounds::output(command.arg(folder)).map_err(|error| fault::mount::stays(&error.to_string()))?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    if output.status.success() || !table::is_mounted(folder) {
        return Ok(());
    }
    let busy = said.to_lowercase().contains("busy");
    Err(if busy { fault::mount::busy(&name_of(folder)) } else { fault::mount::stays(said.trim()) })
}

/// What rclone said last, without what must not be said aloud.
fn last_words(log: &Path, remote: &Remote) -> String {
    let said = store::bounds::read_file(log, store::bounds::KEPT).unwrap_or_default();
    let mut text = String::from_utf8_lossy(&said).into_owned();
    for (_, value) in remote.environment.iter().filter(|(name, _)| name.contains("SECRET") || name.contains("TOKEN")) {
        text = text.replace(value.expose(), "***");
    }
    let from = text.char_indices().rev().nth(LAST_WORDS).map_or(0, |(at, _)| at);
    text[from..].trim().to_owned()
}

/// A folder that was chosen, if nothing is in it.
fn empty(folder: PathBuf) -> Result<PathBuf, Fault> {
    let looked = fs::read_dir(&folder).map_err(|error| fault::mount::folder_unusable(&error.to_string()))?;
    if looked.count() > 0 {
        return Err(fault::mount::folder_not_empty(&name_of(&folder)));
    }
    // The system's table has the place itself, not a link to it.
    fs::canonicalize(&folder).map_err(|error| fault::mount::folder_unusable(&error.to_string()))
}

fn is_empty(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none())
}

/// Makes a folder that its owner alone may look into: files of the bucket lie in it for a while.
fn private_folder(folder: &Path) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    #[cfg(unix)]
    fs::set_permissions(folder, std::os::unix::fs::PermissionsExt::from_mode(0o700))?;
    Ok(())
}

fn name_of(folder: &Path) -> String {
    folder.file_name().unwrap_or(folder.as_os_str()).to_string_lossy().into_owned()
}

/// Waits for as long as rclone may take to end; whether it is so by then.
async fn comes_true(is: impl Fn() -> bool) -> bool {
    until(every(LOOK, ENDING), || ready(is()), |so| *so).await
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Fault> {
    spawn_blocking(work).await.map_err(|_| fault::defect("mounted folders"))
}

#[cfg(test)]
mod tests;
