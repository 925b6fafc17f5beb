using Spillway.Journal.Proof;

namespace Spillway.App.Backups;

/// <summary>What a backup holds.</summary>
/// <param name="Journal">What was found in its journal, which is whole; null where there is none.</param>
/// <param name="Files">How many files it has.</param>
/// <param name="Bytes">How long they are together. Unit: bytes.</param>
public sealed record BackupContents(JournalVerification? Journal, int Files, long Bytes);
