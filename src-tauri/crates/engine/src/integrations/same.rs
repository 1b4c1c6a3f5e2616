//! Whether two policies, or two statements of one, say the same.

use policy::{Document, Statement};

/// Whether two policies say the same. Servers write a list of one as a text, and lists in an order
/// of their own.
pub(super) fn same_policy(one: &str, other: &str) -> bool {
    // What cannot be read is not compared by what is left of it.
    let (Ok(one), Ok(other)) = (policy::parse(one).sound(), policy::parse(other).sound()) else {
        return one.trim() == other.trim();
    };
    let (one, other) = (level(one), level(other));
    one.statements.len() == other.statements.len()
        && one.statements.iter().all(|statement| other.statements.contains(statement))
        && other.statements.iter().all(|statement| one.statements.contains(statement))
}

/// Whether two statements say the same, under the same name.
pub(super) fn same_statement(one: &Statement, other: &Statement) -> bool {
    level(Document::new(vec![one.clone()])).statements == level(Document::new(vec![other.clone()])).statements
}

fn level(mut document: Document) -> Document {
    let sort = |texts: &mut policy::Texts| {
        texts.list.sort();
        texts.bare = false;
    };
    for statement in &mut document.statements {
        sort(&mut statement.action.of);
        statement.resource.iter_mut().for_each(|resource| sort(&mut resource.of));
        if let Some(policy::Principals::Listed(groups)) = statement.principal.as_mut().map(|who| &mut who.of) {
            groups.iter_mut().for_each(|(_, who)| sort(who));
        }
        for condition in &mut statement.conditions {
            condition.bare = false;
            condition.values.sort_by(|one, other| one.text().cmp(other.text()));
        }
        statement
            .conditions
            .sort_by(|one, other| (&one.operator.name, &one.key).cmp(&(&other.operator.name, &other.key)));
    }
    document
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn policies_are_the_same_whatever_the_order_of_their_lists() {
        let one = r#"{"Version":"2012-10-17","Statement":[{"Sid":"A","Effect":"Allow","Action":["s3:GetObject","s3:PutObject"],"Resource":["arn:aws:s3:::b/*"]},{"Sid":"B","Effect":"Deny","Action":"s3:*","Resource":"*"}]}"#;
        let other = r#"{"Statement":[{"Sid":"B","Effect":"Deny","Action":["s3:*"],"Resource":"*"},{"Resource":"arn:aws:s3:::b/*","Sid":"A","Effect":"Allow","Action":["s3:PutObject","s3:GetObject"]}],"Version":"2012-10-17"}"#;
        assert!(same_policy(one, other));
        assert!(!same_policy(one, &other.replace("s3:PutObject", "s3:DeleteObject")));
        assert!(!same_policy(one, &other.replace("\"Deny\"", "\"Allow\"")));
        assert!(!same_policy(one, "{"));
        assert!(
            !same_policy(one, &one.replace("[{\"Sid\":\"A\"", "[7,{\"Sid\":\"A\"")),
            "a part that is not understood"
        );
    }
}
