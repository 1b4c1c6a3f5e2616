//! Times as servers write them. S3 has ISO 8601 in documents and HTTP's form in headers; servers
//! have been seen with the other of the two, without a zone, with a space in the middle, with a
//! stray character in front, and with nothing at all. What can be read is read; a time that cannot
//! is unknown, which is no reason to refuse the file that it is of. Seen by others:
//! jamhall/s3rver#181, NVIDIA/aistore#190, scality/cloudserver#372, aws-sdk-go#3361.

use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;

/// The time that a text means, in whichever of the known forms; without a zone it is UTC.
pub(crate) fn read(text: &str) -> Option<DateTime> {
    let text = text.trim().trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
    let iso = |text: &str| DateTime::from_str(text, Format::DateTimeWithOffset).ok();
    let http = |text: &str| DateTime::from_str(text, Format::HttpDate).ok();
    iso(text)
        .or_else(|| http(text))
        .or_else(|| iso(&iso_spelled(text)?))
        .or_else(|| http(&http_spelled(text)?))
        .or_else(|| since_1970(text))
}

/// `2024-10-11 13:22:41`, `20241011T132241Z`, `2024-10-11T13:22:41+0200` as ISO 8601 in full.
fn iso_spelled(text: &str) -> Option<String> {
    let (date, time) = text.split_once(['T', 't', ' ']).unwrap_or((text, "00:00:00"));
    let date = with_marks(date, '-', &[4, 2, 2])?;
    let time = time.trim();
    let zone = time.find(|c: char| !(c.is_ascii_digit() || matches!(c, ':' | '.' | ','))).unwrap_or(time.len());
    let (time, zone) = (time[..zone].replace(',', "."), time[zone..].trim());
    let (clock, fraction) = time.split_once('.').map_or((time.as_str(), None), |(clock, rest)| (clock, Some(rest)));
    let clock = with_marks(clock, ':', &[2, 2, 2])?;
    let fraction = fraction.map(|digits| format!(".{digits}")).unwrap_or_default();
    let zone = match zone {
        "" | "Z" | "z" | "UTC" | "GMT" => "Z".to_owned(),
        zone => {
            let hours = zone.strip_prefix(['+', '-'])?;
            format!("{}{}", &zone[..1], with_marks(hours, ':', &[2, 2])?)
        }
    };
    Some(format!("{date}T{clock}{fraction}{zone}"))
}

/// Groups of digits of these lengths with `mark` between them, from such groups or from all digits
/// in one.
fn with_marks(text: &str, mark: char, lengths: &[usize]) -> Option<String> {
    let whole = text.len() == lengths.iter().sum::<usize>() && text.bytes().all(|b| b.is_ascii_digit());
    let groups: Vec<String> = if whole {
        let mut rest = text;
        let mut cut = |len: &usize| {
            let (group, behind) = rest.split_at(*len);
            rest = behind;
            group.to_owned()
        };
        lengths.iter().map(&mut cut).collect()
    } else {
        text.split([mark, '/']).map(str::to_owned).collect()
    };
    let fits = |(group, len): (&String, &usize)| group.len() == *len && group.bytes().all(|b| b.is_ascii_digit());
    (groups.len() == lengths.len() && groups.iter().zip(lengths).all(fits)).then(|| groups.join(&mark.to_string()))
}

/// `Tue, 13 Mar 2018 17:25:04 +0000`, the same with `UTC`, without a zone or without a weekday, as
/// HTTP has it.
fn http_spelled(text: &str) -> Option<String> {
    let rest = text.split_once(", ").map_or(text, |(_, rest)| rest);
    let words: Vec<&str> = rest.split_whitespace().collect();
    let (day, month, year, time) = match words.as_slice() {
        [day, month, year, time] | [day, month, year, time, "GMT" | "UTC" | "Z" | "+0000" | "-0000"] => {
            (*day, *month, *year, *time)
        }
        // asctime, RFC 9110, 5.6.7: `Sun Nov  6 08:49:37 1994`.
        [_, month, day, time, year] => (*day, *month, *year, *time),
        _ => return None,
    };
    // A weekday is demanded and not compared with the date.
    Some(format!("Mon, {day:0>2} {month} {year} {time} GMT"))
}

/// Seconds or milliseconds since 1970, of this century.
fn since_1970(text: &str) -> Option<DateTime> {
    let number: i64 = text.parse().ok()?;
    match text.len() {
        10 => Some(DateTime::from_secs(number)),
        13 => Some(DateTime::from_millis(number)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn one_moment_in_every_form_that_was_seen() {
        for text in [
            "2018-03-13T17:25:04.000Z",
            "2018-03-13T17:25:04Z",
            "2018-03-13T18:25:04+01:00",
            "2018-03-13T18:25:04+0100",
            "2018-03-13T17:25:04",
            "2018-03-13 17:25:04",
            "2018-03-13 17:25:04.000000",
            "2018-03-13 17:25:04 UTC",
            "2018/03/13 17:25:04",
            ":2018-03-13T17:25:04Z",
            " 2018-03-13T17:25:04Z\n",
            "20180313T172504Z",
            "Tue, 13 Mar 2018 17:25:04 GMT",
            "Tue, 13 Mar 2018 17:25:04 +0000",
            "Tue, 13 Mar 2018 17:25:04 UTC",
            "13 Mar 2018 17:25:04 GMT",
            "Tue Mar 13 17:25:04 2018",
            "1520961904",
            "1520961904000",
        ] {
            assert_eq!(read(text).map(|at| at.secs()), Some(1_520_961_904), "{text:?}");
        }
    }

    #[test]
    fn what_is_no_time_is_none() {
        for text in [
            "",
            " ",
            "today",
            "-",
            "0",
            "2018",
            "2018-13-45T99:99:99Z",
            "Tue, 13 Foo 2018 17:25:04 GMT",
            "ü",
            "2018-03-13Tü",
        ] {
            assert_eq!(read(text), None, "{text:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_a_time_or_none(text in "\\PC{0,30}") {
            let _ = read(&text);
        }
    }
}
