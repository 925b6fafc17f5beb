using Spillway.Engine;

namespace Spillway.App.Proofs.Keys;

/// <summary>What is refused of the keys that proofs are signed with.</summary>
public static class KeyErrors
{
    /// <summary>There is no key to sign with.</summary>
    public static readonly ErrorCode None = new(
        "SW7001", "No signing key", "Make one with 'spillway keys init', or 'spillway keys rotate' where the last one was revoked.");

    /// <summary>There is a key already.</summary>
    public static readonly ErrorCode AlreadyThere = new(
        "SW7002", "There is a signing key already", "Use it, or put a new one in its place with 'spillway keys rotate'.");

    /// <summary>No key has that name.</summary>
    public static readonly ErrorCode Unknown = new(
        "SW7003", "No such key", "Look at the names with 'spillway keys list'; give the whole name or a beginning that only one has.");

    /// <summary>A key's file is open to others, missing or no key.</summary>
    public static readonly ErrorCode Unusable = new(
        "SW7004", "A key file cannot be used", "Let nobody but yourself read the folder of keys (chmod 600 on its files), or restore it from your own copy; a key that others may have read is to be revoked.");

    /// <summary>The key was revoked before.</summary>
    public static readonly ErrorCode RevokedBefore = new(
        "SW7005", "The key is revoked already", "Nothing is to be done; a revocation cannot be taken back.");
}
