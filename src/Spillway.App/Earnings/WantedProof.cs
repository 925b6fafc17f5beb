using System.Collections.Immutable;
using NodaTime;
using Spillway.App.Api;
using Spillway.App.Proofs.Anchors;
using Spillway.App.Statements.Books;
using Spillway.App.Streams.Webhooks;
using Spillway.Engine;

namespace Spillway.App.Earnings;

/// <summary>A proof that somebody wants a desk to make.</summary>
/// <param name="Period">Which days it shall prove.</param>
public sealed record WantedProof(MoneyPeriod Period)
{
    /// <summary>The word for the desk's own file of roots.</summary>
    public const string OwnFile = "file";

    /// <summary>At how many places a root is shown at most.</summary>
    public const int MostAnchors = 4;

    /// <summary>Which version of the book it must be; null where it need not be booked.</summary>
    public BookKind? As { get; init; }

    /// <summary>Where the root is shown before it is signed: <see cref="OwnFile"/>, an address, <c>rfc3161:ADDRESS</c>.</summary>
    public ImmutableArray<string> Anchors { get; init; } = [];

    /// <summary>The month whose version it must be.</summary>
    /// <exception cref="RefusedException"><see cref="BookErrors.NotAMonth"/>.</exception>
    internal YearMonth Month => Period.WholeMonth
        ?? throw new RefusedException(BookErrors.NotAMonth, $"{Period.From:uuuu-MM-dd} to {Period.To:uuuu-MM-dd} is not one month.");

    /// <summary>Reads the kind of a version.</summary>
    /// <param name="text">Its name; null or empty for none.</param>
    /// <exception cref="RefusedException"><see cref="ApiErrors.BadField"/>.</exception>
    internal static BookKind? Kind(string? text) => string.IsNullOrEmpty(text) ? null
        : BookKinds.Asked.Contains(text) ? BookKinds.Parse(text)
        : throw new RefusedException(ApiErrors.BadField, $"as: '{text}' is none of {string.Join(", ", BookKinds.Asked)}.");

    /// <summary>The places as a bundle names them.</summary>
    /// <param name="dataFolder">Where the desk's own file lies.</param>
    /// <param name="isLocalAllowed">Whether loopback, link-local and plain http may be named, as the site file says.</param>
    /// <exception cref="RefusedException">One is no place, or one that nothing is sent to.</exception>
    internal ImmutableArray<string> Places(string dataFolder, bool isLocalAllowed) => Anchors.Length > MostAnchors
        ? throw new RefusedException(ApiErrors.BadField, $"anchor: {Anchors.Length} are given; a root is shown at {MostAnchors} places at most.")
        : [.. Anchors.Select(text => Place(text, dataFolder, isLocalAllowed))];

    // Whoever asks a desk names no file of its machine: there is one, beside its journal.
    private static string Place(string text, string dataFolder, bool isLocalAllowed)
    {
        if (text == OwnFile)
        {
            return "file:" + Path.Combine(dataFolder, ProofDesk.AnchorFile);
        }

        if (!AnchorPlace.TryParse(text, out var place) || place.Kind == AnchorReceipt.File)
        {
            throw new RefusedException(ApiErrors.BadField, $"anchor: give '{OwnFile}', an http(s) address, or rfc3161:ADDRESS.");
        }

        TargetGuard.Checked(place.Place, isLocalAllowed);
        return text;
    }
}
