using System.Collections.Immutable;

namespace Spillway.App.Console.Changes;

/// <summary>Something that a change changes, in the reader's words.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Before">What it says; empty for nothing.</param>
/// <param name="After">What it would say; empty for nothing.</param>
public sealed record ChangedWords(string Name, string Before, string After)
{
    /// <summary>Whether its values are words of a contract with other programs, the same in every language.</summary>
    public bool IsCode { get; init; }

    /// <summary>What differs between two states of something.</summary>
    /// <param name="before">Its fields as they are; none where it is not there.</param>
    /// <param name="after">Its fields as they would be; none where it is to be removed.</param>
    /// <returns>Each field with another value, in their order.</returns>
    public static ImmutableArray<ChangedWords> Between(IReadOnlyList<(string Name, string Value)> before, IReadOnlyList<(string Name, string Value)> after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return
        [
            .. before.Concat(after).Select(static one => one.Name).Distinct(StringComparer.Ordinal)
                .Select(name => new ChangedWords(name, Of(before, name), Of(after, name))).Where(static one => one.Before != one.After),
        ];
    }

    private static string Of(IReadOnlyList<(string Name, string Value)> fields, string name) => fields.FirstOrDefault(one => one.Name == name).Value ?? "";
}
