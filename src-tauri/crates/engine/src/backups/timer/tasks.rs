//! A task of Windows' Task Scheduler, as `schtasks /Create /XML` reads it.
//! <https://learn.microsoft.com/en-us/windows/win32/taskschd/task-scheduler-schema>

use ground::quoting::{line, windows, xml};

use super::{Job, Scheduled, TimerFile, arguments};
use crate::backups::schedule::Schedule;

pub(super) fn task_name(of: Scheduled<'_>) -> String {
    let kind = match of {
        Scheduled::Backup(_) => "Backup",
        Scheduled::Pair(_) => "Synchronization",
    };
    format!("Bucketwise\\{kind} {}", of.id())
}

pub(super) fn file_name(of: Scheduled<'_>) -> String {
    format!("{}-{}.xml", of.command(), of.id())
}

pub(super) fn files(job: &Job<'_>) -> Vec<TimerFile> {
    let (start, how) = when(job.schedule);
    let words = arguments(job.of).map(windows).join(" ");
    // StartWhenAvailable: a computer that was off at the time makes up for it.
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-16\"?>\n\
         <Task version=\"1.2\" xmlns=\"http://schemas.microsoft.com/windows/2004/02/mit/task\">\n\
         <RegistrationInfo><Description>Bucketwise {}: {}</Description></RegistrationInfo>\n\
         <Triggers><CalendarTrigger><StartBoundary>{start}</StartBoundary><Enabled>true</Enabled>{how}</CalendarTrigger></Triggers>\n\
         <Settings><MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>\
         <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>\
         <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries><StartWhenAvailable>true</StartWhenAvailable>\
         <ExecutionTimeLimit>PT0S</ExecutionTimeLimit></Settings>\n\
         <Actions><Exec><Command>{}</Command><Arguments>{}</Arguments></Exec></Actions>\n</Task>\n",
        job.of.kind(),
        xml(&line(job.name)),
        xml(&job.program.to_string_lossy()),
        xml(&words),
    );
    // schtasks takes nothing but UTF-16 with its mark in front.
    let content = std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    vec![TimerFile { path: file_name(job.of).into(), content }]
}

/// The first time, long gone, and how it comes again; in this computer's own time.
fn when(schedule: Schedule) -> (String, String) {
    let first = |day: u8, hour: u8, minute: u8| format!("2024-01-{day:02}T{hour:02}:{minute:02}:00");
    match schedule {
        Schedule::Never => (first(1, 0, 0), String::new()),
        Schedule::Day { hour, minute } => {
            (first(1, hour, minute), "<ScheduleByDay><DaysInterval>1</DaysInterval></ScheduleByDay>".into())
        }
        Schedule::Week { weekday, hour, minute } => (
            first(1, hour, minute),
            format!(
                "<ScheduleByWeek><DaysOfWeek><{}/></DaysOfWeek><WeeksInterval>1</WeeksInterval></ScheduleByWeek>",
                weekday.name()
            ),
        ),
        Schedule::Month { day, hour, minute } => {
            let months = [
                "January",
                "February",
                "March",
                "April",
                "May",
                "June",
                "July",
                "August",
                "September",
                "October",
                "November",
                "December",
            ];
            let months: String = months.iter().map(|month| format!("<{month}/>")).collect();
            (
                first(day, hour, minute),
                format!(
                    "<ScheduleByMonth><DaysOfMonth><Day>{day}</Day></DaysOfMonth><Months>{months}</Months></ScheduleByMonth>"
                ),
            )
        }
    }
}
