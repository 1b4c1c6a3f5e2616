//! What the lines of the contract name: types of the engine and of the window.

pub(super) use engine::{
    at::{BucketAt, FileAt, Place},
    backups::{BackupRequest, BackupView, CopyView, RunTick},
    connections::{
        AccountView, AskAnswer, AskView, BucketView, Buckets, CertificatesView, ConnectionView, Edited, Login,
        ProbeStep, Probed, ProfilesView, SecretStorage,
        export::{ExportPreview, ExportShape},
        import::Imported,
    },
    fault::{self, Fault, Refusal},
    files::{
        archive::{ArchiveState, RestoreTier},
        locks::{Locks, Retained},
        look::{Pictured, ReadingView, Thumbnail},
        picks::Picked,
        share::{
            Arrivals, LinkEnd, LinkLasts, LinkView, LinkWanted, LinksWanted, MadeLink, MadeUpload, ManyLinks, Sharing,
            UploadFacts, UploadWanted,
        },
        unfinished::{CleanedUp, Unfinished, UnfinishedAt},
        versions::{History, SeenVersion},
    },
    ids::{
        AskId, BackupId, ChosenId, ConnectionId, DeletePlanId, DraftId, GroupId, ImportId, IntegrationId, LinkId,
        ListingId, MeasureId, MountId, OpenedId, PickId, ReadingId, RemovalId, SettingId, ShareId,
    },
    integrations::{
        BucketChoice, CheckLine, Filled, IntegrationView, KeyFact, KeyStep, PresetView, Removal, ReportShape, Sheet,
        Stepped,
    },
    listing::{
        FolderSize, LastRead, ListingKind, ListingTick, Match, Opened, ReportAt, ReportView, Rows, Selection,
        SelectionChange, Sort,
    },
    mounts::{MountView, MountWanted, MountsView},
    names::NameCheck,
    opened::OpenedView,
    places::{Located, Look, PlacesView},
    reach::Reach,
    settings::{
        Applied, BucketCount, EarlierState, Fact, LifecycleRule, LiveCheck, MadeBucket, NewBucket, OpenedSetting,
        PolicyStep, ReadCors, RemovalTick, Removed, RuleCount, SettingCheck, SettingKind, SettingValue,
        cors::{Form, Preflight, Rule, Template, Verdict},
    },
    transfers::{DeleteCount, JobFilter, JobId, Jobs, OnConflict, Pacing, TransferTick, UndeleteCount},
};
pub(super) use tauri::{State, WebviewWindow, Wry, ipc::Channel};

pub(super) use crate::{
    app::{App, Start},
    chosen::ChosenPath,
    commands,
    commands::import::Pasted,
    commands::open::{OpenAnswer, OpenedAnswer},
    commands::transfer::{HeldRows, TransferRequest},
    dialogs::ChooseKind,
    page::Caller,
    programs::{Program, ProgramView},
    sink::sink,
    window::WindowEvent,
};
