namespace Spillway.App.Api.Contract;

/// <summary>The words that a field of the API may have.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class OneOfAttribute : Attribute
{
    /// <summary>Those of an enumeration, as the API has them.</summary>
    /// <param name="enumeration">One of <see cref="ApiWords"/>.</param>
    public OneOfAttribute(Type enumeration) => Words = [.. ApiWords.Of(enumeration)];

    /// <summary>These.</summary>
    /// <param name="words">The words.</param>
    public OneOfAttribute(params string[] words) => Words = words;

    /// <summary>The words.</summary>
    public IReadOnlyList<string> Words { get; }
}
