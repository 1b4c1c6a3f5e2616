//! Texts with wildcards and variables: `arn:aws:s3:::b/home/${aws:username}/*`.

use crate::request::Context;

/// One letter of a pattern, after the variables have been put in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Piece {
    /// This letter, as it is written.
    Letter(char),
    /// This letter, large or small.
    Caseless(char),
    /// `?`: any one letter.
    One,
    /// `*`: any letters, also none, also `/`.
    Any,
    /// The letters of a name, also none: no spaces, `/`, `:`, `*` or `?`. Policies cannot write it;
    /// the forms of ARNs and keys need it.
    Name,
    /// Any letters but `*` and `?`, also none.
    Plain,
    /// The letters of a name and `/`, also none.
    Path,
    /// One letter of a name.
    NameLetter,
    Digit,
}

/// The pieces of `text` in which nothing but wildcards is special.
pub(crate) fn plain(text: &str) -> Vec<Piece> {
    text.chars().map(wild).collect()
}

/// The letters of `text`, with nothing special.
pub(crate) fn literal(text: &str) -> Vec<Piece> {
    text.chars().map(Piece::Letter).collect()
}

fn wild(letter: char) -> Piece {
    match letter {
        '*' => Piece::Any,
        '?' => Piece::One,
        _ => Piece::Letter(letter),
    }
}

/// The pieces of `text` with its variables filled in from the request. What a variable brings is
/// never a wildcard. Nothing when a variable has no value, one value too many, or no end: such a
/// text matches nothing.
///
/// `wildcards` says whether `*` and `?` outside of variables are wildcards.
pub(crate) fn filled(text: &str, context: &Context, wildcards: bool) -> Option<Vec<Piece>> {
    let mut pieces = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("${") {
        let Some(length) = rest[at..].find('}') else { break };
        pieces.extend(rest[..at].chars().map(|letter| if wildcards { wild(letter) } else { Piece::Letter(letter) }));
        pieces.extend(value(&rest[at + 2..at + length], context)?.chars().map(Piece::Letter));
        rest = &rest[at + length + 1..];
    }
    pieces.extend(rest.chars().map(|letter| if wildcards { wild(letter) } else { Piece::Letter(letter) }));
    Some(pieces)
}

/// The names of the variables in a text, without those that mean a letter.
pub(crate) fn variables(text: &str) -> Vec<&str> {
    let (mut found, mut rest) = (Vec::new(), text);
    while let Some((_, after)) = rest.split_once("${") {
        let Some((inside, after)) = after.split_once('}') else { break };
        let name = inside.split(',').next().unwrap_or(inside).trim();
        found.extend((!matches!(name, "*" | "?" | "$")).then_some(name));
        rest = after;
    }
    found
}

/// What stands before and after the variable of this name.
pub(crate) fn around<'a>(text: &'a str, variable: &str) -> Option<(&'a str, &'a str)> {
    let mut at = 0;
    while let Some(start) = text[at..].find("${").map(|found| at + found) {
        let end = start + text[start..].find('}')?;
        if text[start + 2..end].split(',').next().is_some_and(|name| name.trim() == variable) {
            return Some((&text[..start], &text[end + 1..]));
        }
        at = end + 1;
    }
    None
}

/// What stands for `${name}` or `${name, 'default'}`.
fn value(inside: &str, context: &Context) -> Option<String> {
    if matches!(inside, "*" | "?" | "$") {
        return Some(inside.into());
    }
    let (name, default) = inside.split_once(',').map_or((inside, None), |(name, default)| (name, Some(default.trim())));
    match context.values(name.trim()) {
        Some([one]) => Some(one.clone()),
        _ => default?.strip_prefix('\'')?.strip_suffix('\'').map(Into::into),
    }
}

/// Whether `text` is one of those that the pattern of a policy describes; forms are for [`common`]
/// alone. Takes the product of the lengths at most.
pub(crate) fn matches(pattern: &[Piece], text: &str) -> bool {
    let text: Vec<char> = text.chars().collect();
    let (mut p, mut t) = (0, 0);
    // Where the last `*` stood, and how much of the text it has been given so far.
    let mut star: Option<(usize, usize)> = None;
    while t < text.len() {
        match pattern.get(p) {
            Some(Piece::Any) => {
                star = Some((p, t));
                p += 1;
            }
            Some(piece) if piece.takes(text[t]) => (p, t) = (p + 1, t + 1),
            _ => {
                let Some((at, given)) = star else { return false };
                star = Some((at, given + 1));
                (p, t) = (at + 1, given + 1);
            }
        }
    }
    pattern[p..].iter().all(|piece| *piece == Piece::Any)
}

/// Whether some text fits both patterns. Used to tell that two can never meet.
pub(crate) fn meet(one: &[Piece], other: &[Piece]) -> bool {
    common(one, other).is_some()
}

/// A short text that fits both patterns. Takes the product of their lengths at most.
pub(crate) fn common(one: &[Piece], other: &[Piece]) -> Option<String> {
    let width = other.len() + 1;
    let at = |i: usize, j: usize| i * width + j;
    // From which state each state was first reached, and by which letter.
    let mut from: Vec<Option<(usize, Option<char>)>> = vec![None; (one.len() + 1) * width];
    let mut next = std::collections::VecDeque::from([(0, 0)]);
    from[0] = Some((0, None));
    while let Some((i, j)) = next.pop_front() {
        if (i, j) == (one.len(), other.len()) {
            return Some(spelt(&from, at(i, j)));
        }
        let (mine, theirs) = (one.get(i), other.get(j));
        let mut reach = |i: usize, j: usize, letter: Option<char>, here: usize| {
            if from[at(i, j)].is_none() {
                from[at(i, j)] = Some((here, letter));
                // A run that ends takes no letter and goes first, so that the text stays short.
                if letter.is_none() { next.push_front((i, j)) } else { next.push_back((i, j)) }
            }
        };
        if mine.is_some_and(|piece| piece.is_run()) {
            reach(i + 1, j, None, at(i, j));
        }
        if theirs.is_some_and(|piece| piece.is_run()) {
            reach(i, j + 1, None, at(i, j));
        }
        if let (Some(mine), Some(theirs)) = (mine, theirs)
            && let Some(letter) = mine.letter_with(*theirs)
        {
            let (i_after, j_after) = (i + usize::from(!mine.is_run()), j + usize::from(!theirs.is_run()));
            reach(i_after, j_after, Some(letter), at(i, j));
        }
    }
    None
}

/// The letters on the way to a state.
fn spelt(from: &[Option<(usize, Option<char>)>], end: usize) -> String {
    let (mut letters, mut state) = (Vec::new(), end);
    while state != 0 {
        let Some((before, letter)) = from[state] else { break };
        letters.extend(letter);
        state = before;
    }
    letters.into_iter().rev().collect()
}

impl Piece {
    /// Whether it stands for any number of letters.
    pub(crate) fn is_run(self) -> bool {
        matches!(self, Self::Any | Self::Name | Self::Path | Self::Plain)
    }

    pub(crate) fn takes(self, letter: char) -> bool {
        match self {
            Self::Letter(own) => own == letter,
            Self::Caseless(own) => own.to_lowercase().eq(letter.to_lowercase()),
            Self::One | Self::Any => true,
            Self::Plain => !"*?".contains(letter),
            Self::Name | Self::NameLetter => !letter.is_whitespace() && !"/:*?".contains(letter),
            Self::Path => letter == '/' || Self::Name.takes(letter),
            Self::Digit => letter.is_ascii_digit(),
        }
    }

    /// The same within a name: a wildcard then takes no more than the letters of one.
    pub(crate) fn in_name(self) -> Self {
        match self {
            Self::Any => Self::Name,
            Self::One => Self::NameLetter,
            other => other,
        }
    }

    /// The same, in large letters or small.
    pub(crate) fn in_any_case(self) -> Self {
        if let Self::Letter(letter) = self { Self::Caseless(letter) } else { self }
    }

    /// The letters that it names.
    pub(crate) fn letters(self) -> Vec<char> {
        match self {
            Self::Letter(own) => vec![own],
            Self::Caseless(own) => own.to_lowercase().chain(own.to_uppercase()).collect(),
            _ => Vec::new(),
        }
    }

    /// A letter that both take.
    fn letter_with(self, other: Self) -> Option<char> {
        let own = |piece: Self| piece.letters().first().copied();
        let letter =
            own(self).or(own(other)).unwrap_or(if self == Self::Digit || other == Self::Digit { '7' } else { 'x' });
        (self.takes(letter) && other.takes(letter)).then_some(letter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn like(pattern: &str, text: &str) -> bool {
        matches(&plain(pattern), text)
    }

    #[test]
    fn wildcards_take_any_letters_slashes_too() {
        for (pattern, text, expected) in [
            ("a*", "a", true),
            ("a*", "a/b/c", true),
            ("*b", "aab", true),
            ("a?c", "abc", true),
            ("a?c", "ac", false),
            ("a*b*c", "a-b-b-c", true),
            ("a*b*c", "a-b-b-d", false),
            ("", "", true),
            ("*", "", true),
            ("?", "", false),
            ("é?", "éß", true),
        ] {
            assert_eq!(like(pattern, text), expected, "{pattern} {text}");
        }
    }

    #[test]
    fn variables_are_filled_in_as_plain_letters() {
        let context = Context::from_iter([("aws:username", "an*n")]);
        let fits = |pattern: &str, text: &str| filled(pattern, &context, true).map(|pieces| matches(&pieces, text));
        for (pattern, text, expected) in [
            ("home/${aws:username}/*", "home/an*n/x", Some(true)),
            ("home/${AWS:UserName}/*", "home/anyn/x", Some(false)),
            ("${*}", "*", Some(true)),
            ("${*}", "x", Some(false)),
            ("${?}${$}", "?$", Some(true)),
            ("${aws:PrincipalTag/team, 'none'}", "none", Some(true)),
            ("${aws:PrincipalTag/team}", "", None),
            ("${open", "${open", Some(true)),
        ] {
            assert_eq!(fits(pattern, text), expected, "{pattern} {text}");
        }
    }

    #[test]
    fn patterns_meet_when_a_text_fits_both() {
        for (one, other, expected) in [
            ("a*", "*b", true),
            ("a*", "b*", false),
            ("arn:*:s3:::*/*", "arn:aws:s3:::b", false),
            ("arn:*:s3:::*/*", "arn:aws:s3:::b*", true),
            ("a?", "a", false),
            ("*", "", true),
        ] {
            assert_eq!(meet(&plain(one), &plain(other)), expected, "{one} {other}");
            assert_eq!(meet(&plain(other), &plain(one)), expected, "{other} {one}");
        }
    }

    #[test]
    fn a_form_takes_no_more_than_it_names() {
        let bucket = [Piece::NameLetter, Piece::Name];
        let account = [Piece::Digit; 12];
        assert_eq!(common(&plain("photos*"), &bucket).as_deref(), Some("photos"));
        assert_eq!(common(&plain("photos/*"), &bucket), None);
        assert_eq!(common(&plain("*"), &bucket).as_deref(), Some("x"));
        assert_eq!(common(&plain("21*"), &account).as_deref(), Some("217777777777"));
        assert_eq!(common(&plain("ann"), &account), None);
    }

    proptest! {
        #[test]
        fn a_text_and_a_pattern_meet_when_it_matches(pattern in "[ab*?]{0,8}", text in "[ab]{0,8}") {
            prop_assert_eq!(meet(&plain(&pattern), &literal(&text)), like(&pattern, &text));
        }

        #[test]
        fn what_two_patterns_have_in_common_fits_both(one in "[ab*?]{0,8}", other in "[ab*?]{0,8}") {
            if let Some(text) = common(&plain(&one), &plain(&other)) {
                prop_assert!(like(&one, &text) && like(&other, &text), "{}", text);
            }
        }
    }
}
