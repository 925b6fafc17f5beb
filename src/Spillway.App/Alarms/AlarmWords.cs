using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Spillway.App.Alarms;

/// <summary>The names of states and changes in files and the API.</summary>
public static partial class AlarmWords
{
    /// <summary>Every change's name.</summary>
    public static ImmutableArray<string> Changes { get; } = [.. Enum.GetValues<AlarmChangeKind>().Select(Of)];

    /// <summary>A change's name, such as <c>shelf-ended</c>.</summary>
    /// <param name="kind">The change.</param>
    public static string Of(AlarmChangeKind kind) => Word(kind.ToString());

    /// <summary>A state's name, such as <c>out-of-service</c>.</summary>
    /// <param name="state">The state.</param>
    public static string Of(AlarmState state) => Word(state.ToString());

    /// <summary>A priority's name.</summary>
    /// <param name="priority">The priority.</param>
    public static string Of(AlarmPriority priority) => Word(priority.ToString());

    /// <summary>A priority by its name.</summary>
    /// <param name="word">The name.</param>
    /// <returns>The priority; null where there is none of that name.</returns>
    public static AlarmPriority? Priority(string word) =>
        Enum.GetValues<AlarmPriority>().Where(one => Of(one) == word).Select(static one => (AlarmPriority?)one).FirstOrDefault();

    private static string Word(string name) => Inner().Replace(name, "-$0").ToLowerInvariant();

    [GeneratedRegex("(?<=.)[A-Z]")]
    private static partial Regex Inner();
}
