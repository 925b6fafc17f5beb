using Spillway.App.Proofs.Keys;

namespace Spillway.App.Proofs;

/// <summary>What stands in a bundle that was written.</summary>
/// <param name="Lines">How many statement lines.</param>
/// <param name="Root">The root of its leaves, 64 hexadecimal digits.</param>
/// <param name="Key">The key that signed it.</param>
public sealed record ProvedStatement(int Lines, string Root, KeyId Key);
