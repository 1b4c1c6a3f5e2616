//! Points in time as policies write them: ISO 8601 or seconds since 1970. No clock is read here.

/// Seconds since 1970, with the fraction.
pub(crate) fn seconds(text: &str) -> Option<f64> {
    let text = text.trim();
    if text.len() > 4 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().ok();
    }
    let (date, time) = text.split_once(['T', 't', ' ']).unwrap_or((text, ""));
    let mut parts = date.split('-').map(|part| number(part, 4));
    let (year, month, day) = match (parts.next()?, parts.next(), parts.next(), parts.next()) {
        (year, month, day, None) => (year?, month.unwrap_or(Some(1))?, day.unwrap_or(Some(1))?),
        _ => return None,
    };
    let last = match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    if date.len() < 4 || day < 1 || day > last {
        return None;
    }
    Some(days(year, month, day) as f64 * 86_400.0 + if time.is_empty() { 0.0 } else { time_of_day(time)? })
}

/// Seconds since midnight in UTC: `12:00:00.5Z`, `14:00+02:00`.
fn time_of_day(text: &str) -> Option<f64> {
    let (clock, zone) = match text.find(['Z', 'z', '+', '-']) {
        Some(at) => text.split_at(at),
        None => (text, "Z"),
    };
    let mut parts = clock.split(':');
    let hours = number(parts.next()?, 2).filter(|hours| *hours < 24)?;
    let minutes = parts.next().map_or(Some(0), |part| number(part, 2)).filter(|minutes| *minutes < 60)?;
    let seconds: f64 = match parts.next() {
        Some(part) if part.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') => part.parse().ok()?,
        Some(_) => return None,
        None => 0.0,
    };
    if parts.next().is_some() || seconds >= 61.0 {
        return None;
    }
    let offset = match zone.split_at_checked(1)? {
        ("Z" | "z", "") => 0,
        (sign, offset) => {
            let digits = offset.replace(':', "");
            let (hours, minutes) = digits.split_at_checked(2)?;
            let minutes = if minutes.is_empty() { 0 } else { number(minutes, 2)? };
            let east = number(hours, 2)? * 3600 + minutes * 60;
            if sign == "-" { -east } else { east }
        }
    };
    Some((hours * 3600 + minutes * 60 - offset) as f64 + seconds)
}

fn number(text: &str, most: usize) -> Option<i64> {
    (text.len() <= most && !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.parse().ok())?
}

/// Days since 1970-01-01 of a date of the Gregorian calendar. Years are counted from March, so that
/// the leap day is the last of its year.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let leaps = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    // Five months from March on have 153 days in all, again and again.
    365 * year + leaps + (153 * month + 2) / 5 + day - 1 - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_say_the_same_second() {
        for (text, expected) in [
            ("1970-01-01T00:00:00Z", Some(0.0)),
            ("2019-07-16T12:00:00Z", Some(1_563_278_400.0)),
            ("2019-07-16T14:00:00+02:00", Some(1_563_278_400.0)),
            ("2019-07-16T07:00:00.5-0500", Some(1_563_278_400.5)),
            ("1563278400", Some(1_563_278_400.0)),
            ("2024-02-29", Some(1_709_164_800.0)),
            ("2000-03-01T00:00Z", Some(951_868_800.0)),
            ("2023-02-29", None),
            ("2019-13-01", None),
            ("2019-07-16T25:00:00Z", None),
            ("16.7.2019", None),
            ("tomorrow", None),
            ("", None),
        ] {
            assert_eq!(seconds(text), expected, "{text}");
        }
    }
}
