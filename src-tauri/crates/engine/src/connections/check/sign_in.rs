//! The part of a login that says who somebody is: the keys, and the role to take on with them.

use policy::arn::{Arn, is_account};
use store::{Company, Credentials, Role, SignIn, Source};
use url::Url;
use words::{Words, probe, say};

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
            Source::Profile(needed(&login.profile, Field::Profile, say!(probe::ProfileMissing), findings))
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
        role: needed(&login.account_role, Field::AccountRole, say!(probe::AccountRoleMissing), findings),
        account: needed(&login.account, Field::Account, say!(probe::AccountMissing), findings),
        ..sign_in_page(&login.start_url, &login.sso_region, findings)
    };
    if !(company.account.is_empty() || is_account(&company.account)) {
        findings.push(Finding::stop(Field::Account, say!(probe::AccountInvalid)));
    }
    company
}

/// The company's page and its region; account and role come later.
pub(in crate::connections) fn sign_in_page(start_url: &str, region: &str, findings: &mut Vec<Finding>) -> Company {
    let mut page = needed(start_url, Field::StartUrl, say!(probe::StartUrlMissing), findings);
    // Browsers show the page with a `#/` behind, and people copy that.
    page.truncate(page.find('#').unwrap_or(page.len()));
    let page = page.trim_end_matches('/').to_owned();
    let opens = page.starts_with("https://") && Url::parse(&page).is_ok();
    if !(page.is_empty() || opens) {
        findings.push(Finding::stop(Field::StartUrl, say!(probe::StartUrlInvalid)));
    }
    let region = needed(region, Field::SsoRegion, say!(probe::SsoRegionMissing), findings);
    if !region.is_empty() && !region.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-') {
        findings.push(Finding::stop(Field::SsoRegion, say!(probe::RegionInvalid)));
    }
    Company { start_url: page, region, account: String::new(), role: String::new(), session: None }
}

fn needed(text: &str, field: Field, words: Words, findings: &mut Vec<Finding>) -> String {
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
            findings.push(Finding::stop(Field::RoleArn, say!(probe::RoleMissing)));
        }
        return None;
    };
    let mut stop = |field, text| findings.push(Finding::stop(field, text));
    if Arn::parse(&arn).and_then(|arn| arn.role()).is_none() {
        stop(Field::RoleArn, say!(probe::RoleInvalid));
    }
    if external_id.as_deref().is_some_and(|id| !plain(id, 2..=1224, "=,.@:/-_+")) {
        stop(Field::ExternalId, say!(probe::ExternalId));
    }
    if session_name.as_deref().is_some_and(|name| !plain(name, 2..=64, "=,.@-_+")) {
        stop(Field::SessionName, say!(probe::SessionName));
    }
    if mfa_serial.as_deref().is_some_and(|serial| !plain(serial, 9..=256, "=/:,.@-_+")) {
        stop(Field::MfaSerial, say!(probe::MfaInvalid));
    }
    let asked = minutes.as_deref().map(|text| text.parse::<i32>().ok().filter(|minutes| MINUTES.contains(minutes)));
    if asked == Some(None) {
        stop(Field::SessionMinutes, say!(probe::SessionMinutes));
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
        findings.push(Finding::stop(Field::AccessKey, say!(probe::AccessKeyMissing)));
    } else if key.contains(char::is_whitespace) {
        findings.push(Finding::stop(Field::AccessKey, say!(probe::AccessKeySpaces)));
    }
    if secret.trim().is_empty() {
        findings.push(Finding::stop(Field::SecretKey, say!(probe::SecretKeyMissing)));
    } else if secret.trim().contains(char::is_whitespace) {
        findings.push(Finding::stop(Field::SecretKey, say!(probe::SecretKeyInnerSpaces)));
    } else if secret != secret.trim() {
        findings.push(trimmed(Field::SecretKey, say!(probe::SecretKeySpaces)));
    }
    if looks_like_key_id(secret.trim()) && !looks_like_key_id(key) {
        let finding = Finding::stop(Field::AccessKey, say!(probe::KeysSwapped));
        findings.push(finding.repair(say!(probe::SwapButton), RepairChange::SwapKeys));
    } else if !key.is_empty() && key == secret.trim() {
        findings.push(Finding::stop(Field::SecretKey, say!(probe::SecretKeySame)));
    }
    if !token.is_empty() && token.trim().contains(char::is_whitespace) {
        findings.push(Finding::stop(Field::SessionToken, say!(probe::TokenInnerSpaces)));
    } else if token != token.trim() {
        findings.push(trimmed(Field::SessionToken, say!(probe::TokenSpaces)));
    }
    // AWS: ASIA marks temporary keys, which work only with their token; AKIA keys have none.
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-prefixes
    if key.starts_with("ASIA") && key.len() == 20 && token.trim().is_empty() {
        findings.push(Finding::stop(Field::SessionToken, say!(probe::TokenMissing)));
    } else if key.starts_with("AKIA") && !token.trim().is_empty() {
        findings.push(Finding::warn(Field::SessionToken, say!(probe::TokenNeedless)));
    }
}

/// Spaces around a value, which the page takes off.
fn trimmed(field: Field, text: Words) -> Finding {
    Finding::stop(field, text).repair(say!(probe::TrimButton), RepairChange::Trim { field })
}

/// AWS access key ids: 20 capitals and digits that begin with AKIA or ASIA.
fn looks_like_key_id(text: &str) -> bool {
    text.len() == 20
        && (text.starts_with("AKIA") || text.starts_with("ASIA"))
        && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}
