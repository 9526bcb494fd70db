//! `docs/shared-database.md` describes the database as it is: every table and column of both
//! engines, with type, nullability and key, and every function that the portal's roles may execute.
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::support::{self, OwnerPool, owner_pool};

const DOCS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs");

fn read_page() -> String {
    std::fs::read_to_string(format!("{DOCS}/shared-database.md")).unwrap()
}

/// A column as the page describes it, without its meaning.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Column {
    table: String,
    name: String,
    type_name: String,
    nullable: bool,
    /// `PK`, `unique` and the foreign key, separated by commas.
    key: String,
}

/// As a row of the page, so that a missing one can be copied.
impl fmt::Display for Column {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let null = if self.nullable { "yes" } else { "" };
        write!(
            formatter,
            "{}: | `{}` | {} | {null} | {} |",
            self.table, self.name, self.type_name, self.key
        )
    }
}

/// The columns on the page: those of both engines, and those that only SQLite has.
fn documented_columns() -> (BTreeSet<Column>, BTreeSet<Column>) {
    let page = read_page();
    let (_, tables) = page.split_once("\n## Tables\n").unwrap();
    let (tables, _) = tables.split_once("\n## Functions\n").unwrap();
    let (mut shared, mut sqlite_only) = (BTreeSet::new(), BTreeSet::new());
    // A heading is followed by a row for each column.
    let (mut table, mut note) = ("", "");
    for line in tables.lines() {
        if let Some(heading) = line.strip_prefix("#### `") {
            (table, note) = heading.split_once('`').unwrap();
        } else if !table.is_empty() && line.starts_with("| `") {
            let cells: Vec<&str> = line.split('|').map(str::trim).collect();
            let [_, name, type_name, null, key, meaning, _] = cells[..] else {
                panic!("a row of `{table}` does not have five cells: {line}");
            };
            assert!(!meaning.is_empty(), "{table}.{name} has no meaning");
            let column = Column {
                table: table.to_owned(),
                name: name.trim_matches('`').to_owned(),
                type_name: type_name.to_owned(),
                nullable: null == "yes",
                key: key.to_owned(),
            };
            let columns = if note.contains("SQLite only") {
                &mut sqlite_only
            } else {
                &mut shared
            };
            assert!(columns.insert(column), "{table}.{name} is described twice");
        }
    }
    (shared, sqlite_only)
}

/// A column as a catalog describes it.
#[derive(sqlx::FromRow)]
struct CatalogColumn {
    table_name: String,
    column_name: String,
    type_name: String,
    nullable: bool,
    is_primary: bool,
    is_unique: bool,
    referenced_table: Option<String>,
}

impl From<CatalogColumn> for Column {
    fn from(found: CatalogColumn) -> Self {
        let keys = [
            found.is_primary.then(|| "PK".to_owned()),
            found.is_unique.then(|| "unique".to_owned()),
            found.referenced_table.map(|table| format!("FK `{table}`")),
        ];
        Self {
            table: found.table_name,
            name: found.column_name,
            type_name: found.type_name,
            nullable: found.nullable,
            key: keys.into_iter().flatten().collect::<Vec<_>>().join(", "),
        }
    }
}

fn assert_described(engine: &str, documented: &BTreeSet<Column>, found: Vec<CatalogColumn>) {
    let found: BTreeSet<Column> = found.into_iter().map(Column::from).collect();
    // Guards against a catalog query that finds nothing.
    assert!(found.len() > 200);
    let list = |columns: Vec<&Column>| {
        columns
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join("\n")
    };
    assert!(
        *documented == found,
        "docs/shared-database.md differs from {engine}.\nIn the database, and not like this on \
            the page:\n{}\nOn the page, and not like this in the database:\n{}",
        list(found.difference(documented).collect()),
        list(documented.difference(&found).collect())
    );
}

// The columns of a view count as nullable in both catalogs, whatever the view selects.
const POSTGRES_COLUMNS: &str = "
    SELECT c.relname::text AS table_name, a.attname::text AS column_name,
        CASE format_type(a.atttypid, NULL) WHEN 'timestamp with time zone' THEN 'timestamptz'
            WHEN 'timestamp without time zone' THEN 'timestamp'
            ELSE format_type(a.atttypid, NULL) END AS type_name,
        c.relkind <> 'v' AND NOT a.attnotnull AS nullable,
        coalesce(bool_or(k.contype = 'p'), false) AS is_primary,
        coalesce(bool_or(k.contype = 'u' AND cardinality(k.conkey) = 1), false) AS is_unique,
        max(f.relname::text) AS referenced_table
    FROM pg_class c
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        LEFT JOIN pg_constraint k ON k.conrelid = c.oid AND a.attnum = ANY (k.conkey)
        LEFT JOIN pg_class f ON k.contype = 'f' AND f.oid = k.confrelid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
        AND c.relname NOT LIKE '\\_%'
    GROUP BY c.relname, c.relkind, a.attname, a.atttypid, a.attnotnull";

#[tokio::test]
#[ignore = "needs PostgreSQL: run script/test"]
async fn every_column_of_postgres_is_described() {
    let database = support::empty_postgres().await;
    let found = sqlx::query_as(POSTGRES_COLUMNS)
        .fetch_all(owner_pool(&database))
        .await
        .unwrap();
    assert_described("PostgreSQL", &documented_columns().0, found);
}

// The tables of FTS5 are virtual, and their columns have no type.
const SQLITE_COLUMNS: &str = r#"
    SELECT t.name AS table_name, c.name AS column_name,
        CASE c.type WHEN '' THEN 'FTS5' ELSE c.type END AS type_name,
        t.type = 'table' AND c."notnull" = 0 AND c.pk = 0 AS nullable,
        c.pk > 0 AS is_primary,
        EXISTS (SELECT 1 FROM pragma_index_list(t.name) i WHERE i.origin = 'u' AND c.name =
            (SELECT group_concat(x.name) FROM pragma_index_info(i.name) x)) AS is_unique,
        (SELECT f."table" FROM pragma_foreign_key_list(t.name) f WHERE f."from" = c.name)
            AS referenced_table
    FROM pragma_table_list t JOIN pragma_table_info(t.name) c
    WHERE t.schema = 'main' AND t.type <> 'shadow'
        AND t.name NOT LIKE '\_%' ESCAPE '\' AND t.name NOT LIKE 'sqlite\_%' ESCAPE '\'"#;

/// The type in SQLite of a column with this type in PostgreSQL, by the table at the top of the
/// section. `None`: SQLite has no such column.
fn sqlite_type(postgres: &str) -> Option<&str> {
    match postgres {
        "uuid" => Some("BLOB"),
        "boolean" | "integer" | "bigint" => Some("INTEGER"),
        "text" | "date" | "timestamptz" | "timestamp" | "jsonb" => Some("TEXT"),
        "tsvector" => None,
        other => panic!("say in `sqlite_type` and on the page how SQLite stores a {other}"),
    }
}

#[tokio::test]
async fn every_column_of_sqlite_is_described() {
    let (shared, mut documented) = documented_columns();
    for column in shared {
        if let Some(type_name) = sqlite_type(&column.type_name) {
            let type_name = type_name.to_owned();
            documented.insert(Column {
                type_name,
                ..column
            });
        }
    }
    let databases = support::empty_databases().await;
    let pool = databases.iter().find_map(|one| match &one.owner_pool {
        OwnerPool::Sqlite(pool) => Some(pool),
        OwnerPool::Postgres(_) => None,
    });
    let found = sqlx::query_as(SQLITE_COLUMNS)
        .fetch_all(pool.unwrap())
        .await
        .unwrap();
    assert_described("SQLite", &documented, found);
}

#[test]
fn the_glossary_names_tables_and_columns_that_exist() {
    let known: BTreeSet<String> = documented_columns()
        .0
        .into_iter()
        .flat_map(|column| [format!("{}.{}", column.table, column.name), column.table])
        .collect();
    let glossary = std::fs::read_to_string(format!("{DOCS}/glossary.md")).unwrap();
    let mut named = 0;
    for line in glossary.lines() {
        let cells: Vec<&str> = line.split(" | ").collect();
        let [_, _, _, tables, _] = cells[..] else {
            continue;
        };
        for name in tables.split('`').skip(1).step_by(2) {
            assert!(known.contains(name), "docs/glossary.md names `{name}`");
            named += 1;
        }
    }
    // Guards against a table of another shape, of which nothing would be compared.
    assert!(named > 50);
}

#[derive(sqlx::FromRow)]
struct CatalogFunction {
    name: String,
    arguments: String,
    result: String,
    /// One of the portal's roles may execute it, and it is not for a trigger.
    callable: bool,
}

const POSTGRES_FUNCTIONS: &str = "
    SELECT p.proname::text AS name, pg_get_function_arguments(p.oid) AS arguments,
        pg_get_function_result(p.oid) AS result,
        p.prorettype <> 'trigger'::regtype
            AND (has_function_privilege('alongside_app', p.oid, 'EXECUTE')
                OR has_function_privilege('alongside_system', p.oid, 'EXECUTE')) AS callable
    FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace";

impl CatalogFunction {
    /// As the page writes it. A function whose result is not stated returns a boolean.
    fn signature(&self) -> String {
        let Self {
            name,
            arguments,
            result,
            ..
        } = self;
        let returns = match result.as_str() {
            "boolean" => String::new(),
            other => format!(" RETURNS {other}"),
        };
        format!("{name}({arguments}){returns}").replace("timestamp with time zone", "timestamptz")
    }
}

/// Names in the text that begin with `alongside_`, and what follows each.
fn database_names(text: &str) -> impl Iterator<Item = (String, &str)> {
    text.split("alongside_").skip(1).map(|rest| {
        let end = rest
            .find(|c: char| !c.is_ascii_lowercase() && c != '_')
            .unwrap_or(rest.len());
        (format!("alongside_{}", &rest[..end]), &rest[end..])
    })
}

/// The functions of a new database, by name.
async fn load_functions() -> BTreeMap<String, CatalogFunction> {
    let database = support::empty_postgres().await;
    let functions: Vec<CatalogFunction> = sqlx::query_as(POSTGRES_FUNCTIONS)
        .fetch_all(owner_pool(&database))
        .await
        .unwrap();
    // Guards against a catalog query that finds nothing.
    assert!(functions.len() > 40);
    functions
        .into_iter()
        .map(|function| (function.name.clone(), function))
        .collect()
}

#[tokio::test]
#[ignore = "needs PostgreSQL: run script/test"]
async fn every_function_that_a_login_may_execute_is_described() {
    let functions = load_functions().await;
    let page = read_page();
    let (_, section) = page.split_once("\n## Functions\n").unwrap();
    // A long signature has several lines.
    let section = section
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace("( ", "(")
        .replace(" )", ")");
    let mut wrong: Vec<String> = functions
        .values()
        .filter(|function| function.callable && !section.contains(&function.signature()))
        .map(|function| format!("not described: {}", function.signature()))
        .collect();
    for (name, rest) in database_names(&section) {
        let callable = functions.get(&name).is_some_and(|found| found.callable);
        if rest.starts_with('(') && !callable {
            wrong.push(format!("described, and no login may execute it: {name}"));
        }
    }
    assert!(
        wrong.is_empty(),
        "docs/shared-database.md:\n{}",
        wrong.join("\n")
    );
}

/// The channel of NOTIFY and the roles, which have names like those of functions.
const OTHER_NAMES: [&str; 4] = [
    "alongside_changes",
    "alongside_owner",
    "alongside_app",
    "alongside_system",
];

#[tokio::test]
#[ignore = "needs PostgreSQL: run script/test"]
async fn every_page_names_functions_that_exist() {
    let functions = load_functions().await;
    let mut gone = Vec::new();
    // Without the decisions: they say what was decided then.
    for file in std::fs::read_dir(DOCS).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "md") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        for (name, _) in database_names(&text) {
            if !functions.contains_key(&name) && !OTHER_NAMES.contains(&name.as_str()) {
                gone.push(format!("{}: {name}", path.display()));
            }
        }
    }
    assert!(gone.is_empty(), "no such function:\n{}", gone.join("\n"));
}
