namespace Spillway.App.Api.Contract;

/// <summary>What an address does with the tag of what it tells or changes.</summary>
[Flags]
internal enum ApiTag
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The answer carries it in <c>ETag</c>.</summary>
    Told = 1,

    /// <summary>Whoever has it, and says so in <c>If-None-Match</c>, is answered with 304.</summary>
    Known = Told | 2,

    /// <summary>A change is made only to what <c>If-Match</c> names, else 412.</summary>
    Expected = 4,
}
