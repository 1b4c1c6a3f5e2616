//! An agent of macOS's launchd: one property list.
//! <https://developer.apple.com/library/archive/documentation/MacOSX/Conceptual/BPSystemStartup/Chapters/ScheduledJobs.html>

use ground::quoting::xml;

use super::{Job, Scheduled, TimerFile, arguments};
use crate::backups::schedule::{Schedule, Weekday};

fn label(of: Scheduled<'_>) -> String {
    format!("org.bucketwise.{}.{}", of.command(), of.id())
}

pub(super) fn file_name(of: Scheduled<'_>) -> String {
    format!("{}.plist", label(of))
}

pub(super) fn files(job: &Job<'_>) -> Vec<TimerFile> {
    let word = |text: &str| format!("\t\t<string>{}</string>\n", xml(text));
    let program = job.program.to_string_lossy();
    let words: String = std::iter::once(&*program).chain(arguments(job.of)).map(word).collect();
    let when: String = when(job.schedule)
        .into_iter()
        .map(|(key, value)| format!("\t\t<key>{key}</key>\n\t\t<integer>{value}</integer>\n"))
        .collect();
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n\
         <plist version=\"1.0\">\n<dict>\n\
         \t<key>Label</key>\n\t<string>{}</string>\n\
         \t<key>ProgramArguments</key>\n\t<array>\n{words}\t</array>\n\
         \t<key>StartCalendarInterval</key>\n\t<dict>\n{when}\t</dict>\n\
         \t<key>ProcessType</key>\n\t<string>Background</string>\n\
         </dict>\n</plist>\n",
        xml(&label(job.of)),
    );
    vec![TimerFile { path: file_name(job.of).into(), content: text.into_bytes() }]
}

/// What is not named means every one of it; 0 is Sunday.
fn when(schedule: Schedule) -> Vec<(&'static str, u8)> {
    match schedule {
        Schedule::Never => Vec::new(),
        Schedule::Day { hour, minute } => vec![("Hour", hour), ("Minute", minute)],
        Schedule::Week { weekday, hour, minute } => {
            let from_monday = Weekday::ALL.iter().position(|day| *day == weekday).unwrap_or_default();
            let day = u8::try_from((from_monday + 1) % 7).unwrap_or_default();
            vec![("Weekday", day), ("Hour", hour), ("Minute", minute)]
        }
        Schedule::Month { day, hour, minute } => vec![("Day", day), ("Hour", hour), ("Minute", minute)],
    }
}
