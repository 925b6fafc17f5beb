using System.Collections.Immutable;

namespace Spillway.App.Setup;

/// <summary>A site file that is another by now than the one the running desk goes by: the desk takes it at its next start.</summary>
/// <param name="Settings">What differs: before is what the running desk goes by, after what the file says.</param>
/// <param name="IsReadable">Whether the file as it is could be started with.</param>
public sealed record PendingSite(ImmutableArray<ChangedSetting> Settings, bool IsReadable);
