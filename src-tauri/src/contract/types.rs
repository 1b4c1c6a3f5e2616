//! The types that commands take and answer, under the names that the list uses.

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
        changes::FolderChanges,
        compare::{CompareCount, ComparedFile},
        locks::{LockWish, Locks, Retained},
        look::{Pictured, ReadingView, Thumbnail},
        picks::Picked,
        properties::{FileProperties, check::PropertyFinding, edits::PropertyEdits},
        share::{
            Arrivals, LinkEnd, LinkLasts, LinkView, LinkWanted, LinksWanted, MadeLink, MadeUpload, ManyLinks,
            ManySharing, Sharing, UploadEnd, UploadFacts, UploadWanted,
        },
        unfinished::{CleanedUp, Unfinished, UnfinishedAt},
        versions::{History, SeenVersion},
    },
    ids::{
        AskId, BackupId, ChosenId, CompareId, ConnectionId, DeletePlanId, DraftId, GroupId, ImportId, IntegrationId,
        LinkId, ListingId, MeasureId, MountId, OpenedId, PairId, PickId, ReadingId, RemovalId, SettingId, ShareId,
        SyncId,
    },
    integrations::{
        BucketChoice, CheckLine, Filled, IntegrationView, KeyFact, KeyStep, PresetView, Removal, ReportShape, Sheet,
        Stepped,
    },
    listing::{
        FolderSize, LastRead, ListingKind, ListingTick, Match, Opened, ReportAt, ReportView, Rows, Selection,
        SelectionChange, Since, Sort,
    },
    mounts::{MountView, MountWanted, MountsView},
    names::NameCheck,
    opened::OpenedView,
    pairs::{PairAsked, PairRequest, PairView},
    places::{Located, Look, PlacesView},
    reach::Reach,
    settings::{
        Applied, BucketCount, EarlierState, Fact, LifecycleRule, LiveCheck, MadeBucket, NewBucket, OpenedSetting,
        PolicyStep, ReadCors, RemovalTick, Removed, RuleCount, SettingCheck, SettingKind, SettingValue,
        cors::{Form, Preflight, Rule, Template, Verdict},
    },
    sync::{CompareBy, SyncCount, SyncFilter, SyncProgress, SyncRows, SyncSeen, SyncState, SyncWish},
    transfers::{
        ArchivedCount, ChangeCount, DeleteCount, JobFilter, JobId, Jobs, LockCount, OnConflict, Pacing, RestoreCount,
        TransferTick, UndeleteCount,
    },
};

pub(super) use crate::{
    app::Start,
    chosen::ChosenPath,
    commands::{
        compare::CompareAgainst,
        import::Pasted,
        open::{OpenAnswer, OpenedAnswer},
        properties::ChangeOf,
        sync::SyncPlace,
        transfer::{HeldRows, TransferRequest},
    },
    dialogs::ChooseKind,
    programs::{Program, ProgramView},
    window::WindowEvent,
};
