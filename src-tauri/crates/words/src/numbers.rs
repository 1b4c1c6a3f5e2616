//! Numbers and sizes in the manner of a language.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::memoizer::MemoizerKind;
use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use icu_decimal::{DecimalFormatter, input::Decimal};
use intl_memoizer::Memoizable;
use unic_langid::LanguageIdentifier;

/// How a language writes numbers; made once for each, because making it takes a thousand times as
/// long as using it.
struct Numbers(DecimalFormatter);

impl Memoizable for Numbers {
    type Args = ();
    type Error = String;

    fn construct(language: LanguageIdentifier, (): ()) -> Result<Self, String> {
        let locale: icu_locale_core::Locale = language.to_string().parse().map_err(|_| language.to_string())?;
        let made =
            DecimalFormatter::try_new((&locale).into(), icu_decimal::options::DecimalFormatterOptions::default());
        made.map(Self).map_err(|error| error.to_string())
    }
}

/// `1204` → "1,204": what a bundle says in the place of a number.
pub(crate) fn grouped<M: MemoizerKind>(value: &FluentValue<'_>, intls: &M) -> Option<String> {
    let FluentValue::Number(FluentNumber { value, .. }) = value else { return None };
    // Every number of a message began as an integer; a fraction is said as it stands.
    let whole = value.fract() == 0.0;
    let number = whole.then(|| Decimal::from(*value as i64))?;
    intls.with_try_get_threadsafe::<Numbers, _, _>((), |numbers| numbers.0.format(&number).to_string()).ok()
}

const UNITS: [&str; 7] = ["b", "kb", "mb", "gb", "tb", "pb", "eb"];

/// Sizes in bytes, rounded for people: "912 B", "14 KB", "1.8 MB". Decimal, as storage bills count,
/// and rounded as the page does it.
pub(crate) struct Sizes {
    units: FluentBundle<FluentResource>,
    numbers: Option<Numbers>,
}

impl Sizes {
    pub(crate) fn new(language: LanguageIdentifier, texts: &[&str]) -> Self {
        let mut units = FluentBundle::new_concurrent(vec![language.clone()]);
        units.set_use_isolating(false);
        for text in texts.iter().filter(|text| text.contains("common-size-b")) {
            let resource = FluentResource::try_new((*text).to_owned()).unwrap_or_else(|(resource, _)| resource);
            // What is wrong with the file is told by the language itself.
            units.add_resource_overriding(resource);
        }
        Self { units, numbers: Numbers::construct(language, ()).ok() }
    }

    /// `{ SIZE($bytes) }`
    pub(crate) fn of(&self, values: &[FluentValue<'_>]) -> FluentValue<'static> {
        match values.first() {
            Some(FluentValue::Number(FluentNumber { value, .. })) => self.words(*value).into(),
            Some(FluentValue::String(text)) => text.clone().into_owned().into(),
            _ => FluentValue::Error,
        }
    }

    fn words(&self, mut value: f64) -> String {
        let mut unit = 0;
        // 999.5 KB would be said as "1000 KB": what rounds up to a thousand takes the next unit.
        while value >= (if unit >= 2 { 999.95 } else { 999.5 }) && unit < UNITS.len() - 1 {
            value /= 1000.0;
            unit += 1;
        }
        let tenths = if unit >= 2 { 1 } else { 0 };
        let mut decimal = Decimal::from((value * f64::powi(10.0, tenths)).round() as i64);
        decimal.multiply_pow10(-i16::try_from(tenths).unwrap_or_default());
        let number = match &self.numbers {
            Some(numbers) => numbers.0.format(&decimal).to_string(),
            None => decimal.to_string(),
        };
        let id = format!("common-size-{}", UNITS[unit]);
        let Some(pattern) = self.units.get_message(&id).and_then(|message| message.value()) else { return number };
        let mut args = FluentArgs::new();
        args.set("n", number);
        self.units.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned()
    }
}
