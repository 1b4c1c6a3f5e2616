//! What an administrator sent back, read: the name and account of what was made.

use policy::arn::{Arn, is_account};
use words::{Words, plans, say};

use crate::plan::Plan;

/// Account and name of the user or role that the text names. It has to be what the plan asks for,
/// of the account that it was planned for.
///
/// # Errors
/// It names nothing that was to be made; why, in a sentence.
pub fn read(plan: &Plan, text: &str) -> Result<(String, String), Words> {
    let kind = plan.identity.as_ref().map_or("role", |identity| identity.kind);
    let words = text.split(|letter: char| letter.is_whitespace() || "\"'<>,;".contains(letter));
    let mut arns = words.filter_map(|word| Arn::parse(word.trim_end_matches('.')));
    let of_kind =
        |arn: &Arn<'_>| arn.service == "iam" && is_account(arn.account) && arn.resource.split('/').next() == Some(kind);
    let Some(arn) = arns.rfind(of_kind) else {
        return Err(say!(plans::ReplyNoArn, what = kind));
    };
    if !plan.account.is_empty() && plan.account != arn.account {
        return Err(say!(plans::ReplyAccount, account = arn.account, planned = &plan.account));
    }
    let name = arn.resource.rsplit('/').next().unwrap_or_default();
    Ok((arn.account.to_owned(), name.to_owned()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::plan::tests::answers;
    use crate::{plan, preset};

    fn kolena() -> Plan {
        let preset = preset("kolena").unwrap();
        plan(preset, &answers(preset, "eu-central-1")).plan.unwrap()
    }

    #[test]
    fn the_form_or_the_arn_alone_is_read() {
        let plan = kolena();
        for text in [
            "arn:aws:iam::111122223333:role/acme-kolena",
            "Access for Kolena: reply\n\nDone on (date), by (name): 3 May, Jo\nRole ARN: arn:aws:iam::111122223333:role/acme-kolena.\nRegion: eu-central-1\n",
            "Here you go: <arn:aws:iam::111122223333:role/teams/acme-kolena>, regards",
        ] {
            let found = read(&plan, text).unwrap();
            assert_eq!(found, ("111122223333".to_owned(), "acme-kolena".to_owned()), "{text}");
        }
    }

    #[test]
    fn what_names_something_else_is_not_taken() {
        let plan = kolena();
        for (text, why) in [
            ("done!", "contains no ARN of a role"),
            ("arn:aws:iam::111122223333:user/acme-kolena", "contains no ARN of a role"),
            ("arn:aws:s3:::bucket", "contains no ARN of a role"),
            ("arn:aws:iam::999999999999:role/acme-kolena", "names account 999999999999"),
        ] {
            let said = read(&plan, text).unwrap_err().to_string();
            assert!(said.contains(why), "{said}");
        }
    }
}
