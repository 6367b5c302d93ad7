//! The exact messages of dates, periods, lengths and reporting periods.

use bilateral::{Length, PartialDate, Period, ReportingPeriod};

#[track_caller]
fn refused<T: std::fmt::Debug, E: std::fmt::Display>(result: Result<T, E>, message: &str) {
    assert_eq!(result.unwrap_err().to_string(), message);
}

/// Each way in which a date can be wrong is told with its place and what would be right.
#[test]
fn date_messages() {
    for (text, message) in [
        ("", "``: expected four digits of a year, as in `2018`, found the end"),
        ("abc", "`abc`: expected four digits of a year, as in `2018`, found `a` at position 0"),
        ("20", "`20`: expected a third digit of the year or `XX`, found the end"),
        ("201", "`201`: expected a fourth digit of the year or `X`, found the end"),
        ("2é18", "`2é18`: expected four digits of a year, as in `2018`, found `é` at position 1"),
        ("2018-", "`2018-`: expected two digits of a month, quarter or half year, found the end"),
        (
            "2023-2-28",
            "`2023-2-28`: expected two digits of a month, quarter or half year, found `2` at position 5",
        ),
        (
            "2023-13",
            "`2023-13`: expected month 01 to 12, quarter 33 to 36 or half year 40 to 41, found `13` at position 5",
        ),
        ("2023-02-30", "`2023-02-30`: February 2023 has 28 days, found `30` at position 8"),
        ("1900-02-29", "`1900-02-29`: February 1900 has 28 days, found `29` at position 8"),
        ("2023-04-00", "`2023-04-00`: April 2023 has 30 days, found `00` at position 8"),
        ("2023-04-1", "`2023-04-1`: expected two digits of a day, found `1` at position 8"),
        (
            "2018-33-01",
            "`2018-33-01`: expected the end of the date or a mark `?`, `~`, `%`, found `-` at position 7",
        ),
        (
            "2018 ",
            "`2018 `: expected the end of the date or a mark `?`, `~`, `%`, found ` ` at position 4",
        ),
        (
            "2018-21",
            "`2018-21`: at position 5, seasons are not supported; write the months, such as `[2018-03..2018-05]`",
        ),
        (
            "2018-37",
            "`2018-37`: at position 5, quadrimesters are not supported; write the months, such as `[2018-01..2018-04]`",
        ),
        (
            "2004-06-XX",
            "`2004-06-XX`: at position 8, unspecified digits are not supported; write the coarser date `2004-06`",
        ),
        (
            "199X-05",
            "`199X-05`: at position 4, a month of an unspecified year is not supported; write `199X` alone",
        ),
        (
            "2004?-06",
            "`2004?-06`: at position 4, a mark on a part of a date is not supported; write one mark after the whole date",
        ),
        (
            "2004-?06",
            "`2004-?06`: at position 5, a mark on a part of a date is not supported; write one mark after the whole date",
        ),
        (
            "?2004",
            "`?2004`: at position 0, a mark on a part of a date is not supported; write one mark after the whole date",
        ),
        (
            "2004?~",
            "`2004?~`: at position 5, a second mark is not supported; write `%` for uncertain and approximate",
        ),
        (
            "2004-06-01T12:00",
            "`2004-06-01T12:00`: at position 10, a time of day is not supported; write the day alone, `2004-06-01`",
        ),
        (
            "20040601",
            "`20040601`: at position 0, a date without hyphens and a year of five digits are not supported; write `YYYY-MM-DD` with a year from 0000 to 9999",
        ),
        (
            "1950S2",
            "`1950S2`: at position 4, exponents and significant digits are not supported; write a year, a decade `199X` or a range `[1990..1999]`",
        ),
        (
            "-0044",
            "`-0044`: at position 0, signed years are not supported; write a year from 0000 to 9999",
        ),
        (
            "Y17E7",
            "`Y17E7`: at position 0, long years are not supported; write a year from 0000 to 9999",
        ),
        (
            "{1984,1986}",
            "`{1984,1986}`: at position 0, a set of dates is not supported; record each date by itself",
        ),
        (
            "[1984,1986]",
            "`[1984,1986]`: at position 5, a list of dates is not supported; write one range such as `[1984..1986]`",
        ),
        (
            "1984..1986",
            "`1984..1986`: at position 4, a range without brackets is not supported; write `[1984..1986]`, `[1984..]` or `[..1984]`",
        ),
        (
            "2018/2019",
            "`2018/2019`: at position 4, this is a period, not a date; write one date, or a range such as `[1984..1986]`",
        ),
        ("[1984..", "`[1984..`: expected `]` after `[`, found the end"),
        ("[1984]", "`[1984]`: expected `..` between the brackets, found `]` at position 5"),
        ("[..]", "`[..]`: expected a date before or after `..`, found `]` at position 3"),
        (
            "[1986..1984]",
            "`[1986..1984]`: `1986` and `1984` cannot be two bounds: the first is after the last",
        ),
        (
            "[1984?..1986]",
            "`[1984?..1986]`: `1984?` cannot be a bound: expected a day, month or year without a bracket or mark",
        ),
        (
            "[1984..1986-02-30]",
            "`[1984..1986-02-30]`: February 1986 has 28 days, found `30` at position 15",
        ),
    ] {
        refused(PartialDate::parse(text), message);
    }
}

/// Periods tell the place in the whole text, and what a lone date should be.
#[test]
fn period_messages() {
    for (text, message) in [
        ("", "`` is no period; write `../..` for all time, or two ends such as `2018/..`"),
        ("..", "`..` is no period; write `../..` for all time, or two ends such as `2018/..`"),
        (
            "2018",
            "`2018` is no single day; write `2018/2018` for a start and an end on unknown days in it",
        ),
        (
            "2018-01-05?",
            "`2018-01-05?` is no single day; write `2018-01-05?/2018-01-05?` for a start and an end on unknown days in it",
        ),
        ("2018/2019/2020", "`2018/2019/2020`: expected two ends, found a second `/` at position 9"),
        (
            "2018/2023-02-30",
            "`2018/2023-02-30`: February 2023 has 28 days, found `30` at position 13",
        ),
        (
            "2018/open",
            "`2018/open`: expected four digits of a year, as in `2018`, found `o` at position 5",
        ),
    ] {
        refused(Period::parse(text), message);
    }
}

/// Lengths name the three units and the greatest counts.
#[test]
fn length_messages() {
    for (text, message) in [
        ("", "``: expected a count, as in `90 days`, found the end"),
        ("-1 days", "`-1 days`: expected a count, as in `90 days`, found `-` at position 0"),
        ("P1Y", "`P1Y`: expected a count, as in `90 days`, found `P` at position 0"),
        (
            "090 days",
            "`090 days`: expected a count without leading zeros, at most 3652424, found `0` at position 0",
        ),
        ("90", "`90`: expected ` days`, ` months` or ` years`, found the end"),
        ("2 day", "`2 day`: expected ` days`, ` months` or ` years`, found ` ` at position 1"),
        ("1 days ", "`1 days `: expected ` days`, ` months` or ` years`, found ` ` at position 1"),
        ("10000 years", "10000 years are more than 9999, which is the most"),
        (
            "99999999999 days",
            "`99999999999 days`: expected a count without leading zeros, at most 3652424, found `9` at position 0",
        ),
    ] {
        refused(Length::parse(text), message);
    }
    assert_eq!(Length::parse("1 years"), Length::years(1));
}

/// Reporting periods tell calendar units from fiscal years.
#[test]
fn reporting_messages() {
    for (text, message) in [
        ("", "``: expected four digits of a year, as in `2018`, found the end"),
        (
            "199X",
            "`199X`: at position 0, `199X` is longer than a year; write a span such as `1990/1999`",
        ),
        ("../2018?", "`../2018?`: at position 3, `2018?` is not one calendar unit without a mark"),
        ("2021/2018", "`2021/2018`: at position 5, the last unit ends before the first begins"),
        ("2018/", "`2018/`: expected four digits of a year, as in `2018`, found the end"),
        (
            "FY10",
            "`FY10`: expected four digits of a fiscal year after `FY`, found `1` at position 2",
        ),
        (
            "FY2010-11",
            "`FY2010-11`: expected four digits of the last fiscal year, found `1` at position 7",
        ),
        ("FY2010-2009", "`FY2010-2009`: at position 7, the last fiscal year is before the first"),
        ("FY0000", "`FY0000`: at position 2, a fiscal year is named 0001 to 9998"),
        (
            "FY2010@13",
            "`FY2010@13`: expected a month 1 to 12 or `YYYY-MM`, found `1` at position 7",
        ),
        (
            "FY2010@010",
            "`FY2010@010`: expected a month 1 to 12 or `YYYY-MM`, found `0` at position 7",
        ),
        (
            "FY2010@2011-04",
            "`FY2010@2011-04`: at position 7, fiscal year 2010 cannot begin in `2011-04`",
        ),
        (
            "FY2010 ",
            "`FY2010 `: expected the end, `-YYYY`, `/..` or a first month such as `@10`, found ` ` at position 6",
        ),
    ] {
        refused(ReportingPeriod::parse(text), message);
    }
}

/// Other spellings of a fiscal year's beginning are read as the shorter one.
#[test]
fn reporting_periods_have_one_spelling() {
    for (text, canonical) in [
        ("FY2010@2009-10", "FY2010@10"),
        ("FY2010@2010-01", "FY2010@1"),
        ("FY2010-2010", "FY2010"),
        ("2018/2018", "2018"),
    ] {
        assert_eq!(ReportingPeriod::parse(text).unwrap().to_string(), canonical);
    }
}

/// A width pads the text of every value, as in a table.
#[test]
fn text_forms_can_be_padded() {
    assert_eq!(format!("{:>8}|", PartialDate::parse("2018~").unwrap()), "   2018~|");
    assert_eq!(format!("{:<8}|", Period::parse("2018/..").unwrap()), "2018/.. |");
    assert_eq!(format!("{:<8}|", Length::days(1).unwrap()), "1 day   |");
    assert_eq!(format!("{:<8}|", ReportingPeriod::parse("FY2010").unwrap()), "FY2010  |");
}
