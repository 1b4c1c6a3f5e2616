//! What real people were given and other programs stumbled over, each with the report it is from.
//! No key goes to a server that the text does not name.

use super::*;

fn is(text: &str, cards: &[&str]) {
    assert_eq!(said(text), cards, "{text}");
}

/// The secrets of the only card.
fn secrets(text: &str) -> (String, String) {
    let imports = Imports::default();
    let imported = imports.read(text, now()).unwrap();
    assert_eq!(imported.cards.len(), 1, "{imported:?}");
    let kept = imports.secrets(&imported.cards[0].id).unwrap();
    let text = |secret: Option<ground::Secret>| secret.map(|secret| secret.expose().to_owned()).unwrap_or_default();
    (text(kept.secret_key), text(kept.session_token))
}

fn words(text: &str) -> String {
    let imported = Imports::default().read(text, now()).unwrap();
    let cards = imported.cards.iter().flat_map(|card| card.notes.iter().chain(&card.missing));
    imported.notes.iter().chain(cards).map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

const KEY: &str = "AKIAIOSFODNN7EXAMPLE";
const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

/// ibm-cloud-docs/cloud-object-storage#106
#[test]
fn a_credential_of_ibm_cloud_lacks_its_address() {
    let text = r#"{
      "apikey": "p0gYExAmPlE0000000000000000000000000000000q",
      "cos_hmac_keys": {
        "access_key_id": "0a1b2c3d4e5f60718293a4b5c6d7e8f9",
        "secret_access_key": "00112233445566778899aabbccddeeff0011223344556677"
      },
      "endpoints": "https://control.cloud-object-storage.cloud.ibm.com/v2/endpoints",
      "iam_apikey_name": "bucketwise-key",
      "iam_role_crn": "crn:v1:bluemix:public:iam::::serviceRole:Writer",
      "resource_instance_id": "crn:v1:bluemix:public:cloud-object-storage:global:a/0000:1111::"
    }"#;
    is(text, &["IBM Cloud|ibm  |0a1b2 48|/ ?1"]);
    assert!(words(text).contains("Endpoint"));
}

/// rclone#1227, rclone#616
#[test]
fn rclone_is_set_up_by_variables_too() {
    let office = "export RCLONE_CONFIG_OFFICE_TYPE=s3\nexport RCLONE_CONFIG_OFFICE_PROVIDER=Minio\n\
        export RCLONE_CONFIG_OFFICE_ACCESS_KEY_ID=ann\nexport RCLONE_CONFIG_OFFICE_SECRET_ACCESS_KEY=annsecret123\n\
        export RCLONE_CONFIG_OFFICE_ENDPOINT=https://minio.example.com:9000\n";
    is(office, &["office|minio https://minio.example.com:9000 |ann 12|/"]);
    let two = format!(
        "{office}RCLONE_CONFIG_MY_STORE_TYPE=s3\nRCLONE_CONFIG_MY_STORE_ACCESS_KEY_ID={KEY}\n\
         RCLONE_CONFIG_MY_STORE_SECRET_ACCESS_KEY={SECRET}\nRCLONE_CONFIG_MY_STORE_REGION=eu-west-1\n\
         RCLONE_CONFIG_DISK_TYPE=drive\n"
    );
    is(&two, &["office|minio https://minio.example.com:9000 |ann 12|/", "my_store|aws  eu-west-1|AKIAI 40|/"]);
    assert!(words(&two).contains("“disk” (drive)"));
}

/// cloudfoundry-community/mattermost-cf-integrator#1 (p-riakcs)
#[test]
fn a_login_within_a_web_address_is_one() {
    let text = r#"{"p-riakcs":[{"name":"store","label":"p-riakcs","credentials":{"uri":"https://RIAKKEY0EXAMPLE00000:r1akS3cret%2FEXAMPLE%3D%3D@p-riakcs.sys.example.com/service-instance-0001","access_key_id":"RIAKKEY0EXAMPLE00000","secret_access_key":"r1akS3cret/EXAMPLE=="}}]}"#;
    is(text, &["store|other https://p-riakcs.sys.example.com |RIAKK 20|service-instance-0001/"]);
    assert_eq!(secrets(text).0, "r1akS3cret/EXAMPLE==");
    // The address alone holds the login as well.
    let alone = "S3_URI=https://RIAKKEY0EXAMPLE00000:r1akS3cret%2FEXAMPLE%3D%3D@p-riakcs.sys.example.com:8443/instance";
    is(alone, &["instance|other https://p-riakcs.sys.example.com:8443 |RIAKK 20|instance/"]);
    assert_eq!(secrets(alone).0, "r1akS3cret/EXAMPLE==");
}

/// thecodeteam/ecs-cf-service-broker, pull request 30
#[test]
fn a_binding_of_ecs_names_its_server() {
    let text = r#"{"ecs-bucket":[{"name":"team","label":"ecs-bucket","credentials":{"accessKey":"ecs-cf-broker-0001","bucket":"ecs-cf-broker-bucket-0001","secretKey":"Zs3cr3tEXAMPLE0000000000000000000000000","endpoint":"http://ecs.example.com:9020","path-style-access":true,"s3Url":"http://ecs-cf-broker-0001:Zs3cr3tEXAMPLE0000000000000000000000000@ecs.example.com:9020/ecs-cf-broker-bucket-0001"}}]}"#;
    is(text, &["team|other http://ecs.example.com:9020  path|ecs-c 39|ecs-cf-broker-bucket-0001/"]);
    assert!(!words(text).contains("does not recognise the address"));
}

/// longhorn/website#261
#[test]
fn longhorn_s_endpoints_are_one() {
    let text = format!(
        "apiVersion: v1\nkind: Secret\nmetadata:\n  name: longhorn-backup\nstringData:\n  AWS_ACCESS_KEY_ID: {KEY}\n  \
         AWS_SECRET_ACCESS_KEY: {SECRET}\n  AWS_ENDPOINTS: https://minio.example.com:9000\n"
    );
    is(&text, &["https://minio.example.com:9000|other https://minio.example.com:9000 |AKIAI 40|/"]);
}

/// Forms of restic, boto and Hadoop.
#[test]
fn programs_that_name_the_server_in_their_own_way() {
    let keys = "export AWS_ACCESS_KEY_ID=\"ann\"\nexport AWS_SECRET_ACCESS_KEY=\"annsecret123\"\n";
    let restic = format!(
        "export RESTIC_REPOSITORY=\"s3:https://minio.example.com:9000/acme-backups/host1\"\nexport RESTIC_PASSWORD=\"restic-pass-0000\"\n{keys}"
    );
    is(&restic, &["acme-backups|other https://minio.example.com:9000 |ann 12|acme-backups/host1/"]);
    let plain = format!("RESTIC_REPOSITORY=s3:http://localhost:9000/bucket\n{keys}");
    is(&plain, &["bucket|other http://localhost:9000 |ann 12|bucket/"]);
    let amazon = format!("RESTIC_REPOSITORY=s3:s3.amazonaws.com/bucket_name\n{keys}");
    is(&amazon, &["bucket_name|aws  us-east-1|ann 12|bucket_name/"]);

    let boto = format!(
        "[Credentials]\naws_access_key_id = {KEY}\naws_secret_access_key = {SECRET}\n[s3]\nhost = storage.example.com\nport = 8080\n"
    );
    is(&boto, &["https://storage.example.com:8080|other https://storage.example.com:8080 |AKIAI 40|/"]);
    let boto = "[Credentials]\naws_access_key_id = ann\naws_secret_access_key = annsecret123\nhost = storage.example.com\n\n[Boto]\nis_secure = False\n";
    is(boto, &["http://storage.example.com|other http://storage.example.com |ann 12|/"]);

    let spark = "spark.hadoop.fs.s3a.endpoint  https://minio.example.com:9000\nspark.hadoop.fs.s3a.access.key ann\n\
        spark.hadoop.fs.s3a.secret.key\tannsecret123\nspark.hadoop.fs.s3a.path.style.access true\n";
    is(spark, &["https://minio.example.com:9000|other https://minio.example.com:9000  path|ann 12|/"]);
    is(
        &spark.replace("spark.hadoop.", "").replace("  ", " = "),
        &["https://minio.example.com:9000|other https://minio.example.com:9000  path|ann 12|/"],
    );
    let hadoop = "<configuration>\n <property><name>fs.s3a.access.key</name><value>ann</value></property>\n\
        <property>\n  <name>fs.s3a.secret.key</name>\n  <value>annsecret123</value>\n </property>\n\
        <property><name>fs.s3a.endpoint</name><value>minio.example.com:9000</value></property>\n</configuration>\n";
    is(hadoop, &["https://minio.example.com:9000|other https://minio.example.com:9000 |ann 12|/"]);
}

/// longhorn/website#261, stolostron/rhacm-docs#2774, rancher#30038
#[test]
fn the_values_of_a_kubernetes_secret_are_decoded() {
    let yaml = "apiVersion: v1\nkind: Secret\nmetadata:\n  name: reports-bucket\n  namespace: team-a\ntype: Opaque\ndata:\n  \
        AWS_ACCESS_KEY_ID: QUtJQUlPU0ZPRE5ON0VYQU1QTEU=\n  \
        AWS_SECRET_ACCESS_KEY: d0phbHJYVXRuRkVNSS9LN01ERU5HL2JQeFJmaUNZRVhBTVBMRUtFWQ==\n";
    is(yaml, &["Amazon S3|aws  |AKIAI 40|/"]);
    assert_eq!(secrets(yaml).0, SECRET);
    // As `kubectl get` prints it: the data before the kind, and quotations around values.
    let sorted = "apiVersion: v1\ndata:\n  AWS_ACCESS_KEY_ID: \"QUtJQUlPU0ZPRE5ON0VYQU1QTEU=\"\n  \
        AWS_SECRET_ACCESS_KEY: 'd0phbHJYVXRuRkVNSS9LN01ERU5HL2JQeFJmaUNZRVhBTVBMRUtFWQ=='\nkind: Secret\nmetadata:\n  name: reports-bucket\n";
    assert_eq!(secrets(sorted).0, SECRET);
    let json = r#"{"apiVersion":"v1","items":[{"apiVersion":"v1","data":{"AWS_ACCESS_KEY_ID":"QUtJQUlPU0ZPRE5ON0VYQU1QTEU=",
        "AWS_SECRET_ACCESS_KEY":"d0phbHJYVXRuRkVNSS9LN01ERU5HL2JQeFJmaUNZRVhBTVBMRUtFWQ=="},"kind":"Secret",
        "metadata":{"name":"reports-bucket"}}],"kind":"List"}"#;
    is(json, &["reports-bucket|aws  |AKIAI 40|/"]);
    assert_eq!(secrets(json).0, SECRET);
    // Where values are written plainly they are taken as they are.
    let plain = yaml.replace("data:", "stringData:");
    assert!(!said(&plain).iter().any(|card| card.contains("AKIAI 40")));
}

/// openai/kubernetes-ec2-autoscaler#14
#[test]
fn lists_of_names_and_values_are_variables() {
    let yaml = format!(
        "env:\n        - name: AWS_ACCESS_KEY_ID\n          value: {KEY}\n        - name: AWS_SECRET_ACCESS_KEY\n          \
         value: \"{SECRET}\"\n        - name: AWS_REGION\n          value: eu-west-1\n        - name: S3_BUCKET\n          \
         value: acme-uploads\n"
    );
    is(&yaml, &["acme-uploads|aws  eu-west-1|AKIAI 40|acme-uploads/"]);
    let task = format!(
        r#"{{"containerDefinitions":[{{"name":"web","environment":[{{"name":"AWS_ACCESS_KEY_ID","value":"{KEY}"}},
        {{"name":"AWS_SECRET_ACCESS_KEY","value":"{SECRET}"}},{{"name":"AWS_REGION","value":"eu-west-1"}},{{"name":"S3_BUCKET","value":"acme-uploads"}}]}}]}}"#
    );
    is(&task, &["web|aws  eu-west-1|AKIAI 40|acme-uploads/"]);
    let docker = format!(
        r#"[{{"Id":"0123","Config":{{"Env":["PATH=/bin","AWS_ACCESS_KEY_ID={KEY}","AWS_SECRET_ACCESS_KEY={SECRET}","AWS_REGION=eu-west-1","S3_BUCKET=acme-uploads"]}}}}]"#
    );
    is(&docker, &["acme-uploads|aws  eu-west-1|AKIAI 40|acme-uploads/"]);
    let elsewhere = "- name: AWS_ACCESS_KEY_ID\n  valueFrom:\n    secretKeyRef:\n      name: s3\n      key: access\n- name: S3_BUCKET\n  value: acme\n";
    is(elsewhere, &["acme|  | 0|acme/ ?3"]);
}

/// awslabs/aws-servicebroker#111
#[test]
fn names_of_json_are_known_with_a_program_s_name_in_front() {
    let text = format!(
        r#"{{"s3":[{{"name":"docs","label":"s3","credentials":{{"S3_AWS_ACCESS_KEY_ID":"{KEY}","S3_AWS_SECRET_ACCESS_KEY":"{SECRET}","BUCKET_NAME":"awssb-docs-0001","BUCKET_ARN":"arn:aws:s3:::awssb-docs-0001","REGION":"us-west-2"}}}}]}}"#
    );
    is(&text, &["docs|aws  us-west-2|AKIAI 40|awssb-docs-0001/"]);
}

/// ibm-cloud-docs/cloud-object-storage#106 (mc); rclone config dump
#[test]
fn the_aliases_of_the_minio_client_keep_their_names() {
    let text = r#"{"version":"10","aliases":{"play":{"url":"https://play.min.io","accessKey":"PLAYEXAMPLE000000000","secretKey":"pLaYsEcReTEXAMPLE00000000000000000000000","api":"S3v4","path":"auto"},"office":{"url":"https://minio.example.com:9000","accessKey":"ann","secretKey":"annsecret123","api":"S3v4","path":"auto"},"s3":{"url":"https://s3.amazonaws.com","accessKey":"YOUR-ACCESS-KEY-HERE","secretKey":"YOUR-SECRET-KEY-HERE","api":"S3v4","path":"dns"},"local":{"url":"http://localhost:9000","accessKey":"","secretKey":"","api":"S3v4","path":"auto"}}}"#;
    is(text, &["office|other https://minio.example.com:9000 |ann 12|/", "play|other https://play.min.io |PLAYE 40|/"]);
    let imported = Imports::default().read(text, now()).unwrap();
    assert!(imported.cards.iter().all(|card| card.from == "MinIO client"), "{imported:?}");
    let dump = r#"{"office":{"type":"s3","provider":"Minio","access_key_id":"ann","secret_access_key":"annsecret123","endpoint":"https://minio.example.com:9000"},"disk":{"type":"drive","token":"x"}}"#;
    is(dump, &["office|minio https://minio.example.com:9000 |ann 12|/"]);
}

/// `terraform output -json`, and its state.
#[test]
fn outputs_of_terraform_are_read() {
    let outputs = format!(
        r#"{{"access_key_id":{{"sensitive":false,"type":"string","value":"{KEY}"}},"secret_access_key":{{"sensitive":true,"type":"string","value":"{SECRET}"}},"bucket_name":{{"sensitive":false,"type":"string","value":"acme-uploads"}}}}"#
    );
    is(&outputs, &["acme-uploads|aws  |AKIAI 40|acme-uploads/"]);
    let state = format!(
        r#"{{"version":4,"outputs":{{}},"resources":[{{"mode":"managed","type":"aws_iam_access_key","name":"app","instances":[{{"attributes":{{"id":"{KEY}","secret":"{SECRET}","ses_smtp_password_v4":"BNotThis","status":"Active","user":"uploader"}}}}]}}]}}"#
    );
    is(&state, &["uploader|aws  |AKIAI 40|/"]);
    let state = format!(r#"{{"version":4,"outputs":{outputs},"resources":[]}}"#);
    is(&state, &["acme-uploads|aws  |AKIAI 40|acme-uploads/"]);
}

/// What AWS IAM Identity Center shows as its page ends with `/start/#`.
#[test]
fn one_sign_in_page_is_one_card() {
    let text = "[sso-session acme]\nsso_start_url = https://acme.awsapps.com/start/#\nsso_region = eu-west-1\n\
        sso_registration_scopes = sso:account:access\n\n[profile staff]\nsso_session = acme\nsso_account_id = 123456789012\n\
        sso_role_name = Reader\nregion = eu-central-1\nservices = local\n\n[services local]\ns3 =\n  \
        endpoint_url = http://localhost:9000\n  addressing_style = path\ns3api =\n  endpoint_url = http://localhost:9999\n";
    is(text, &["staff|other http://localhost:9000 eu-central-1 path| 0|/"]);
    for page in ["start", "start/", "start#/", "start/#/"] {
        assert_eq!(said(&text.replace("start/#", page)).len(), 1, "{page}");
    }
}

/// `aws sts … --output text`, `aws iam create-access-key --output text`
#[test]
fn columns_of_the_aws_command_have_their_meaning() {
    let text = format!(
        "CREDENTIALS\tASIAIOSFODNN7EXAMPLE\t2026-03-01T11:00:00+00:00\t{SECRET}\tIQoJb3JpZ2luX2VjEXAMPLE/+token==\n"
    );
    is(&text, &["Amazon S3|aws  |ASIAI 40+token|/"]);
    assert_eq!(secrets(&text), (SECRET.to_owned(), "IQoJb3JpZ2luX2VjEXAMPLE/+token==".to_owned()));
    let cards = Imports::default().read(&text, now()).unwrap().cards;
    let expires = cards[0].expires.unwrap();
    assert_eq!(Timestamp::from_millisecond(expires.at).unwrap(), "2026-03-01T11:00:00Z".parse().unwrap());
    assert!(!expires.over && cards[0].missing.is_empty());
    let assumed =
        format!("ASSUMEDROLEUSER\tarn:aws:sts::123456789012:assumed-role/Reader/ann\tAROAEXAMPLE:ann\n{text}");
    assert_eq!(said(&assumed).len(), 1);
    assert_eq!(secrets(&assumed).1, "IQoJb3JpZ2luX2VjEXAMPLE/+token==");
    let made = format!("ACCESSKEY\t{KEY}\t2026-02-01T11:00:00+00:00\t{SECRET}\tActive\tuploader\n");
    is(&made, &["uploader|aws  |AKIAI 40|/"]);
}

/// s3-lite-client#48, req_s3#22, minio-js#1370
#[test]
fn a_path_that_belongs_to_the_address_is_no_bucket() {
    let endpoint = "https://abcd.storage.supabase.co/storage/v1/s3";
    is(endpoint, &["abcd.storage.supabase.co|other https://abcd.storage.supabase.co/storage/v1/s3 | 0|/ ?2"]);
    let keys =
        format!("S3_ENDPOINT={endpoint}\nS3_ACCESS_KEY_ID=ann\nS3_SECRET_ACCESS_KEY=annsecret123\nS3_BUCKET=acme\n");
    is(&keys, &["acme|other https://abcd.storage.supabase.co/storage/v1/s3 |ann 12|acme/"]);
}

/// frantz/amazon-s3-uri#295, ClickHouse#60021, fluent-plugin-s3#382, aws-sdk-java#2992
#[test]
fn a_private_link_is_an_address_of_amazon() {
    let link = "https://bucket.vpce-0a1b2c3d4e5f67890-a1b2c3d4.s3.us-east-1.vpce.amazonaws.com";
    let keys = format!("AWS_ACCESS_KEY_ID={KEY}\nAWS_SECRET_ACCESS_KEY={SECRET}\nAWS_ENDPOINT_URL_S3={link}\n");
    is(&keys, &[&format!("{link}|aws {link} us-east-1|AKIAI 40|/")]);
    let acme = keys.replace("https://bucket.", "https://acme.bucket.");
    is(&acme, &[&format!("acme|aws {link} us-east-1|AKIAI 40|acme/")]);
}

/// fluent-bit#7904, paws-r/paws#403
#[test]
fn an_access_point_is_no_bucket() {
    let arn = "arn:aws:s3:us-west-2:123456789012:accesspoint/team-ap";
    assert_eq!(said(arn), Vec::<String>::new());
    assert!(words(arn).contains("-s3alias"));
    let keys = format!("AWS_ACCESS_KEY_ID={KEY}\nAWS_SECRET_ACCESS_KEY={SECRET}\nS3_BUCKET={arn}\n");
    is(&keys, &["Amazon S3|aws  us-west-2|AKIAI 40|/"]);
    assert!(words(&keys).contains("-s3alias"));
}

/// boto/botocore#2587
#[test]
fn an_arn_of_any_partition_names_its_bucket() {
    for partition in ["aws", "aws-us-gov", "aws-cn", "aws-eusc"] {
        let keys = format!(
            "AWS_ACCESS_KEY_ID={KEY}\nAWS_SECRET_ACCESS_KEY={SECRET}\nAWS_REGION=us-gov-west-1\n\
             S3_BUCKET=arn:{partition}:s3:::agency-data/in/\n"
        );
        is(&keys, &["agency-data|aws  us-gov-west-1|AKIAI 40|agency-data/in/"]);
    }
}

/// Addresses that people mail each other: the paste box reads them as the address bar does.
#[test]
fn every_address_of_a_bucket_is_read_as_the_address_bar_reads_it() {
    for (address, card) in [
        ("https://acme.s3-accelerate.amazonaws.com/a/b.txt", "acme|aws  | 0|acme/a/"),
        ("http://acme.s3-website-us-east-1.amazonaws.com/", "acme|aws  us-east-1| 0|acme/"),
        ("http://acme.s3-website.eu-central-1.amazonaws.com/x", "acme|aws  eu-central-1| 0|acme/"),
        (
            "https://cold--use1-az4--x-s3.s3express-use1-az4.us-east-1.amazonaws.com/",
            "cold--use1-az4--x-s3|aws  us-east-1| 0|cold--use1-az4--x-s3/",
        ),
        (
            "https://eu-west-1.console.aws.amazon.com/s3/object/acme?region=eu-west-1&prefix=a/b.txt",
            "acme|aws  eu-west-1| 0|acme/a/ ?2",
        ),
        (
            "https://console.amazonaws.cn/s3/buckets/acme?region=cn-north-1&prefix=a/",
            "acme|aws  cn-north-1| 0|acme/a/ ?2",
        ),
        ("s3a://acme/a/b.txt", "acme|  | 0|acme/a/ ?3"),
        (
            "https://acme.fra1.cdn.digitaloceanspaces.com/a/",
            "acme|digitalocean https://fra1.digitaloceanspaces.com fra1| 0|acme/a/",
        ),
        (
            "https://acme.s3-fips.us-gov-west-1.amazonaws.com/a/",
            "acme|aws https://s3-fips.us-gov-west-1.amazonaws.com us-gov-west-1| 0|acme/a/",
        ),
        (
            "https://s3.dualstack.eu-west-1.amazonaws.com/acme/a/b",
            "acme|aws https://s3.dualstack.eu-west-1.amazonaws.com eu-west-1| 0|acme/a/",
        ),
    ] {
        is(address, &[card]);
    }
    for page in [
        "https://f004.backblazeb2.com/file/acme/a/b.txt",
        "https://123456789012.signin.aws.amazon.com/console",
        "https://pub-0123.r2.dev/a.jpg",
        "https://console.aws.amazon.com/ec2/home",
    ] {
        is(page, &[]);
        assert!(words(page).contains("not an S3 address of a bucket"), "{page}: {}", words(page));
    }
}
