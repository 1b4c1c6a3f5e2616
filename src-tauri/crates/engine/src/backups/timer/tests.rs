#![allow(clippy::unwrap_used, clippy::panic)]
use super::*;
use crate::backups::schedule::Weekday;

fn all() -> Vec<Schedule> {
    let week = Weekday::ALL.map(|weekday| Schedule::Week { weekday, hour: 23, minute: 59 });
    let mut all = vec![
        Schedule::Day { hour: 0, minute: 0 },
        Schedule::Month { day: 1, hour: 4, minute: 5 },
        Schedule::Month { day: 28, hour: 12, minute: 30 },
    ];
    all.extend(week);
    all
}

fn timers(folder: &Path, system: System) -> Timers {
    Timers { system, folder: folder.join("units"), program: "/bin/true".into(), tells: false }
}

/// systemd's own tool; nothing where it is missing and the person goes on without it.
fn judge(args: &[&str]) -> Option<String> {
    // It wants a folder of a session, of which it reads nothing here.
    let run = tempfile::tempdir().unwrap();
    let Ok(output) = Command::new("systemd-analyze").args(args).env("XDG_RUNTIME_DIR", run.path()).output() else {
        crate::unproved::unproved("what systemd makes of the units", "systemd-analyze");
        return None;
    };
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{args:?}: {said}");
    Some(said)
}

#[test]
fn systemd_reads_the_calendar_as_it_was_meant() {
    for schedule in all() {
        let Some(said) = judge(&["calendar", "--iterations=3", &systemd::calendar(schedule)]) else { return };
        let hours: Vec<&str> =
            said.lines().filter(|line| line.contains("Next elapse") || line.contains("Iter")).collect();
        assert_eq!(hours.len(), 3, "{said}");
        let (day, time) = match schedule {
            Schedule::Never => ("", String::new()),
            Schedule::Day { hour, minute } => ("", format!("{hour:02}:{minute:02}:00")),
            Schedule::Week { weekday, hour, minute } => (&weekday.name()[..3], format!("{hour:02}:{minute:02}:00")),
            Schedule::Month { hour, minute, .. } => ("", format!("{hour:02}:{minute:02}:00")),
        };
        assert!(hours.iter().all(|line| line.contains(&time) && line.contains(day)), "{schedule:?}: {said}");
    }
}

#[test]
fn systemd_takes_the_units_whatever_a_backup_is_called() {
    for name in ["Team files", "50% off\n[Service]\nExecStart=/bin/false", "ends with \\", "“ü” $HOME ${x} \"q\""]
    {
        let folder = tempfile::tempdir().unwrap();
        let timers = timers(folder.path(), System::Systemd);
        let id = BackupId::fresh();
        timers.set(&id, name, Schedule::Day { hour: 2, minute: 30 }).unwrap();
        let units = folder.path().join("units");
        let (timer, runs) = (
            units.join(systemd::timer_name((&id).into())),
            fs::read_to_string(units.join(format!("bucketwise-backup-{}.service", id.as_str()))).unwrap(),
        );
        let starts: Vec<&str> = runs.lines().filter(|line| line.starts_with("ExecStart=")).collect();
        assert_eq!(starts, [format!("ExecStart=\"/bin/true\" \"backup\" \"run\" \"{}\"", id.as_str())]);
        let Some(said) = judge(&["verify", "--user", timer.to_str().unwrap()]) else { return };
        assert_eq!(said.trim(), "", "{name}");
    }
}

#[test]
fn a_path_is_one_word_to_systemd() {
    let folder = tempfile::tempdir().unwrap();
    // Everything in a path that means something in a unit.
    for name in ["my 100% apps/bucket wise", "my 100% $HOME \"apps\"/bucket\\wise"] {
        let program = folder.path().join(name);
        fs::create_dir_all(program.parent().unwrap()).unwrap();
        fs::copy("/bin/true", &program).unwrap();
        let id = BackupId::fresh();
        let timers = Timers { program, ..timers(folder.path(), System::Systemd) };
        timers.set(&id, "x", Schedule::Day { hour: 2, minute: 30 }).unwrap();
        let timer = folder.path().join("units").join(systemd::timer_name((&id).into()));
        // It looks for the program and complains of one that is not there.
        if let Some(said) = judge(&["verify", "--user", timer.to_str().unwrap()]) {
            assert_eq!(said.trim(), "", "{name}");
        }
    }
}

#[test]
fn a_schedule_is_set_seen_and_taken_away() {
    for system in [System::Systemd, System::Launchd, System::Tasks] {
        let folder = tempfile::tempdir().unwrap();
        let (timers, id) = (timers(folder.path(), system), BackupId::fresh());
        let daily = Schedule::Day { hour: 2, minute: 30 };
        assert_eq!(timers.state(&id, "x", daily), TimerState::Missing);
        timers.set(&id, "x", daily).unwrap();
        timers.set(&id, "x", daily).unwrap();
        assert_eq!(timers.state(&id, "x", daily), TimerState::Set, "{system:?}");
        assert_eq!(timers.state(&id, "x", Schedule::Day { hour: 3, minute: 30 }), TimerState::Missing);
        timers.set(&id, "x", Schedule::Never).unwrap();
        timers.remove(&id).unwrap();
        assert_eq!(timers.state(&id, "x", Schedule::Never), TimerState::Off);
        let left = walk(&folder.path().join("units"));
        assert_eq!(left, Vec::<PathBuf>::new(), "{system:?}");
    }
}

fn walk(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .flat_map(|entry| match entry.file_type().unwrap().is_dir() {
            true => walk(&entry.path()),
            false => vec![entry.path()],
        })
        .collect()
}

#[test]
fn a_pair_has_files_of_its_own_and_starts_its_own_command() {
    for system in [System::Systemd, System::Launchd, System::Tasks] {
        let folder = tempfile::tempdir().unwrap();
        let timers = timers(folder.path(), system);
        let (backup, pair) = (BackupId::from("b1"), PairId::from("b1"));
        let daily = Schedule::Day { hour: 2, minute: 30 };
        timers.set(&backup, "x", daily).unwrap();
        timers.set(&pair, "x", daily).unwrap();
        let all = || [timers.state(&backup, "x", daily), timers.state(&pair, "x", daily)];
        assert_eq!(all(), [TimerState::Set; 2], "{system:?}");
        let told = |path: &PathBuf| {
            String::from_utf8(fs::read(path).unwrap().into_iter().filter(|byte| *byte > 0 && *byte < 128).collect())
        };
        let started = walk(&folder.path().join("units")).iter().map(|path| told(path).unwrap()).collect::<String>();
        let (words, tags) =
            ("\"sync\" \"run\" \"b1\"", "<string>sync</string>\n\t\t<string>run</string>\n\t\t<string>b1</string>");
        assert!(started.contains(words) || started.contains(tags) || started.contains("sync run b1"), "{started}");
        timers.remove(&backup).unwrap();
        assert_eq!(all(), [TimerState::Missing, TimerState::Set], "{system:?}");
    }
}

#[test]
fn a_property_list_reads_back() {
    let id = BackupId::from("b1");
    let program = Path::new("/Applications/A & B <x>.app/bucketwise");
    for schedule in all() {
        let job = Job { of: (&id).into(), name: "x", program, schedule };
        let [file] = &files(System::Launchd, &job)[..] else { panic!("one file") };
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.plist");
        fs::write(&path, &file.content).unwrap();
        // Python's reader of property lists is nobody's here.
        let read = Command::new("python3")
            .args([
                "-c",
                "import json,plistlib,sys; print(json.dumps(plistlib.load(open(sys.argv[1],'rb')), sort_keys=True))",
            ])
            .arg(&path)
            .output()
            .unwrap();
        let read: serde_json::Value = serde_json::from_slice(&read.stdout).unwrap();
        assert_eq!(read["Label"], "org.bucketwise.backup.b1");
        assert_eq!(read["ProgramArguments"], serde_json::json!([program.to_str(), "backup", "run", "b1"]));
        let when = match schedule {
            Schedule::Day { hour, minute } => serde_json::json!({ "Hour": hour, "Minute": minute }),
            Schedule::Week { weekday: Weekday::Sunday, hour, minute } => {
                serde_json::json!({ "Weekday": 0, "Hour": hour, "Minute": minute })
            }
            Schedule::Week { weekday, hour, minute } => {
                serde_json::json!({ "Weekday": weekday as u8 + 1, "Hour": hour, "Minute": minute })
            }
            Schedule::Month { day, hour, minute } => serde_json::json!({ "Day": day, "Hour": hour, "Minute": minute }),
            Schedule::Never => serde_json::Value::Null,
        };
        assert_eq!(read["StartCalendarInterval"], when);
    }
}

#[test]
fn a_task_is_utf_16_and_well_formed() {
    let id = BackupId::from("b1");
    for schedule in all() {
        let job =
            Job { of: (&id).into(), name: "A & B <x>\n", program: Path::new("C:\\A & B\\bucketwise.exe"), schedule };
        let [file] = &files(System::Tasks, &job)[..] else { panic!("one file") };
        let units: Vec<u16> = file.content.chunks(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
        assert_eq!(units[0], 0xFEFF);
        let text = String::from_utf16(&units[1..]).unwrap();
        let mut reader = quick_xml::Reader::from_str(&text);
        let (mut open, mut seen) = (Vec::new(), Vec::new());
        loop {
            match reader.read_event().unwrap() {
                quick_xml::events::Event::Start(tag) => {
                    open.push(tag.name().as_ref().to_owned());
                    seen.push(tag.name().as_ref().to_owned());
                }
                quick_xml::events::Event::End(tag) => assert_eq!(open.pop().unwrap(), tag.name().as_ref()),
                quick_xml::events::Event::Eof => break,
                _ => {}
            }
        }
        assert!(open.is_empty() && seen.contains(&"StartBoundary".to_owned()), "{text}");
        assert!(text.contains("<Arguments>backup run b1</Arguments>"));
        assert!(text.contains("A &amp; B\\bucketwise.exe"));
    }
}
