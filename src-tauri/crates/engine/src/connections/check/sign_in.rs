//! The part of a login that says who somebody is: the keys, and the role to take on with them.

use policy::arn::{Arn, is_account};
use store::{Company, Credentials, Role, SignIn, Source};
use url::Url;

use crate::{
    connections::{SignInMethod, login::Login},
    finding::{Finding, LoginField as Field, RepairChange},
};

/// STS takes sessions of 15 minutes to 12 hours.
const MINUTES: std::ops::RangeInclusive<i32> = 15..=720;

/// The way to sign in, as far as the boxes tell; findings of severity `stop` say what is missing.
pub(super) fn sign_in(login: &Login, findings: &mut Vec<Finding>) -> SignIn {
    let source = match login.method {
        SignInMethod::AccessKey => {
            keys(login, findings);
            let token = Some(login.session_token.clone()).filter(|token| !token.expose().trim().is_empty());
            Source::Key(Credentials {
                access_key: login.access_key.trim().to_owned(),
                secret: login.secret_key.clone(),
                session_token: token,
            })
        }
        SignInMethod::Profile => {
            Source::Profile(needed(&login.profile, Field::Profile, "Choose a profile or enter its name.", findings))
        }
        SignInMethod::Company => Source::Company(company(login, findings)),
        SignInMethod::Machine => Source::Machine,
        SignInMethod::Environment => Source::Environment,
        SignInMethod::Anonymous => Source::Anonymous,
    };
    let role = if login.method == SignInMethod::Anonymous { None } else { role(login, findings) };
    SignIn { source, role }
}

fn company(login: &Login, findings: &mut Vec<Finding>) -> Company {
    let company = Company {
        role: needed(&login.account_role, Field::AccountRole, "Choose the role to use in the account.", findings),
        account: needed(&login.account, Field::Account, "Sign in, then choose the account.", findings),
        ..sign_in_page(&login.start_url, &login.sso_region, findings)
    };
    if !(company.account.is_empty() || is_account(&company.account)) {
        findings.push(Finding::stop(Field::Account, "An account ID has 12 digits."));
    }
    company
}

/// The company's page and its region; account and role come later.
pub(in crate::connections) fn sign_in_page(start_url: &str, region: &str, findings: &mut Vec<Finding>) -> Company {
    let words = "Enter the start URL. Ask your administrator for it.";
    let mut page = needed(start_url, Field::StartUrl, words, findings);
    // Browsers show the page with a `#/` behind, and people copy that.
    page.truncate(page.find('#').unwrap_or(page.len()));
    let page = page.trim_end_matches('/').to_owned();
    let opens = page.starts_with("https://") && Url::parse(&page).is_ok();
    if !(page.is_empty() || opens) {
        let text = "A start URL starts with https://, such as https://acme.awsapps.com/start.";
        findings.push(Finding::stop(Field::StartUrl, text));
    }
    let words = "Enter the IAM Identity Center region. Ask your administrator for it.";
    let region = needed(region, Field::SsoRegion, words, findings);
    if !region.is_empty() && !region.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-') {
        findings.push(Finding::stop(Field::SsoRegion, "A region is one word, such as eu-central-1."));
    }
    Company { start_url: page, region, account: String::new(), role: String::new(), session: None }
}

fn needed(text: &str, field: Field, words: &str, findings: &mut Vec<Finding>) -> String {
    if text.trim().is_empty() {
        findings.push(Finding::stop(field, words));
    }
    text.trim().to_owned()
}

/// The form of each part is that of
/// <https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html>.
fn role(login: &Login, findings: &mut Vec<Finding>) -> Option<Role> {
    let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let [external_id, session_name, mfa_serial] =
        [&login.external_id, &login.session_name, &login.mfa_serial].map(|text| given(text));
    let minutes = given(&login.session_minutes);
    let Some(arn) = given(&login.role_arn) else {
        if external_id.is_some() || mfa_serial.is_some() {
            findings.push(Finding::stop(Field::RoleArn, "Enter the role ARN that the other role fields belong to."));
        }
        return None;
    };
    let mut stop = |field, text: &str| findings.push(Finding::stop(field, text));
    if Arn::parse(&arn).and_then(|arn| arn.role()).is_none() {
        stop(Field::RoleArn, "Enter a role ARN such as arn:aws:iam::123456789012:role/name.");
    }
    if external_id.as_deref().is_some_and(|id| !plain(id, 2..=1224, "=,.@:/-_+")) {
        stop(Field::ExternalId, "An external ID has 2 to 1,224 characters: letters, digits and + = , . @ : / - _");
    }
    if session_name.as_deref().is_some_and(|name| !plain(name, 2..=64, "=,.@-_+")) {
        stop(Field::SessionName, "A session name has 2 to 64 characters: letters, digits and + = , . @ - _");
    }
    if mfa_serial.as_deref().is_some_and(|serial| !plain(serial, 9..=256, "=/:,.@-_+")) {
        stop(Field::MfaSerial, "Enter an MFA device such as arn:aws:iam::123456789012:mfa/name.");
    }
    let asked = minutes.as_deref().map(|text| text.parse::<i32>().ok().filter(|minutes| MINUTES.contains(minutes)));
    if asked == Some(None) {
        stop(Field::SessionMinutes, "A session lasts from 15 to 720 minutes.");
    }
    Some(Role { arn, external_id, session_name, seconds: asked.flatten().map(|minutes| minutes * 60), mfa_serial })
}

fn plain(text: &str, length: std::ops::RangeInclusive<usize>, signs: &str) -> bool {
    length.contains(&text.chars().count()) && text.chars().all(|c| c.is_ascii_alphanumeric() || signs.contains(c))
}

fn keys(login: &Login, findings: &mut Vec<Finding>) {
    let key = login.access_key.trim();
    let secret = login.secret_key.expose();
    let token = login.session_token.expose();

    if key.is_empty() {
        findings.push(Finding::stop(Field::AccessKey, "Enter the access key ID."));
    } else if key.contains(char::is_whitespace) {
        findings.push(Finding::stop(
            Field::AccessKey,
            "An access key ID has no spaces. More than the access key ID may have been copied.",
        ));
    }
    if secret.trim().is_empty() {
        findings.push(Finding::stop(Field::SecretKey, "Enter the secret access key."));
    } else if secret.trim().contains(char::is_whitespace) {
        findings.push(Finding::stop(
            Field::SecretKey,
            "The secret access key contains a space or line break. More than the key may have been copied.",
        ));
    } else if secret != secret.trim() {
        findings.push(
            Finding::stop(Field::SecretKey, "There are spaces or line breaks around the secret access key.")
                .repair("Remove the spaces", RepairChange::Trim { field: Field::SecretKey }),
        );
    }
    if looks_like_key_id(secret.trim()) && !looks_like_key_id(key) {
        findings.push(
            Finding::stop(Field::AccessKey, "The access key ID and secret access key look swapped.")
                .repair("Swap them", RepairChange::SwapKeys),
        );
    } else if !key.is_empty() && key == secret.trim() {
        findings.push(Finding::stop(Field::SecretKey, "The secret access key is the same as the access key ID."));
    }
    if !token.is_empty() && token.trim().contains(char::is_whitespace) {
        findings.push(Finding::stop(Field::SessionToken, "A session token has no spaces or line breaks."));
    } else if token != token.trim() {
        findings.push(
            Finding::stop(Field::SessionToken, "There are spaces or line breaks around the session token.")
                .repair("Remove the spaces", RepairChange::Trim { field: Field::SessionToken }),
        );
    }
    // AWS: ASIA marks temporary keys, which work only with their token; AKIA keys have none.
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-prefixes
    if key.starts_with("ASIA") && key.len() == 20 && token.trim().is_empty() {
        findings.push(Finding::stop(
            Field::SessionToken,
            "This is a temporary key, because it starts with ASIA. Enter the session token that came with it.",
        ));
    } else if key.starts_with("AKIA") && !token.trim().is_empty() {
        findings.push(Finding::warn(
            Field::SessionToken,
            "A key that starts with AKIA is a long-term key and has no session token. If signing in fails, leave the token empty.",
        ));
    }
}

/// AWS access key ids: 20 capitals and digits that begin with AKIA or ASIA.
fn looks_like_key_id(text: &str) -> bool {
    text.len() == 20
        && (text.starts_with("AKIA") || text.starts_with("ASIA"))
        && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}
