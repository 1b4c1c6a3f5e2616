//! On what a request can be made: ARNs that a statement's resources describe, of the types that an
//! action works on.

use std::borrow::Cow;

use super::clues;
use super::texts::Wanted;
use crate::action::Action;
use crate::document::{Document, Statement};
use crate::form::{self, Form};
use crate::kind::Kind;
use crate::pattern::{self, Piece};
use crate::request::Context;

/// A resource that may fit, before variables are filled in.
pub(super) enum Resource<'a> {
    /// Exactly this ARN, or `*`; nothing in it is filled in.
    Exact(String),
    /// One of this form that the pattern describes.
    Like(Cow<'a, str>, Cow<'a, Form>, bool),
}

impl Resource<'_> {
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
) -> Vec<Resource<'a>> {
    let Some(resource) = &statement.resource else { return vec![Resource::Exact(ROLE.into())] };
    if action.resources.is_empty() {
        return vec![Resource::Exact("*".into())];
    }
    let forms = action.forms().filter(|(name, _)| kind != Kind::Bucket || ["bucket", "object"].contains(name));
    let at_resource = document.names_principals();
    if resource.except {
        let excluded = excluded(statement, document);
        return forms.flat_map(|(name, form)| outside(name, form, &excluded, &buckets(document, kind))).collect();
    }
    let listed = resource.of.list.iter().map(|text| document.arn_of(text));
    let listed: Vec<Cow<'a, str>> = listed.collect();
    let like = |form: &'a Form| {
        let own = listed.iter().map(|pattern| match pattern.as_ref() {
            "*" => form::example(form).map(Resource::Exact),
            _ => Some(Resource::Like(pattern.clone(), Cow::Borrowed(form), at_resource)),
        });
        own.flatten().collect::<Vec<_>>()
    };
    forms.flat_map(|(_, form)| like(form)).collect()
}

/// Where an action can be done of which nothing is known.
pub(super) fn anywhere<'a>(statement: &'a Statement, document: &Document) -> Vec<Resource<'a>> {
    let Some(resource) = &statement.resource else { return vec![Resource::Exact(ROLE.into())] };
    let unlisted = format!("arn:aws:{NONE}:eu-west-1:217777777777:{NONE}");
    if resource.except {
        return outside("", &form::any(), &excluded(statement, document), &[]);
    }
    let like = resource.of.list.iter().map(|pattern| match pattern.as_str() {
        "*" => Resource::Exact(unlisted.clone()),
        pattern => Resource::Like(Cow::Borrowed(pattern), Cow::Owned(form::any()), false),
    });
    like.collect()
}

/// What `NotResource` names; where a variable stands for a part, what it leaves out is seen once
/// values are chosen.
fn excluded(statement: &Statement, document: &Document) -> Vec<Vec<Piece>> {
    let listed = statement.resource.iter().flat_map(|resource| &resource.of.list);
    let known = listed.filter(|text| !(document.has_variables() && text.contains("${")));
    let each = known.filter_map(|text| {
        let arn = document.arn_of(text);
        let parts = form::parts(&arn, document.names_principals())?;
        Some(clues::in_parts(&pattern::plain(&parts.join(":"))))
    });
    each.collect()
}

/// Resources of this form that are not excluded: of these buckets, or of any.
fn outside<'a>(name: &str, form: &Form, excluded: &[Vec<Piece>], buckets: &[String]) -> Vec<Resource<'a>> {
    let start = |bucket: &String| pattern::literal(&format!("arn:aws:s3:::{bucket}"));
    let mut form = form.clone();
    // Excluding ARNs of one partition leaves out all other partitions, which is not what the policy
    // is about.
    form[1] = pattern::literal("aws");
    let forms: Vec<Vec<Piece>> = match name {
        "bucket" if !buckets.is_empty() => buckets.iter().map(start).collect(),
        "object" if !buckets.is_empty() => {
            let file = [Piece::Letter('/'), Piece::One, Piece::Any];
            buckets.iter().map(|bucket| start(bucket).into_iter().chain(file).collect()).collect()
        }
        _ => vec![form.join(&Piece::Letter(':'))],
    };
    let wanted = Wanted { all: vec![forms], none: excluded.to_vec() };
    wanted.texts(8).unwrap_or_default().into_iter().map(Resource::Exact).collect()
}

/// The buckets that a statement for all but some resources can speak of, if they are known. A
/// bucket policy is asked about its own bucket alone, which is the one that it names.
fn buckets(document: &Document, kind: Kind) -> Vec<String> {
    if kind != Kind::Bucket {
        return Vec::new();
    }
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
    buckets
}
