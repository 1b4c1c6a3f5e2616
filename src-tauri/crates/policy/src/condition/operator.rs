//! The names of the operators: `ForAnyValue:StringNotLikeIfExists` and its parts.

/// An operator as written, and what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operator {
    /// The operator as the text has it, with its `IfExists` and its `ForAnyValue:`.
    pub name: String,
    /// `ForAllValues:` or `ForAnyValue:`.
    pub quantifier: Option<Quantifier>,
    /// What it tests; nothing if there is no such operator.
    pub test: Option<Test>,
    /// Whether it also holds when the key is missing.
    pub if_exists: bool,
}

/// How the values of a key with many values are taken together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantifier {
    /// Every value of the request, also when it has none.
    All,
    /// At least one value of the request; it does not hold when there is none.
    Any,
}

/// What an operator compares and whether it is turned round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Test {
    /// How two values are compared, before `not` turns the answer round.
    pub compare: Compare,
    /// Whether it holds when nothing compares.
    pub not: bool,
}

/// The comparisons, without their negations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Compare {
    StringEquals,
    StringEqualsIgnoreCase,
    StringLike,
    Numeric(Order),
    Date(Order),
    Bool,
    Binary,
    IpAddress,
    Arn,
    Null,
}

/// The order that numbers and dates are tested for: the request's value against the policy's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Order {
    Equal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// Every operator, as AWS writes it.
pub(crate) const NAMES: [(&str, Compare, bool); 28] = [
    ("StringEquals", Compare::StringEquals, false),
    ("StringNotEquals", Compare::StringEquals, true),
    ("StringEqualsIgnoreCase", Compare::StringEqualsIgnoreCase, false),
    ("StringNotEqualsIgnoreCase", Compare::StringEqualsIgnoreCase, true),
    ("StringLike", Compare::StringLike, false),
    ("StringNotLike", Compare::StringLike, true),
    ("NumericEquals", Compare::Numeric(Order::Equal), false),
    ("NumericNotEquals", Compare::Numeric(Order::Equal), true),
    ("NumericLessThan", Compare::Numeric(Order::Less), false),
    ("NumericLessThanEquals", Compare::Numeric(Order::LessOrEqual), false),
    ("NumericGreaterThan", Compare::Numeric(Order::Greater), false),
    ("NumericGreaterThanEquals", Compare::Numeric(Order::GreaterOrEqual), false),
    ("DateEquals", Compare::Date(Order::Equal), false),
    ("DateNotEquals", Compare::Date(Order::Equal), true),
    ("DateLessThan", Compare::Date(Order::Less), false),
    ("DateLessThanEquals", Compare::Date(Order::LessOrEqual), false),
    ("DateGreaterThan", Compare::Date(Order::Greater), false),
    ("DateGreaterThanEquals", Compare::Date(Order::GreaterOrEqual), false),
    ("Bool", Compare::Bool, false),
    ("BinaryEquals", Compare::Binary, false),
    ("BinaryNotEquals", Compare::Binary, true),
    ("IpAddress", Compare::IpAddress, false),
    ("NotIpAddress", Compare::IpAddress, true),
    ("ArnEquals", Compare::Arn, false),
    ("ArnNotEquals", Compare::Arn, true),
    ("ArnLike", Compare::Arn, false),
    ("ArnNotLike", Compare::Arn, true),
    ("Null", Compare::Null, false),
];

impl Operator {
    /// The operator that is written `name`. Case does not matter to AWS.
    pub fn new(name: &str) -> Self {
        let (quantifier, rest) = match name.split_once(':') {
            Some((set, rest)) if set.eq_ignore_ascii_case("ForAllValues") => (Some(Quantifier::All), rest),
            Some((set, rest)) if set.eq_ignore_ascii_case("ForAnyValue") => (Some(Quantifier::Any), rest),
            _ => (None, name),
        };
        let cut = rest.len().saturating_sub("IfExists".len());
        let (base, if_exists) = match rest.split_at_checked(cut) {
            Some((base, end)) if end.eq_ignore_ascii_case("IfExists") => (base, true),
            _ => (rest, false),
        };
        let known = NAMES.iter().find(|(name, ..)| name.eq_ignore_ascii_case(base));
        let test = known.map(|&(_, compare, not)| Test { compare, not });
        // `Null` asks for existence itself: AWS knows no `NullIfExists`.
        let test = test.filter(|test| test.compare != Compare::Null || !if_exists && quantifier.is_none());
        Self { name: name.into(), quantifier, test, if_exists }
    }

    /// Whether it is one of the comparisons with `compare`.
    pub(crate) fn is(&self, compare: Compare) -> bool {
        self.test.is_some_and(|test| test.compare == compare)
    }
}
