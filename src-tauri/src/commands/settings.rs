//! Settings of a bucket: open, check, apply, undo; and what CORS has beside that.

use engine::{
    at::BucketAt,
    fault::Fault,
    ids::{ConnectionId, RemovalId, SettingId},
    names::NameCheck,
    settings::{
        Applied, BucketCount, EarlierState, Fact, LifecycleRule, LiveCheck, MadeBucket, NewBucket, OpenedSetting,
        PolicyStep, ReadCors, RemovalTick, Removed, RuleCount, SettingCheck, SettingKind, SettingValue,
        cors::{self, Form, Preflight, Rule, Template, Verdict},
        create, overview,
    },
};

use crate::{
    app::{App, now},
    page::Caller,
    sink::Sink,
};

pub(crate) async fn check_bucket_name(_: &App, name: String) -> Result<NameCheck, Fault> {
    Ok(engine::names::check_name(&name))
}

pub(crate) async fn create_bucket(app: &App, connection: ConnectionId, wanted: NewBucket) -> Result<MadeBucket, Fault> {
    create::make(&app.connections.store(&connection).await?, &wanted).await
}

pub(crate) async fn count_bucket(
    caller: &Caller<'_>,
    at: BucketAt,
    ticks: Sink<BucketCount>,
) -> Result<RemovalId, Fault> {
    let store = caller.connections.store(&at.connection).await?;
    Ok(caller.page.removals.count(store, at.bucket, ticks))
}

pub(crate) async fn remove_bucket(
    caller: &Caller<'_>,
    removal: RemovalId,
    typed: String,
    ticks: Sink<RemovalTick>,
) -> Result<Removed, Fault> {
    caller.page.removals.run(&removal, &typed, ticks).await
}

pub(crate) async fn stop_removal(caller: &Caller<'_>, removal: RemovalId) -> Result<(), Fault> {
    caller.page.removals.stop(&removal);
    Ok(())
}

pub(crate) async fn look_at_bucket(app: &App, at: BucketAt, brief: bool, facts: Sink<Fact>) -> Result<(), Fault> {
    let store = app.connections.store(&at.connection).await?;
    match brief {
        true => overview::glance(&store, &at.bucket, &*facts).await,
        false => overview::look(&store, &at.bucket, &*facts).await,
    }
    Ok(())
}

pub(crate) async fn open_setting(caller: &Caller<'_>, at: BucketAt, kind: SettingKind) -> Result<OpenedSetting, Fault> {
    let store = caller.connections.store(&at.connection).await?;
    Ok(caller.page.settings.open_at(store, at, kind).await)
}

pub(crate) async fn check_setting(
    caller: &Caller<'_>,
    setting: SettingId,
    draft: Option<SettingValue>,
) -> Result<SettingCheck, Fault> {
    caller.page.settings.check(&setting, draft).await
}

pub(crate) async fn apply_setting(
    caller: &Caller<'_>,
    setting: SettingId,
    draft: Option<SettingValue>,
) -> Result<Applied, Fault> {
    caller.page.settings.apply(&setting, draft).await
}

pub(crate) async fn undo_setting(caller: &Caller<'_>, setting: SettingId) -> Result<Applied, Fault> {
    caller.page.settings.undo(&setting).await
}

pub(crate) async fn earlier_settings(caller: &Caller<'_>, setting: SettingId) -> Result<Vec<EarlierState>, Fault> {
    caller.page.settings.earlier(&setting).await
}

pub(crate) async fn close_setting(caller: &Caller<'_>, setting: SettingId) -> Result<(), Fault> {
    caller.page.settings.close(&setting);
    Ok(())
}

pub(crate) async fn step_policy(
    caller: &Caller<'_>,
    setting: SettingId,
    text: String,
    step: PolicyStep,
) -> Result<String, Fault> {
    caller.page.settings.step_policy(&setting, &text, &step)
}

pub(crate) async fn count_rule(
    caller: &Caller<'_>,
    setting: SettingId,
    rule: LifecycleRule,
    ticks: Sink<RuleCount>,
) -> Result<(), Fault> {
    caller.page.settings.count_rule(&setting, rule, now(), ticks).await
}

pub(crate) async fn cors_templates(_: &App) -> Result<Vec<Template>, Fault> {
    Ok(cors::templates())
}

pub(crate) async fn read_cors(_: &App, text: String) -> Result<ReadCors, Fault> {
    cors::read_text(&text)
}

pub(crate) async fn write_cors(_: &App, rules: Vec<Rule>, form: Form) -> Result<String, Fault> {
    Ok(cors::write_text(rules, form))
}

pub(crate) async fn merge_cors(_: &App, rules: Vec<Rule>, new: Vec<Rule>) -> Result<Vec<Rule>, Fault> {
    Ok(cors::add(rules, &new))
}

pub(crate) async fn try_cors(_: &App, rules: Vec<Rule>, asked: Preflight) -> Result<Verdict, Fault> {
    Ok(cors::verdict(rules, &asked))
}

pub(crate) async fn check_cors_live(
    caller: &Caller<'_>,
    setting: SettingId,
    asked: Preflight,
) -> Result<LiveCheck, Fault> {
    caller.page.settings.check_cors_live(&setting, &asked).await
}
