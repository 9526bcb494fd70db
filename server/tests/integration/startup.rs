//! Startup of the real program: concurrent starts, a database of another version, and missing or
//! unwritable files. Each refusal names the place, the cause and the remedy.
#![allow(clippy::unwrap_used)]

use crate::support::program;

use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Stdio};

use program::{ASSETS_DIR, PortalProcess, ProgramFolder, free_port};
use sqlx::{Connection, SqliteConnection};

const AGENCY_FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../app/model/demo/agency.json");
const LUNA_FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../app/model/demo/luna.json");
/// How often the race is repeated: its processes meet at different moments each time.
const ROUNDS: usize = 6;

#[test]
fn processes_started_at_once_on_empty_sqlite_file_all_succeed() {
    for round in 0..ROUNDS {
        let folder = ProgramFolder::new();
        let ports = [free_port(), free_port()];
        let piped = |args: &[&str]| {
            folder
                .alongside_command(args)
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap()
        };
        let mut first = PortalProcess::start(folder.alongside_command(&["serve"]), ports[0]);
        let import = piped(&["import", AGENCY_FILE, LUNA_FILE]);
        let invite = piped(&["invite", "maria-luna"]);
        // During an upgrade the new server may start before the old one has ended.
        let mut second = PortalProcess::start(folder.alongside_command(&["serve"]), ports[1]);
        assert_eq!(first.wait_until_ready(), Ok(()), "serve, round {round}");
        assert_eq!(
            second.wait_until_ready(),
            Ok(()),
            "the second serve, round {round}"
        );
        let import = import.wait_with_output().unwrap();
        assert!(
            import.status.success(),
            "import, round {round}: {}",
            String::from_utf8_lossy(&import.stderr)
        );
        let invite = invite.wait_with_output().unwrap();
        // Whether the import finished first is a race.
        let words = String::from_utf8_lossy(&invite.stderr);
        assert!(
            invite.status.success() || words.contains("no person has this key"),
            "invite, round {round}: {words}"
        );
    }
}

#[tokio::test]
async fn database_of_newer_program_is_refused_with_what_to_do() {
    let folder = ProgramFolder::new();
    assert!(folder.run(&["migrate"]).status.success());
    let mut connection = SqliteConnection::connect(&folder.database_url())
        .await
        .unwrap();
    sqlx::query(
        // A migration that this program does not have, as after a return to an older release.
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, \
        execution_time) VALUES (9999, 'of tomorrow', TRUE, x'00', 0)",
    )
    .execute(&mut connection)
    .await
    .unwrap();
    connection.close().await.unwrap();
    // Every command that opens the database refuses: an older program does not know the newer
    // schema.
    for command in [
        &["serve"][..],
        &["migrate"],
        &["import", AGENCY_FILE],
        &["invite", "maria-luna"],
    ] {
        assert!(
            folder
                .startup_error(command)
                .contains("written by a newer alongside; start that one"),
            "{command:?}"
        );
    }
}

#[test]
fn database_that_is_no_file_is_refused_with_path_and_cause() {
    let folder = ProgramFolder::new();
    // A folder where the file should be: not even root can open it as a database.
    std::fs::create_dir(folder.database_path()).unwrap();
    let words = folder.startup_error(&["serve"]);
    assert!(
        words.contains(&folder.database_path().display().to_string()),
        "{words}"
    );
    assert!(
        words.contains("unable to open database file")
            && words.contains("may write the file, its folder"),
        "{words}"
    );
}

#[test]
fn folder_that_cannot_be_made_is_refused_with_path_and_cause() {
    let folder = ProgramFolder::new();
    let taken = folder.path().join("taken");
    std::fs::write(&taken, "a file, where a folder is to be").unwrap();
    let refused = |command: &mut Command| {
        let output = command.output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        String::from_utf8(output.stderr).unwrap()
    };
    let inside = taken.join("deeper/alongside.db");
    let words = refused(
        folder
            .alongside_command(&["serve"])
            .env("DATABASE_URL", format!("sqlite://{}", inside.display())),
    );
    assert!(
        words.contains(&taken.join("deeper").display().to_string())
            && words.contains("DATABASE_URL"),
        "{words}"
    );
    let words = refused(
        folder
            .alongside_command(&["serve", "--attachments"])
            .arg(taken.join("files")),
    );
    assert!(
        words.contains(&taken.join("files").display().to_string()),
        "{words}"
    );
}

/// Root bypasses file permissions unless these capabilities are dropped.
fn drop_permission_override(command: &Command) -> Command {
    let as_root = String::from_utf8(Command::new("id").arg("-u").output().unwrap().stdout)
        .unwrap()
        .trim()
        == "0";
    let rights = "-dac_override,-dac_read_search";
    let mut wrapped = Command::new(if as_root { "setpriv" } else { "env" });
    if as_root {
        wrapped.args(["--bounding-set", rights, "--inh-caps", rights]);
    }
    wrapped.arg(command.get_program()).args(command.get_args());
    for (name, value) in command.get_envs() {
        wrapped.env(name, value.unwrap());
    }
    wrapped
}

fn set_read_only(path: &std::path::Path, yes: bool) {
    let mode = if yes { 0o555 } else { 0o755 };
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn unwritable_database_and_files_folder_are_refused_with_path_and_cause() {
    let folder = ProgramFolder::new();
    assert!(folder.run(&["migrate"]).status.success());
    let place = folder.path().join("files");
    std::fs::create_dir(&place).unwrap();
    let serve = |path: &std::path::Path| {
        set_read_only(path, true);
        let mut command = drop_permission_override(&folder.alongside_command(&[
            "serve",
            "--addr",
            "127.0.0.1:0",
            "--attachments",
            place.to_str().unwrap(),
        ]));
        let mut child = command
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // Read to its end before `wait`: a full pipe would block the program for ever.
        let mut words = String::new();
        std::io::Read::read_to_string(child.stderr.as_mut().unwrap(), &mut words).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(1), "{words}");
        // Restored before the assertions, so that the folder can be deleted.
        set_read_only(path, false);
        assert!(
            words.contains(&path.display().to_string()),
            "{}: {words}",
            path.display()
        );
        words
    };
    let words = serve(&place);
    assert!(
        // Without its first letter, which some messages capitalize.
        words.contains("ermission denied") && words.contains("ALONGSIDE_ATTACHMENTS"),
        "{words}"
    );
    let words = serve(&folder.database_path());
    assert!(words.contains("may write"), "{words}");
}

#[test]
fn incomplete_site_is_refused_with_missing_file() {
    let folder = ProgramFolder::new();
    let site = folder.path().join("site");
    std::fs::create_dir(&site).unwrap();
    // The list of names without the files that it names, as after a build that broke off.
    std::fs::copy(format!("{ASSETS_DIR}/names.txt"), site.join("names.txt")).unwrap();
    let words = folder.startup_error(&["serve", "--assets-dir", site.to_str().unwrap()]);
    assert!(
        words.contains("incomplete")
            && words.contains("pkg/style.")
            && words.contains("script/site"),
        "{words}"
    );
    std::fs::write(site.join("names.txt"), "").unwrap();
    let words = folder.startup_error(&["serve", "--assets-dir", site.to_str().unwrap()]);
    assert!(words.contains("the line for style.css"), "{words}");
}
