namespace Spillway.App.Proofs.Keys;

/// <summary>The name of a key: the thumbprint of its public half (RFC 7638), 43 letters of base64url.</summary>
/// <param name="Text">The thumbprint.</param>
public readonly record struct KeyId(string Text)
{
    /// <summary>The thumbprint itself.</summary>
    public override string ToString() => Text;
}
