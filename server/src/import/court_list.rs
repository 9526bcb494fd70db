//! Court lists as a spreadsheet writes them: CSV with a column for each of date, time, branch, kind
//! and family. A list is imported as a whole or not at all, and every bad row is reported by its
//! line.

mod cells;
mod row_values;

use std::collections::HashMap;

use anyhow::bail;
use app::i18n::Localizer;
use csv::{ReaderBuilder, StringRecord, Trim};
use jiff::civil::DateTime;
use model::id::AgencyId;
use model::language::Language;
use model::text::normalize_text;
use serde_json::{Value, json};
use store::Db;
use store::import::court_list::{
    CourtAgency, CourtCounts, CourtDate, import_court_dates, load_court_agencies,
};

use self::row_values::{check_clocks, parse_kind, parse_starts};
use super::encoding::strip_utf8_bom;

/// The columns that a list must have; `agency` is needed only where several agencies have a family
/// of the same key.
const COLUMNS: [&str; 5] = ["date", "time", "branch", "kind", "family"];
/// The largest number of rows: all of them are written in one transaction.
const MAX_ROWS: usize = 5_000;

/// Imports lists, each with its file name. All are imported together or not at all.
///
/// # Errors
/// With one line for each bad row; or when the database fails.
pub async fn import_court_lists(
    db: &Db,
    files: &[(String, Vec<u8>)],
) -> anyhow::Result<CourtCounts> {
    let agencies = load_court_agencies(db).await?;
    let mut list = CourtList::new(&agencies);
    for (name, bytes) in files {
        list.read_file(name, bytes);
    }
    // After all files: the operator mends every row at once, and a list is imported whole or not at
    // all.
    if !list.faults.is_empty() {
        bail!(
            "nothing was imported; errors to fix: {}\n{}",
            list.faults.len(),
            list.faults.join("\n")
        );
    }
    Ok(import_court_dates(db, &list.dates, &about_court_dates()).await?)
}

/// What every date of a list is, in each language of the portal, as a text of an import file.
fn about_court_dates() -> Value {
    let words = |language: Language| Localizer(language).get("calendar-court-about");
    let translations: Vec<Value> = Language::ALL
        .iter()
        .filter(|language| **language != Language::En)
        .map(|language| {
            json!({
                "language": language.language_tag(),
                "text": words(*language),
                "by": "Alongside",
            })
        })
        .collect();
    json!({
        "language": Language::En.language_tag(),
        "text": words(Language::En),
        "translations": translations,
    })
}

/// The rows that were read, and what is wrong with the others.
struct CourtList<'a> {
    agencies: &'a [CourtAgency],
    dates: Vec<CourtDate>,
    faults: Vec<String>,
    /// Where each family and time was read first, and which of `dates` it is.
    seen: HashMap<(AgencyId, String, DateTime), (String, usize)>,
}

impl<'a> CourtList<'a> {
    fn new(agencies: &'a [CourtAgency]) -> Self {
        Self {
            agencies,
            dates: Vec::new(),
            faults: Vec::new(),
            seen: HashMap::new(),
        }
    }

    fn read_file(&mut self, name: &str, bytes: &[u8]) {
        let Some(text) = decode(bytes) else {
            self.faults.push(format!(
                "{name}: is not UTF-8; in the spreadsheet, save it as \"CSV UTF-8\""
            ));
            return;
        };
        // Spreadsheets write the separator of the country in which they run.
        let (delimiter, text, skipped) = find_delimiter(&text);
        let mut reader = ReaderBuilder::new()
            .delimiter(delimiter)
            // The first line is read here, so that a missing column is named with the line.
            .has_headers(false)
            // A row with fewer cells is no error of the file: it may lack columns that are
            // optional.
            .flexible(true)
            .trim(Trim::All)
            .from_reader(text.as_bytes());
        let mut rows = reader.records();
        let Some(Ok(head)) = rows.next() else {
            self.faults.push(format!("{name}: is empty"));
            return;
        };
        let columns = match Columns::find(&head) {
            Ok(columns) => columns,
            Err(missing) => {
                self.faults.push(format!(
                    "{name} line 1: has no column {}; the first line names the columns {}",
                    missing.join(", "),
                    COLUMNS.join(", ")
                ));
                return;
            }
        };
        for (index, row) in rows.enumerate() {
            // Reading stops here: further rows would only add to the list of faults.
            if index == MAX_ROWS {
                self.faults.push(format!(
                    "{name}: has more than {MAX_ROWS} rows; split it into several files"
                ));
                return;
            }
            match row {
                Ok(row) => {
                    let line = row.position().map_or(0, |at| at.line()) + skipped;
                    self.read_row(&format!("{name} line {line}"), &columns, &row);
                }
                Err(error) => self.faults.push(format!("{name}: {error}")),
            }
        }
    }

    fn read_row(&mut self, place: &str, columns: &Columns, row: &StringRecord) {
        // Spreadsheets leave empty rows at the end.
        if row.iter().all(str::is_empty) {
            return;
        }
        match self.parse_row(columns, row) {
            Ok(date) => {
                let key = (date.agency, date.family.clone(), date.starts);
                match self.seen.get(&key) {
                    // Courts list the case of each child of a family.
                    Some((_, index)) if self.dates.get(*index) == Some(&date) => {}
                    Some((first, _)) => self.faults.push(format!(
                        "{place}: is the same family and time as {first}; remove one of them"
                    )),
                    None => {
                        self.seen.insert(key, (place.to_owned(), self.dates.len()));
                        self.dates.push(date);
                    }
                }
            }
            Err(faults) => {
                let faults = faults.into_iter().map(|fault| format!("{place}: {fault}"));
                self.faults.extend(faults);
            }
        }
    }

    fn parse_row(&self, columns: &Columns, row: &StringRecord) -> Result<CourtDate, Vec<String>> {
        let mut faults = Vec::new();
        // Every cell is checked, so that one row has all of its faults in one message.
        let mut keep = |fault: &str| faults.push(fault.to_owned());
        let cell = |column: &str| columns.cell(row, column);
        let agency = self
            .find_agency(cell("family"), cell("agency"))
            .map_err(&mut keep)
            .ok();
        let kind = parse_kind(cell("kind"), agency).map_err(&mut keep).ok();
        let starts = parse_starts(cell("date"), cell("time"))
            .and_then(|starts| check_clocks(starts, agency).map(|()| starts))
            .map_err(&mut keep)
            .ok();
        let branch = normalize_text(cell("branch"));
        if branch.chars().count() > model::calendar::MAX_PLACE_CHARS {
            keep("branch is longer than 200 characters; shorten it");
        }
        match (agency, kind, starts) {
            (Some(agency), Some((kind, own_kind)), Some(starts)) if faults.is_empty() => {
                Ok(CourtDate {
                    agency: agency.id,
                    family: cell("family").to_owned(),
                    starts,
                    kind,
                    own_kind,
                    branch: (!branch.is_empty()).then_some(branch),
                })
            }
            _ => Err(faults),
        }
    }

    fn find_agency(&self, family: &str, key: &str) -> Result<&'a CourtAgency, &'static str> {
        if family.is_empty() {
            return Err("family is missing; write the key of the family in the agency's files");
        }
        let mut found = self
            .agencies
            .iter()
            // Without the column, a key that two agencies have is refused below and not guessed.
            .filter(|agency| key.is_empty() || agency.key == key)
            .filter(|agency| agency.families.contains(family));
        match (found.next(), found.next()) {
            (Some(agency), None) => Ok(agency),
            (None, _) => Err("family is not the key of a family in the portal; import it first"),
            (Some(_), Some(_)) => {
                Err("family is in two agencies; add a column agency with the agency's key")
            }
        }
    }
}

/// The text of a file without its byte-order mark; `None` when it is not UTF-8.
fn decode(bytes: &[u8]) -> Option<String> {
    let mut file = strip_utf8_bom(bytes).ok()??;
    let mut text = String::new();
    std::io::Read::read_to_string(&mut file, &mut text).ok()?;
    Some(text)
}

/// What separates the cells: what the first line has most of. Excel may write it in a line of its
/// own, `sep=;`, which is left out of the text; the last value is the number of such lines.
fn find_delimiter(text: &str) -> (u8, &str, u64) {
    let first = text.lines().next().unwrap_or_default();
    if let Some(mark) = first.trim().strip_prefix("sep=")
        && let [delimiter] = mark.as_bytes()
    {
        let rest = text.split_once('\n').map_or("", |(_, rest)| rest);
        return (*delimiter, rest, 1);
    }
    let count = |mark: u8| first.bytes().filter(|byte| *byte == mark).count();
    let most = [b',', b';', b'\t']
        .into_iter()
        // The last of equal ones would win: a comma does, where there is only one column.
        .rev()
        .max_by_key(|mark| count(*mark));
    (most.unwrap_or(b','), text, 0)
}

/// In which cell each column is.
struct Columns(HashMap<String, usize>);

impl Columns {
    /// # Errors
    /// The columns that are missing.
    fn find(head: &StringRecord) -> Result<Self, Vec<&'static str>> {
        let names: HashMap<String, usize> = head
            .iter()
            .enumerate()
            // In small letters, because people type the heads of columns by hand.
            .map(|(index, name)| (name.to_lowercase(), index))
            .collect();
        let missing: Vec<&'static str> = COLUMNS
            .into_iter()
            .filter(|name| !names.contains_key(*name))
            .collect();
        if missing.is_empty() {
            Ok(Self(names))
        } else {
            Err(missing)
        }
    }

    /// Empty for a cell that the row does not have.
    fn cell<'r>(&self, row: &'r StringRecord, column: &str) -> &'r str {
        let index = self.0.get(column);
        index.and_then(|index| row.get(*index)).unwrap_or_default()
    }
}
