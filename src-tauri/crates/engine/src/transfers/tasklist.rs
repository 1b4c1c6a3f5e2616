//! The tasks of a plan as they were counted, in an unnamed temporary file: those run, and nothing
//! that came later, however long the question stays open. Dropped, or after a crash, it leaves
//! nothing behind.

use std::{
    fs::File,
    io::{self, BufReader, BufWriter, Read, Seek, Write},
};

use super::job::Task;
use crate::fault::{Fault, transfer::list_not_kept};

const TASKS_A_STEP: usize = 1_000;
/// Bytes of one task: a key has at most 1,024, and a file may have thousands of delete markers.
const MOST: usize = 64 << 20;

/// Tasks that are being counted.
pub(super) struct Listing {
    file: BufWriter<File>,
    tasks: usize,
}

impl Listing {
    pub(super) fn new() -> Result<Self, Fault> {
        let file = tempfile::tempfile().map_err(|error| list_not_kept(&error))?;
        Ok(Self { file: BufWriter::new(file), tasks: 0 })
    }

    /// Keeps a task. Blocks for at most a page of keys, into the system's own cache.
    pub(super) fn add(&mut self, task: &Task) -> Result<(), Fault> {
        let mut write = || {
            let task = serde_json::to_vec(task)?;
            let len = u32::try_from(task.len()).map_err(io::Error::other)?;
            self.file.write_all(&len.to_le_bytes())?;
            self.file.write_all(&task)
        };
        write().map_err(|error| list_not_kept(&error))?;
        self.tasks += 1;
        Ok(())
    }

    pub(super) fn end(self) -> Result<TaskList, Fault> {
        let rewound = self.file.into_inner().map_err(io::IntoInnerError::into_error).and_then(|mut file| {
            file.rewind()?;
            Ok(TaskList { file: BufReader::new(file), tasks: self.tasks, read: 0 })
        });
        rewound.map_err(|error| list_not_kept(&error))
    }
}

/// Counted tasks, read in order: length (4 bytes), task.
pub(super) struct TaskList {
    file: BufReader<File>,
    tasks: usize,
    /// So many of them were read.
    read: usize,
}

impl TaskList {
    /// How many there are, read or not.
    pub(super) fn len(&self) -> usize {
        self.tasks
    }

    /// Begins again with the first.
    pub(super) fn rewind(&mut self) -> io::Result<()> {
        self.read = 0;
        self.file.rewind()
    }

    /// The next tasks; none at the end.
    pub(super) fn next(&mut self) -> Result<Option<Vec<Task>>, Fault> {
        let mut tasks = Vec::new();
        while tasks.len() < TASKS_A_STEP {
            match self.read().map_err(|error| list_not_kept(&error))? {
                Some(task) => tasks.push(task),
                None => break,
            }
        }
        Ok(Some(tasks).filter(|tasks| !tasks.is_empty()))
    }

    /// The next task; none at the end, which is behind as many as were counted.
    pub(super) fn read(&mut self) -> io::Result<Option<Task>> {
        if self.read == self.tasks {
            return Ok(None);
        }
        let mut len = [0; 4];
        self.file.read_exact(&mut len)?;
        let len = u32::from_le_bytes(len) as usize;
        if len > MOST {
            return Err(io::ErrorKind::InvalidData.into());
        }
        let mut task = vec![0; len];
        self.file.read_exact(&mut task)?;
        self.read += 1;
        Ok(Some(serde_json::from_slice(&task)?))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::transfers::job::Action;

    #[test]
    fn tasks_come_back_as_they_were_counted() {
        let mut counted = Listing::new().unwrap();
        let task = |at: usize| {
            let action = Action::Undelete { markers: vec!["m\u{1}".into(); at % 3], version: "null".into() };
            Task { key: format!("ä\n{at}"), bytes: at as u64, action }
        };
        (0..1_001).for_each(|at| counted.add(&task(at)).unwrap());
        let mut list = counted.end().unwrap();
        let first = list.next().unwrap().unwrap();
        assert_eq!((first.len(), &first[2]), (1_000, &task(2)));
        assert_eq!(list.next().unwrap(), Some(vec![task(1_000)]));
        assert_eq!(list.next().unwrap(), None);
    }

    #[test]
    fn a_list_that_lost_its_end_is_no_shorter_one() {
        let mut counted = Listing::new().unwrap();
        let task = || Task { key: "k".into(), bytes: 1, action: Action::Delete };
        (0..3).for_each(|_| counted.add(&task()).unwrap());
        let mut list = counted.end().unwrap();
        let file = list.file.get_ref();
        file.set_len(file.metadata().unwrap().len() / 3 * 2).unwrap();
        assert_eq!(list.next().unwrap_err().code, "list_not_kept");
    }
}
