using Spillway.App.Api;
using Spillway.Engine;
using Spillway.Engine.Signals;

namespace Spillway.App.Lab;

/// <summary>What a policy may know beside prices, as words of the API.</summary>
internal static class StudyWords
{
    /// <summary>The word.</summary>
    public static string Of(PublicationKind kind) => kind switch
    {
        PublicationKind.DayAheadPrice => "day-ahead",
        PublicationKind.SystemLoad => "load",
        _ => "wind",
    };

    /// <summary>What a word names.</summary>
    /// <exception cref="RefusedException"><see cref="ApiErrors.BadField"/>.</exception>
    public static PublicationKind Kind(string word) => word switch
    {
        "day-ahead" => PublicationKind.DayAheadPrice,
        "load" => PublicationKind.SystemLoad,
        "wind" => PublicationKind.WindGeneration,
        _ => throw new RefusedException(ApiErrors.BadField, $"knows: '{word}' is none of day-ahead, load, wind."),
    };
}
