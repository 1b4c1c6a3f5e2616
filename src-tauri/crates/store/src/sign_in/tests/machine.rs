//! The computer's own keys, against a recorded metadata service.

use super::*;
use crate::sign_in::SignInProblem as Problem;

fn told(name: &str) -> Vec<u8> {
    answer(
        200,
        &[],
        &format!(
            "{{\"Code\": \"Success\", \"AccessKeyId\": \"{name}\", \"SecretAccessKey\": \"s\", \"Token\": \"T\", \
             \"Expiration\": \"2999-01-01T00:00:00Z\"}}"
        ),
    )
}

async fn first_problem(environment: Environment) -> Problem {
    let store = open("http://127.0.0.1:1", Source::Machine.into(), environment);
    *store.list(list()).await.unwrap_err().sign_in.unwrap()
}

#[tokio::test]
async fn an_ec2_machine_is_asked_with_a_session_token_of_its_own() {
    let service =
        Recorded::new(vec![answer(200, &[], "IMDSTOKEN"), answer(200, &[], "the-role\n"), told("ASIAEC2")]).await;
    let storage = Recorded::new(vec![empty_listing()]).await;
    let (_home, environment) = home("", &[("AWS_EC2_METADATA_SERVICE_ENDPOINT", &service.endpoint)]);
    open(&storage.endpoint, Source::Machine.into(), environment).list(list()).await.unwrap();
    let seen = service.seen();
    assert!(seen[0].starts_with("PUT /latest/api/token "), "{}", seen[0]);
    assert!(header(&seen[0], "x-aws-ec2-metadata-token-ttl-seconds").is_some());
    assert!(seen[2].starts_with("GET /latest/meta-data/iam/security-credentials/the-role "), "{}", seen[2]);
    assert!(seen[1..].iter().all(|call| header(call, "x-aws-ec2-metadata-token") == Some("IMDSTOKEN")));
    assert_eq!(signer_of(&storage.seen()[0]), "ASIAEC2");
}

#[tokio::test]
async fn a_container_s_token_goes_only_where_containers_are() {
    let service = Recorded::new(vec![told("ASIAECS")]).await;
    let storage = Recorded::new(vec![empty_listing()]).await;
    let address = format!("{}/creds", service.endpoint);
    let vars =
        [("AWS_CONTAINER_CREDENTIALS_FULL_URI", address.as_str()), ("AWS_CONTAINER_AUTHORIZATION_TOKEN", "Bearer x")];
    let (_home, environment) = home("", &vars);
    open(&storage.endpoint, Source::Machine.into(), environment).list(list()).await.unwrap();
    assert_eq!(header(&service.seen()[0], "authorization"), Some("Bearer x"));
    assert_eq!(signer_of(&storage.seen()[0]), "ASIAECS");

    let vars = [("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://10.0.0.1/creds")];
    let (_home, environment) = home("", &vars);
    assert_eq!(first_problem(environment).await, Problem::NotOnAmazon);
}

#[tokio::test]
async fn other_computers_and_machines_without_a_role_are_told_apart() {
    let (_home, environment) = home("", &[("AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://127.0.0.1:1")]);
    assert_eq!(first_problem(environment).await, Problem::NotOnAmazon);
    let (_home, environment) = home("", &[("AWS_EC2_METADATA_DISABLED", "true")]);
    assert_eq!(first_problem(environment).await, Problem::NotOnAmazon);
    let service = Recorded::new(vec![answer(200, &[], "IMDSTOKEN"), answer(404, &[], "")]).await;
    let (_home, environment) = home("", &[("AWS_EC2_METADATA_SERVICE_ENDPOINT", &service.endpoint)]);
    assert_eq!(first_problem(environment).await, Problem::MachineWithoutRole);
}
