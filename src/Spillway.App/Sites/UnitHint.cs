namespace Spillway.App.Sites;

/// <summary>What a value that makes no sense in a key's unit was probably meant to be.</summary>
/// <param name="LooksLike">The unit it makes sense in, as words.</param>
/// <param name="Factor">From that unit to the key's own.</param>
public sealed record UnitHint(string LooksLike, decimal Factor);
