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
    sink::Sink,
};

pub(crate) async fn check_bucket_name(_: &App, name: String) -> Result<NameCheck, Fault> {
    Ok(engine::names::check_name(&name))
}

pub(crate) async fn create_bucket(app: &App, connection: ConnectionId, wanted: NewBucket) -> Result<MadeBucket, Fault> {
    create::make(&app.connections.store(&connection).await?, &wanted).await
}

pub(crate) async fn count_bucket(app: &App, at: BucketAt, ticks: Sink<BucketCount>) -> Result<RemovalId, Fault> {
    let store = app.connections.store(&at.connection).await?;
    Ok(app.removals.count(store, at.bucket, ticks))
}

pub(crate) async fn remove_bucket(
    app: &App,
    removal: RemovalId,
    typed: String,
    ticks: Sink<RemovalTick>,
) -> Result<Removed, Fault> {
    app.removals.run(&removal, &typed, ticks).await
}

pub(crate) async fn stop_removal(app: &App, removal: RemovalId) -> Result<(), Fault> {
    app.removals.stop(&removal);
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

pub(crate) async fn open_setting(app: &App, at: BucketAt, kind: SettingKind) -> Result<OpenedSetting, Fault> {
    let store = app.connections.store(&at.connection).await?;
    Ok(app.settings.open_at(store, at, kind).await)
}

pub(crate) async fn check_setting(
    app: &App,
    setting: SettingId,
    draft: Option<SettingValue>,
) -> Result<SettingCheck, Fault> {
    app.settings.check(&setting, draft).await
}

pub(crate) async fn apply_setting(
    app: &App,
    setting: SettingId,
    draft: Option<SettingValue>,
) -> Result<Applied, Fault> {
    app.settings.apply(&setting, draft).await
}

pub(crate) async fn undo_setting(app: &App, setting: SettingId) -> Result<Applied, Fault> {
    app.settings.undo(&setting).await
}

pub(crate) async fn earlier_settings(app: &App, setting: SettingId) -> Result<Vec<EarlierState>, Fault> {
    app.settings.earlier(&setting).await
}

pub(crate) async fn close_setting(app: &App, setting: SettingId) -> Result<(), Fault> {
    app.settings.close(&setting);
    Ok(())
}

pub(crate) async fn step_policy(
    app: &App,
    setting: SettingId,
    text: String,
    step: PolicyStep,
) -> Result<String, Fault> {
    app.settings.step_policy(&setting, &text, &step)
}

pub(crate) async fn count_rule(
    app: &App,
    setting: SettingId,
    rule: LifecycleRule,
    ticks: Sink<RuleCount>,
) -> Result<(), Fault> {
    app.settings.count_rule(&setting, rule, now(), ticks).await
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

pub(crate) async fn check_cors_live(app: &App, setting: SettingId, asked: Preflight) -> Result<LiveCheck, Fault> {
    app.settings.check_cors_live(&setting, &asked).await
}
