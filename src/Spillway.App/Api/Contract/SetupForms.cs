using System.Text.Json.Nodes;
using Spillway.App.Accounts;
using Spillway.Engine.Signals;

namespace Spillway.App.Api.Contract;

#pragma warning disable CS1591, SA1402, SA1649 // The field names are the contract, and docs/reference/api.md says what each means.
#pragma warning disable CA1812 // Read by the description's generator and the tests.

internal sealed record SiteAnswer(string File, string Text, string Sha256, string RunningSha256, string TakesEffect, PendingAnswer? Pending);

internal sealed record PendingAnswer(bool Ok, PendingSetting[] Settings);

internal sealed record PendingSetting(string Key, string? Unit, string? Running, string? File);

internal sealed record SiteReviewAnswer(
    bool Ok, SiteFaultAnswer? Fault, string OldSha256, string NewSha256, string Diff, ReviewedSetting[] Settings, [OneOf(typeof(DeskAction))] string[] Actions, bool NeedsSecond);

internal sealed record SiteFaultAnswer(string Code, string Title, string Text, int? Line, int? Column, string Remedy);

internal sealed record ReviewedSetting(string Key, string? Unit, string? Before, string? After, [OneOf(typeof(DeskAction))] string Action);

internal sealed record SiteChangedAnswer(SiteVersionAnswer Version, string TakesEffect);

internal sealed record SiteVersionList(SiteVersionAnswer[] Versions);

internal sealed record SiteVersionAnswer(int Number, string Sha256, DateTimeOffset AtUtc, string? By, string? Note);

internal sealed record SiteTextAnswer(int Number, string Text);

internal sealed record SearchAnswer(
    [OneOf("none", "running", "done", "cancelled", "failed")] string State, string? Ranges = null, string? By = null, DateTimeOffset? StartedUtc = null, DateTimeOffset? EndedUtc = null,
    long? Addresses = null, long? Visited = null, long? Answered = null, string? Fault = null, bool? Taken = null, FoundMachine[]? Machines = null);

internal sealed record FoundMachine(
    string Address, int PortShift, string Kind, string? Family, string? Model, string? Firmware, string? Mac, string? Serial, string? Remark);

internal sealed record EstimateAnswer(long Addresses, decimal AtLeastSeconds);

internal sealed record InventoryReviewAnswer(
    string Id, string By, DateTimeOffset AtUtc, [OneOf("import", "search", "restore")] string Kind, string Detail, int BasedOnVersion, bool CanBeKept, int Added, int Moved, int Displaced,
    int Changed, int Removed, int Same, int RefusedInAll, RefusedMachine[] Refused, InventoryFindingAnswer[] Findings, MachineChangeAnswer[] Changes, int? Next);

internal sealed record RefusedMachine(string Where, string? Code, string Text);

internal sealed record InventoryFindingAnswer(string Finding, string? Id, string? Address, string? Mac, string? Earlier);

internal sealed record MachineChangeAnswer(string Change, string? Id, string? Address, string? Mac, string? Serial, ChangedField[] Fields);

internal sealed record ChangedField(string Field, string? Before, string? After);

internal sealed record InventoryVersionList(InventoryVersionAnswer[] Versions);

internal sealed record InventoryVersionAnswer(int Number, DateTimeOffset AtUtc, string? By, string Kind, string Detail, int Machines);

internal sealed record InventoryKeptAnswer(int Version, InventoryFindingAnswer[] Findings);

internal sealed record ImportAnswer(ImportedFileAnswer[] Files);

internal sealed record ImportedFileAnswer(
    string File, string Sha256, string Form, decimal IntervalMinutes, bool ImportedBefore, int New, int Same, int Corrected, ImportFinding[] Findings, ImportedSeries[] Series);

internal sealed record ImportFinding(string Kind, int Count, string Detail);

internal sealed record ImportedSeries(
    string Market, string Product, string SettlementPoint, string Unit, int New, int Same, int Corrected, ImportDifference? LargestDifference);

internal sealed record ImportDifference(DateTimeOffset IntervalStartUtc, decimal Earlier, decimal Later, decimal Difference);

internal sealed record ArchiveReviewAnswer(
    int Version, int New, int Changed, int Gone, ReviewedSeries[] Series, ArchiveChange[] Changes, ImportedFileAnswer[] Files);

internal sealed record ReviewedSeries(
    string Market, string Product, string SettlementPoint, string Unit, int New, int Changed, int Gone, int NewDays, DateTimeOffset? FirstNewUtc, DateTimeOffset? LastNewUtc);

internal sealed record ArchiveChange(
    string Market, string Product, string SettlementPoint, string Unit, DateTimeOffset IntervalStartUtc, decimal? Before, decimal? After);

internal sealed record ArchiveVersionList(ArchiveVersionAnswer[] Versions);

internal sealed record ArchiveVersionAnswer(
    int Number, DateTimeOffset AtUtc, string? By, int? BackTo, ArchiveFile[] FilesAdded, int Files, long Figures, bool IsStanding);

internal sealed record ArchiveFile(string File, string Sha256);

internal sealed record ArchiveRestoredAnswer(int Version);

internal sealed record StudyList(StudyAnswer[] Studies);

internal sealed record StudyAnswer(
    long Id, string Name, DateOnly From, DateOnly To, string Policies, string[] Sweeps, [OneOf(typeof(PublicationKind))] string[] Knows, string By, DateTimeOffset AskedUtc,
    [OneOf("waiting", "running", "done", "failed", "cancelled")] string State, decimal? DoneRatio, DateTimeOffset? StartedUtc, DateTimeOffset? EndedUtc, string? Fault, string? SiteSha256,
    JsonObject? Result = null);

internal sealed record ComparedAnswer(StudyAnswer[] Studies, ComparedPolicy[] Policies);

internal sealed record ComparedPolicy(string Policy, ComparedCell?[] Cells);

internal sealed record ComparedCell(decimal? NetUsd, decimal? EnergyMwh, decimal? Restarts, decimal? UpliftCaptureRatio, decimal? RegretRatio);

internal sealed record SettingsAnswer(
    string Site, string File, SettingAnswer[] Settings, decimal NormalMw, decimal ImportLimitMw, ModeFiguresAnswer[] Modes, MeritStepAnswer[]? MeritOrder);

internal sealed record SettingAnswer(string Key, JsonNode? Value, string? Unit, [OneOf("file", "catalogue", "default")] string Origin, string? Where);

internal sealed record ModeFiguresAnswer(
    string Group, string Mode, int Machines, decimal PowerMw, decimal? MachineJPerTh, decimal? SiteJPerTh, decimal? BreakevenUsdPerMwh);

internal sealed record MeritStepAnswer(string Group, string Mode, decimal WorthUsdPerMwh, decimal SiteMw);

internal sealed record RulesAnswer(
    string Market, string Name, string TimeZone, string Currency, string File, bool Embedded, string Sha256, string? Regime, DateTimeOffset? FromUtc, DateTimeOffset? ToUtc,
    RuleAnswer[] Rules, PeakRateAnswer[] CoincidentPeakRatesUsdPerMwYear, OfficialPeakAnswer[] OfficialPeaks);

internal sealed record RuleAnswer(string Rule, JsonNode? Value, string? Unit, bool Known, string Source);

internal sealed record PeakRateAnswer(int ChargeYear, decimal? Rate, string Source);

internal sealed record OfficialPeakAnswer(int Year, int Month, DateTimeOffset StartUtc, decimal SystemMw);
