//! Profiles: what follows from each kind, and what is said of those that lead nowhere.

use super::*;
use crate::sign_in::SignInProblem as Problem;

const KEY: &str = "aws_access_key_id = AKIABASE\naws_secret_access_key = base/secret+\n";

async fn problem(config: &str, name: &str) -> Problem {
    let (_home, environment) = home(config, &[]);
    let store = open("http://127.0.0.1:1", profile(name), environment);
    let error = store.list(list()).await.unwrap_err();
    assert!(!format!("{error:?}").contains("base/secret+"), "{error:?}");
    *error.sign_in.unwrap_or_else(|| panic!("{config}"))
}

#[tokio::test]
async fn the_profiles_are_listed_with_what_they_say_of_the_storage() {
    let config = "[default]\nregion = eu-west-1\n[profile minio]\nservices = local\nendpoint_url = https://else.where\n\
        [services local]\ns3 =\n  endpoint_url = http://127.0.0.1:9000\n[profile plain]\nendpoint_url = https://s3.example.com\n";
    let (home, environment) = home(config, &[]);
    std::fs::write(home.path().join(".aws/credentials"), format!("[from-credentials]\n{KEY}")).unwrap();
    let found = environment.profiles().await.unwrap().profiles;
    let names: Vec<_> = found.iter().map(|each| each.name.as_str()).collect();
    assert_eq!(names, ["default", "from-credentials", "minio", "plain"]);
    assert_eq!(found[0].region.as_deref(), Some("eu-west-1"));
    assert_eq!(found[2].endpoint.as_deref(), Some("http://127.0.0.1:9000"));
    assert_eq!(found[3].endpoint.as_deref(), Some("https://s3.example.com"));
    assert_eq!(
        Environment::new([], "/nowhere/at/all".into()).profiles().await.unwrap(),
        crate::ProfilesFound::default()
    );
}

#[tokio::test]
async fn a_file_changed_outside_counts_when_the_old_keys_are_refused() {
    let (home, environment) = home(&format!("[profile p]\n{KEY}"), &[]);
    let server = Recorded::new(vec![empty_listing(), refusal(403, "InvalidAccessKeyId"), empty_listing()]).await;
    let store = open(&server.endpoint, profile("p"), environment);
    store.list(list()).await.unwrap();
    let new = "[profile p]\naws_access_key_id = AKIANEXT\naws_secret_access_key = x\n";
    std::fs::write(home.path().join(".aws/config"), new).unwrap();
    store.list(list()).await.unwrap();
    let seen = server.seen();
    assert_eq!(seen.iter().map(|call| signer_of(call)).collect::<Vec<_>>(), ["AKIABASE", "AKIABASE", "AKIANEXT"]);
}

#[tokio::test]
async fn a_chain_takes_on_its_roles_in_order_and_asks_for_the_code() {
    let config = format!(
        "[profile base]\n{KEY}[profile one]\nrole_arn = arn:aws:iam::123456789012:role/one\nsource_profile = base\n\
         external_id = partner\nmfa_serial = arn:aws:iam::123456789012:mfa/me\n[profile two]\n\
         role_arn = arn:aws:iam::123456789012:role/two\nsource_profile = one\nduration_seconds = 1800\n"
    );
    let person = Person::with(vec![Answer::Code(Secret::new("654321".to_owned()))]);
    let server = Recorded::new(vec![session("ASIAONE", 3600), session("ASIATWO", 3600), empty_listing()]).await;
    let (_home, environment) = home(&config, &[("AWS_ENDPOINT_URL_STS", &server.endpoint)]);
    open(&server.endpoint, profile("two"), environment.asking(Arc::new(Asked(person)))).list(list()).await.unwrap();
    let seen = server.seen();
    assert_eq!(seen.iter().map(|call| signer_of(call)).collect::<Vec<_>>(), ["AKIABASE", "ASIAONE", "ASIATWO"]);
    assert!(seen[0].contains("role%2Fone") && seen[0].contains("ExternalId=partner"), "{}", seen[0]);
    assert!(seen[0].contains("TokenCode=654321"), "{}", seen[0]);
    assert!(seen[1].contains("role%2Ftwo") && seen[1].contains("DurationSeconds=1800"), "{}", seen[1]);
}

#[tokio::test]
async fn profiles_that_lead_nowhere_say_why() {
    let role = "role_arn = arn:aws:iam::123456789012:role/x\n";
    let name = |text: &str| text.to_owned();
    let cases = [
        (String::new(), "p", Problem::ProfileMissing { profile: name("p") }),
        (name("[profile p]\nregion = eu-west-1\n"), "p", Problem::ProfileEmpty { profile: name("p") }),
        (
            format!("[profile p]\n{role}source_profile = gone\n"),
            "p",
            Problem::SourceMissing { profile: name("p"), source: name("gone") },
        ),
        (format!("[profile p]\n{role}"), "p", Problem::SourceMissing { profile: name("p"), source: String::new() }),
        (
            format!("[profile p]\n{role}source_profile = q\n[profile q]\n{role}source_profile = p\n"),
            "p",
            Problem::ProfileLoop { profiles: vec![name("p"), name("q"), name("p")] },
        ),
        (
            name("[profile p]\nsso_session = gone\nsso_account_id = 1\nsso_role_name = r\n"),
            "p",
            Problem::SessionMissing { profile: name("p"), session: name("gone") },
        ),
        (
            name("[profile p]\ncredential_process = exit 3\n"),
            "p",
            Problem::ProcessFailed { profile: name("p"), status: Some(3) },
        ),
        (
            name("[profile p]\ncredential_process = echo base/secret+\n"),
            "p",
            Problem::ProcessGarbage { profile: name("p") },
        ),
    ];
    for (config, profile, expected) in cases {
        assert_eq!(problem(&config, profile).await, expected, "{config}");
    }
}

#[tokio::test]
async fn a_damaged_file_is_named_and_not_quoted() {
    let said = problem("[profile p\naws_secret_access_key base/secret+\n", "p").await;
    assert!(matches!(&said, Problem::FileUnreadable { file } if file.ends_with("config, line 1")), "{said:?}");
}

#[tokio::test]
async fn a_profile_that_is_its_own_source_means_its_own_keys() {
    let config = format!("[profile p]\n{KEY}role_arn = arn:aws:iam::123456789012:role/x\nsource_profile = p\n");
    let server = Recorded::new(vec![session("ASIASESSION", 3600), empty_listing()]).await;
    let (_home, environment) = home(&config, &[("AWS_ENDPOINT_URL_STS", &server.endpoint)]);
    open(&server.endpoint, profile("p"), environment).list(list()).await.unwrap();
    assert_eq!(signer_of(&server.seen()[0]), "AKIABASE");
}

#[cfg(unix)]
#[tokio::test]
async fn a_program_prints_keys_and_is_run_again_when_they_end() {
    let home_folder = tempfile::tempdir().unwrap();
    let script = home_folder.path().join("keys.sh");
    let count = home_folder.path().join("count");
    // Each run prints keys of its own; the first set is over at once.
    let text = format!(
        "echo run >> '{0}'\nn=$(wc -l < '{0}' | tr -d ' ')\n\
         if [ \"$n\" = 1 ]; then end=2020-01-01T00:00:00Z; else end=2999-01-01T00:00:00Z; fi\n\
         echo \"{{\\\"Version\\\": 1, \\\"AccessKeyId\\\": \\\"AKIARUN$n\\\", \\\"SecretAccessKey\\\": \\\"s\\\", \
         \\\"SessionToken\\\": \\\"t\\\", \\\"Expiration\\\": \\\"$end\\\"}}\"\n",
        count.display()
    );
    std::fs::write(&script, text).unwrap();
    let (_home, environment) = home(&format!("[profile p]\ncredential_process = sh '{}'\n", script.display()), &[]);
    let server = Recorded::new(vec![empty_listing()]).await;
    let store = open(&server.endpoint, profile("p"), environment);
    store.list(list()).await.unwrap();
    store.list(list()).await.unwrap();
    let seen = server.seen();
    assert!(seen.iter().all(|call| signer_of(call) == "AKIARUN2"), "{seen:#?}");
    assert_eq!(std::fs::read_to_string(&count).unwrap().lines().count(), 2);
}

#[cfg(unix)]
#[tokio::test(start_paused = true)]
async fn a_program_that_hangs_is_given_up() {
    // The clock of this test runs ahead while nothing happens, so the minute passes at once.
    let config = "[profile p]\ncredential_process = sleep 3600\n";
    assert_eq!(problem(config, "p").await, Problem::ProcessHung { profile: "p".to_owned() });
}

/// Given up, it is ended with everything that it started: a helper in the background, and what that
/// waits for.
#[cfg(unix)]
#[tokio::test]
async fn a_program_that_hangs_leaves_nothing_running() {
    let folder = tempfile::tempdir().unwrap();
    let (script, started) = (folder.path().join("hang.sh"), folder.path().join("started"));
    let text = format!(
        "echo $$ >> '{0}'\n(sh -c 'echo $$ >> \"{0}\"; exec sleep 3600' & wait) &\nsleep 3600 & echo $! >> '{0}'\nwait\n",
        started.display()
    );
    std::fs::write(&script, text).unwrap();
    let config = format!("[profile p]\ncredential_process = sh '{}'\n", script.display());
    let all = || {
        let text = std::fs::read_to_string(&started).unwrap_or_default();
        let ids: Vec<u32> = text.lines().filter_map(|line| line.parse().ok()).collect();
        (ids.len() == 3).then_some(ids)
    };
    let hangs = async {
        let ids = loop {
            match all() {
                Some(ids) => break ids,
                None => tokio::time::sleep(Duration::from_millis(10)).await,
            }
        };
        assert!(ids.iter().all(|id| runs(*id)), "{ids:?}");
        // From here on the minute passes at once.
        tokio::time::pause();
        ids
    };
    let (told, ids) = tokio::join!(problem(&config, "p"), hangs);
    assert_eq!(told, Problem::ProcessHung { profile: "p".to_owned() });
    let end = std::time::Instant::now() + Duration::from_secs(10);
    while ids.iter().any(|id| runs(*id)) {
        assert!(std::time::Instant::now() < end, "still running: {ids:?}");
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// Whether a process runs; one that has ended and that nobody asked about yet does not.
#[cfg(unix)]
fn runs(id: u32) -> bool {
    let state = std::process::Command::new("ps").args(["-o", "stat=", "-p", &id.to_string()]).output().unwrap();
    let state = String::from_utf8_lossy(&state.stdout).trim().to_owned();
    !state.is_empty() && !state.starts_with('Z')
}

#[tokio::test]
async fn a_web_identity_opens_a_session_without_a_signature() {
    let folder = tempfile::tempdir().unwrap();
    let token = folder.path().join("token");
    let config = format!(
        "[profile p]\nrole_arn = arn:aws:iam::123456789012:role/x\nweb_identity_token_file = {}\n",
        token.display()
    );
    let lacking = problem(&config, "p").await;
    assert_eq!(lacking, Problem::TokenFileMissing { file: token.display().to_string() });
    std::fs::write(&token, "TOKENOFTHECLUSTER\n").unwrap();
    let answered = String::from_utf8(session("ASIAWEB", 3600)).unwrap();
    let body = answered.split_once("\r\n\r\n").unwrap().1;
    let body = body.replace("AssumeRoleRe", "AssumeRoleWithWebIdentityRe");
    let server = Recorded::new(vec![answer(200, &[("content-type", "text/xml")], &body), empty_listing()]).await;
    let (_home, environment) = home(&config, &[("AWS_ENDPOINT_URL_STS", &server.endpoint)]);
    open(&server.endpoint, profile("p"), environment).list(list()).await.unwrap();
    let seen = server.seen();
    assert!(seen[0].contains("WebIdentityToken=TOKENOFTHECLUSTER") && header(&seen[0], "authorization").is_none());
    assert_eq!(signer_of(&seen[1]), "ASIAWEB");
}
