using System.Collections.Immutable;
using NodaTime;
using Spillway.App.Records;
using Spillway.Engine;

namespace Spillway.App.Proofs.Keys;

/// <summary>The keys of a data folder: made, replaced, revoked; at most one of them signs.</summary>
public sealed class KeyRing
{
    private readonly KeyFolder _folder;

    private KeyRing(KeyFolder folder, ImmutableArray<SiteKey> keys, ImmutableArray<KeyEvent> events)
    {
        _folder = folder;
        Keys = keys;
        Events = events;
    }

    /// <summary>The keys, the oldest first.</summary>
    public ImmutableArray<SiteKey> Keys { get; private set; }

    /// <summary>What became of them, the oldest first.</summary>
    public ImmutableArray<KeyEvent> Events { get; private set; }

    /// <summary>The key that signs; null where there is none.</summary>
    public SiteKey? Active => Keys.LastOrDefault(key => key.IsActive);

    /// <summary>Reads the keys of a data folder.</summary>
    /// <param name="dataFolder">The data folder.</param>
    /// <returns>Its keys; none where there are none.</returns>
    /// <exception cref="RefusedException"><see cref="KeyErrors.Unusable"/>.</exception>
    public static KeyRing Open(string dataFolder)
    {
        var folder = new KeyFolder(dataFolder);
        var (keys, events) = folder.ReadRing() is { } text ? KeyRingJson.Read(text) : ([], []);
        return new(folder, keys, events);
    }

    /// <summary>Makes the first key.</summary>
    /// <param name="at">Now.</param>
    /// <returns>The key.</returns>
    /// <exception cref="RefusedException">There is one that signs, or it cannot be kept.</exception>
    public SiteKey Init(Instant at) => Active is { } active
        ? throw new RefusedException(KeyErrors.AlreadyThere, $"The key {active.Id} was made at {active.Created}.")
        : Make(at);

    /// <summary>Puts a new key in the place of the one that signs.</summary>
    /// <param name="at">Now.</param>
    /// <returns>The new key.</returns>
    /// <exception cref="RefusedException">There never was a key, or the new one cannot be kept.</exception>
    public SiteKey Rotate(Instant at)
    {
        if (Keys.IsEmpty)
        {
            throw new RefusedException(KeyErrors.None, "There is no key that another could take the place of.");
        }

        if (Active is { } old)
        {
            Become(old, old with { Retired = at }, new(RecordKinds.KeyRetired, at, old.Id, null));
        }

        return Make(at);
    }

    /// <summary>Says that nothing a key signs from now on may be believed.</summary>
    /// <param name="name">The key's name, or a beginning that only one has.</param>
    /// <param name="because">Why.</param>
    /// <param name="at">Now.</param>
    /// <returns>The key.</returns>
    /// <exception cref="RefusedException">There is no such key, or it is revoked.</exception>
    public SiteKey Revoke(string name, string because, Instant at)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(because);
        var found = Keys.Where(key => name.Length > 0 && key.Id.Text.StartsWith(name, StringComparison.Ordinal)).ToList();
        if (found is not [var key])
        {
            throw new RefusedException(KeyErrors.Unknown, $"'{name}' is the beginning of {found.Count} keys.");
        }

        if (key.Revoked is { } before)
        {
            throw new RefusedException(KeyErrors.RevokedBefore, $"The key {key.Id} was revoked at {before}: {key.Because}.");
        }

        var revoked = key with { Revoked = at, Because = because };
        Become(key, revoked, new(RecordKinds.KeyRevoked, at, key.Id, null));
        Save();
        return revoked;
    }

    /// <summary>Opens the key that signs.</summary>
    /// <returns>It, with its private half.</returns>
    /// <exception cref="RefusedException">There is none, or its file cannot be used.</exception>
    public SigningKey OpenActive() => Active is { } active
        ? _folder.Open(active.Id)
        : throw new RefusedException(KeyErrors.None, "No key of this data folder signs.");

    /// <summary>Notes the numbers of the records that hold the events so far without one.</summary>
    /// <param name="last">The number of the last of them; the others have those just below.</param>
    internal void Recorded(long last)
    {
        var open = Events.Count(one => one.Record is null);
        var next = last - open + 1;
        Events = [.. Events.Select(one => one.Record is null ? one with { Record = next++ } : one)];
        Save();
    }

    private SiteKey Make(Instant at)
    {
        using var key = SigningKey.Make();
        _folder.Keep(key);
        var made = new SiteKey(key.Public, at, null, null, null);
        Keys = Keys.Add(made);
        Events = Events.Add(new(RecordKinds.KeyCreated, at, made.Id, null));
        Save();
        return made;
    }

    private void Become(SiteKey from, SiteKey to, KeyEvent because)
    {
        Keys = Keys.Replace(from, to);
        Events = Events.Add(because);
    }

    private void Save() => _folder.WriteRing(KeyRingJson.Write(Keys, Events));
}
