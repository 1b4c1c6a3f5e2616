//! On what a request can be made: ARNs that a statement's resources describe, of the types that an action works on.

use std::borrow::Cow;

use crate::action::Action;
use crate::document::{Document, Statement};
use crate::form::{self, Form};
use crate::kind::Kind;
use crate::pattern;
use crate::request::Context;

/// A place that may fit, before variables are filled in.
pub(super) enum Place<'a> {
    /// This one.
    Exact(String),
    /// One of this form that the pattern describes.
    Like(Cow<'a, str>, Cow<'a, Form>, bool),
}

impl Place<'_> {
    /// The ARN, with variables from the context.
    pub(super) fn filled(&self, document: &Document, context: &Context) -> Option<String> {
        let (pattern, form, at_resource) = match self {
            Self::Exact(arn) => return Some(arn.clone()),
            Self::Like(pattern, form, at_resource) => (pattern, form, *at_resource),
        };
        let parts = form::parts(pattern, at_resource)?;
        let pieces = parts.iter().zip(0..).map(|(part, nth)| match document.has_variables() && nth == 5 {
            true => pattern::filled(part, context, true),
            false => Some(pattern::plain(part)),
        });
        form::common(form, &pieces.collect::<Option<Vec<_>>>()?)
    }
}

/// The role that a trust policy is about.
const ROLE: &str = "arn:aws:iam::217777777777:role/some-role";
/// A name that no policy has.
const NONE: &str = "bucketwise-none";

/// Where an action can be done under the statement.
pub(super) fn of<'a>(
    action: &'a Action,
    statement: &'a Statement,
    document: &'a Document,
    kind: Kind,
) -> Vec<Place<'a>> {
    let Some(resource) = &statement.resource else { return vec![Place::Exact(ROLE.into())] };
    if action.resources.is_empty() {
        return vec![Place::Exact("*".into())];
    }
    let forms = action.forms().filter(|(name, _)| kind != Kind::Bucket || ["bucket", "object"].contains(name));
    let at_resource = document.names_principals();
    if resource.except {
        let buckets = elsewhere(document, kind);
        return forms
            .flat_map(|(name, form)| match name {
                "bucket" => buckets.iter().map(|bucket| format!("arn:aws:s3:::{bucket}")).collect(),
                "object" => buckets
                    .iter()
                    .flat_map(|b| keys(statement).map(move |key| format!("arn:aws:s3:::{b}/{key}")))
                    .collect(),
                _ => form::example(form).into_iter().collect::<Vec<_>>(),
            })
            .map(Place::Exact)
            .collect();
    }
    let listed = resource.of.list.iter().map(|text| document.arn_of(text));
    let listed: Vec<Cow<'a, str>> = listed.collect();
    let like = |form: &'a Form| {
        let own = listed.iter().map(|pattern| match pattern.as_ref() {
            "*" => form::example(form).map(Place::Exact),
            _ => Some(Place::Like(pattern.clone(), Cow::Borrowed(form), at_resource)),
        });
        own.flatten().collect::<Vec<_>>()
    };
    forms.flat_map(|(_, form)| like(form)).collect()
}

/// Where an action can be done of which nothing is known.
pub(super) fn anywhere(statement: &Statement) -> Vec<Place<'_>> {
    let Some(resource) = &statement.resource else { return vec![Place::Exact(ROLE.into())] };
    let unlisted = format!("arn:aws:{NONE}:eu-west-1:217777777777:{NONE}");
    if resource.except {
        return vec![Place::Exact(unlisted), Place::Exact(format!("arn:aws:s3:::{NONE}/{NONE}"))];
    }
    let like = resource.of.list.iter().map(|pattern| match pattern.as_str() {
        "*" => Place::Exact(unlisted.clone()),
        pattern => Place::Like(Cow::Borrowed(pattern), Cow::Owned(form::any()), false),
    });
    like.collect()
}

/// Buckets that a statement for all but some resources can speak of. A bucket policy is asked about its own bucket alone,
/// which is the one that it names.
fn elsewhere(document: &Document, kind: Kind) -> Vec<String> {
    let resources = document.statements.iter().flat_map(|statement| &statement.resource);
    let named = resources.flat_map(|resource| &resource.of.list).filter_map(|text| {
        let arn = document.arn_of(text);
        let (bucket, _) = crate::arn::Arn::parse(&arn)?.bucket()?;
        let name = |letter: char| !letter.is_whitespace() && !['*', '?', '$'].contains(&letter);
        (!bucket.is_empty() && bucket.chars().all(name)).then(|| bucket.to_owned())
    });
    let mut buckets: Vec<String> = named.collect();
    buckets.sort();
    buckets.dedup();
    if kind != Kind::Bucket || buckets.is_empty() {
        buckets.push(NONE.into());
    }
    buckets
}

/// Names of files that a statement may leave out or not.
fn keys(statement: &Statement) -> impl Iterator<Item = String> {
    let listed = statement.resource.iter().flat_map(|resource| &resource.of.list);
    let inside = listed.filter_map(|text| Some(text.split_once('/')?.1.trim_end_matches('*')));
    let beside =
        inside.filter(|key| !key.is_empty() && !key.contains(['*', '?', '$'])).map(|key| format!("{key}{NONE}"));
    let short = ["a", "~"].into_iter().map(str::to_owned);
    [NONE.to_owned()].into_iter().chain(short).chain(beside).collect::<Vec<_>>().into_iter()
}
