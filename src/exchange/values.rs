//! How sources write dates and numbers.

use alloc::format;
use alloc::string::String;

use time::Date;

use crate::date::PartialDate;
use crate::money::Decimal;

/// The year that stands for "no end" where a list prints one.
const ENDLESS: &str = "9999";

/// The text of a cell that states something: not blank and no `NA` or `NULL`.
pub(super) fn stated(text: &str) -> Option<&str> {
    let text = text.trim();
    let is_nothing = matches!(text, "" | "NA" | "N/A" | "NULL" | "null" | "NaN" | "nan");
    (!is_nothing).then_some(text)
}

/// Whether a date stands for "no end".
pub(super) fn is_endless(text: &str) -> bool {
    text.starts_with(ENDLESS)
}

/// A day, month or year from three cells: -9, 0, 9999, `NA` and blank cells state nothing, and a month or day
/// without what comes before it neither. `Some(Err(text))` is what cannot be a date.
pub(super) fn from_parts(
    year: &str,
    month: &str,
    day: &str,
) -> Option<Result<PartialDate, String>> {
    let number = |text: &str| -> Option<Result<u32, String>> {
        let text = stated(text)?;
        match text.strip_suffix(".0").unwrap_or(text).parse::<i32>() {
            Ok(number) if number <= 0 || number == 9999 => None,
            Ok(number) => Some(Ok(number.unsigned_abs())),
            Err(_) => Some(Err(text.into())),
        }
    };
    let year = match number(year)? {
        Ok(year) => year,
        Err(text) => return Some(Err(text)),
    };
    let mut text = format!("{year:04}");
    for part in [month, day] {
        match number(part) {
            None => break,
            Some(Ok(number)) => text.push_str(&format!("-{number:02}")),
            Some(Err(text)) => return Some(Err(text)),
        }
    }
    Some(PartialDate::parse(&text).map_err(|_| text))
}

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// A day written with the name of its month, `13 Nov 1992` or `13 November 1992`.
pub(super) fn with_month_name(text: &str) -> Option<PartialDate> {
    let mut words = text.split_whitespace();
    let (day, month, year) = (words.next()?, words.next()?, words.next()?);
    if words.next().is_some() {
        return None;
    }
    let month: String = month.chars().take(3).flat_map(char::to_lowercase).collect();
    let month = MONTHS.iter().position(|known| *known == month)? + 1;
    let day: u8 = day.parse().ok()?;
    PartialDate::parse(&format!("{year}-{month:02}-{day:02}")).ok()
}

/// Writes a day with the name of its month, `13 Nov 1992`.
pub(super) fn day_with_month_name(day: Date) -> String {
    let at = usize::from(u8::from(day.month())).saturating_sub(1);
    let mut name = String::from(MONTHS.get(at).copied().unwrap_or_default());
    if let Some(first) = name.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    format!("{} {name} {:04}", day.day(), day.year())
}

/// A day written `13/11/1992`, day first.
pub(super) fn with_slashes(text: &str) -> Option<PartialDate> {
    let mut parts = text.split('/');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    let (day, month): (u8, u8) = (day.parse().ok()?, month.parse().ok()?);
    PartialDate::parse(&format!("{year}-{month:02}-{day:02}")).ok()
}

/// A number as programs print it: a sign, no digit before or after the point, an exponent with zeros.
pub(super) fn number(text: &str) -> Option<Decimal> {
    let text = text.strip_prefix('+').unwrap_or(text);
    let (digits, exponent) = match text.split_once(['e', 'E']) {
        Some((digits, exponent)) => (digits, exponent.parse::<i32>().ok()?),
        None => (text, 0),
    };
    let (sign, digits) = match digits.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", digits),
    };
    let digits = digits.strip_suffix('.').unwrap_or(digits);
    let zero = if digits.starts_with('.') { "0" } else { "" };
    let exponent = if exponent == 0 { String::new() } else { format!("e{exponent}") };
    Decimal::parse(&format!("{sign}{zero}{digits}{exponent}")).ok()
}

/// A day of the stated range, to resolve names and codes on: the last, for a list of what has been.
pub(super) fn a_day(date: PartialDate) -> Option<Date> {
    date.latest().or_else(|| date.earliest())
}

/// A text as a part of an id: letters and digits in lower case, everything else one hyphen.
pub(super) fn slug(text: &str) -> String {
    const MOST: usize = 80;
    let mut slug = String::new();
    for c in text.chars() {
        if slug.len() >= MOST {
            break;
        }
        if c.is_alphanumeric() {
            slug.extend(c.to_lowercase());
        } else if c != '\'' && c != '’' && c != '.' && !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    let end = slug.trim_end_matches('-').len();
    slug.truncate(end);
    slug
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    fn parts(year: &str, month: &str, day: &str) -> Option<String> {
        from_parts(year, month, day).map(|date| date.map_or_else(|text| text, |it| it.to_string()))
    }

    #[test]
    fn sentinels_state_nothing() {
        assert_eq!(parts("1991", "12", "26").as_deref(), Some("1991-12-26"));
        assert_eq!(parts("1991", "12", "-9").as_deref(), Some("1991-12"));
        assert_eq!(parts("1991", "0", "26").as_deref(), Some("1991"));
        assert_eq!(
            (parts("-9", "1", "1"), parts("NA", "1", "1"), parts("0", "", "")),
            (None, None, None)
        );
        assert!(from_parts("1991", "13", "1").is_some_and(|date| date.is_err()));
        assert_eq!((stated(" NA "), stated("NAM")), (None, Some("NAM")));
    }

    #[test]
    fn numbers_are_read_as_programs_print_them() {
        let read = |text| number(text).map(|it| it.to_string());
        assert_eq!(read("2.5e-05").as_deref(), Some("0.000025"));
        assert_eq!(read(".5").as_deref(), Some("0.5"));
        assert_eq!(read("-3.").as_deref(), Some("-3"));
        assert_eq!(read("8000000.0").as_deref(), Some("8000000.0"));
        assert_eq!((read("1,000"), read("inf"), read(""), read("-")), (None, None, None, None));
    }

    #[test]
    fn dates_of_depositaries_and_navigators() {
        assert_eq!(
            with_month_name("13 Nov 1992").map(|it| it.to_string()).as_deref(),
            Some("1992-11-13")
        );
        assert_eq!(
            with_slashes("03/07/1994").map(|it| it.to_string()).as_deref(),
            Some("1994-07-03")
        );
        assert_eq!((with_month_name("13 Nov"), with_slashes("31/02/1994")), (None, None));
    }

    #[test]
    fn ids_are_plain() {
        assert_eq!(slug("St. Thomas (Virgin Islands)"), "st-thomas-virgin-islands");
        assert_eq!(slug("Côte d'Ivoire"), "côte-divoire");
        assert_eq!(slug("---"), "");
    }
}
