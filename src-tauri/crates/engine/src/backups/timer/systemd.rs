//! Two units of the person's own systemd: what runs, and when.
//! <https://www.freedesktop.org/software/systemd/man/latest/systemd.timer.html>

use ground::quoting::{systemd as quoted, systemd_line};

use super::{Job, Scheduled, TimerFile, arguments};
use crate::backups::schedule::Schedule;

pub(super) fn timer_name(of: Scheduled<'_>) -> String {
    format!("bucketwise-{}-{}.timer", of.command(), of.id())
}

fn runs_name(of: Scheduled<'_>) -> String {
    format!("bucketwise-{}-{}.service", of.command(), of.id())
}

pub(super) fn files(job: &Job<'_>) -> Vec<TimerFile> {
    let program = started(&job.program.to_string_lossy());
    let arguments = arguments(job.of).map(quoted).join(" ");
    let (about, kind) = (systemd_line(job.name), job.of.kind());
    let starts = match job.of {
        Scheduled::Backup(_) => "backs up",
        Scheduled::Pair(_) => "synchronizes",
    };
    // A type that waits for the end, so that a timer does not start a second one meanwhile.
    let runs = format!(
        "[Unit]\nDescription=Bucketwise {kind}: {about}\n\n\
         [Service]\nType=oneshot\nExecStart={program} {arguments}\nNice=10\n"
    );
    // Persistent: a computer that was off at the time makes up for it.
    let timer = format!(
        "[Unit]\nDescription=When Bucketwise {starts}: {about}\n\n\
         [Timer]\nOnCalendar={}\nPersistent=true\nRandomizedDelaySec=60\n\n\
         [Install]\nWantedBy=timers.target\n",
        calendar(job.schedule)
    );
    [(runs_name(job.of), runs), (timer_name(job.of), timer)]
        .map(|(name, text)| TimerFile { path: name.into(), content: text.into_bytes() })
        .into()
}

/// As `systemd-analyze calendar` reads it, in this computer's own time.
pub(super) fn calendar(schedule: Schedule) -> String {
    match schedule {
        // Never asked for: what never runs has no timer.
        Schedule::Never => String::new(),
        Schedule::Day { hour, minute } => format!("*-*-* {hour:02}:{minute:02}:00"),
        Schedule::Week { weekday, hour, minute } => {
            format!("{} *-*-* {hour:02}:{minute:02}:00", &weekday.name()[..3])
        }
        Schedule::Month { day, hour, minute } => format!("*-*-{day:02} {hour:02}:{minute:02}:00"),
    }
}

/// The program as the beginning of a command line. As that, systemd takes no name with a quotation
/// mark, a backslash or a `$` in it, however it is written; as a word for a shell it does.
fn started(program: &str) -> String {
    let odd = |c: char| matches!(c, '"' | '\'' | '\\' | '$') || c.is_control();
    let word = quoted(program);
    if program.contains(odd) { format!("/bin/sh -c {} {word}", quoted("exec \"$0\" \"$@\"")) } else { word }
}
