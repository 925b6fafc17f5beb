using System.Globalization;
using Spillway.App.Proofs.Bundles;

namespace Spillway.App.Proofs.Verification;

/// <summary>The versions of the book are about one month, each follows the one before, and together they come to the lines.</summary>
internal sealed class VersionCheck : IPartCheck
{
    // Sums of quotients taken in another order: no figure shows what they may differ by.
    private const decimal Tolerance = 0.000_000_000_001m;

    private (string Month, long Number, string Manifest, string Of)? _last;
    private decimal _lines;
    private decimal _versions;

    /// <summary>The version that is proved, for people; null where the statement is not booked.</summary>
    public string? Said { get; private set; }

    public void Take(in Leaf leaf, FaultList faults)
    {
        switch (leaf.Part)
        {
            case BundlePart.Line:
                _lines += leaf.Decimal("amount");
                break;
            case BundlePart.Version:
                Follow(leaf, faults);
                break;
            case BundlePart.Totals when _last is not null && Math.Abs(_versions - _lines) > Tolerance:
                faults.Add(leaf, string.Create(CultureInfo.InvariantCulture, $"the versions of the book come to {_versions}, and the lines make {_lines}"));
                break;
        }
    }

    public void End(long fileLine, FaultList faults)
    {
    }

    private void Follow(in Leaf leaf, FaultList faults)
    {
        var (month, number, of, manifest) = (leaf.Word("month"), leaf.Json.GetProperty("version").GetInt64(), leaf.Word("of"), leaf.Word("manifest_sha256"));
        var (before, amount) = (leaf.Word("before_sha256"), leaf.Decimal("amount"));
        if (_last is { } last && last.Of != of)
        {
            faults.Add(leaf, $"it is about {of}, and the version before it about {last.Of}");
        }

        if (_last is { } earlier && earlier.Month == month && earlier.Number == number - 1 && earlier.Manifest != before)
        {
            faults.Add(leaf, $"it follows a version with the manifest {before}, and the one before it has {earlier.Manifest}");
        }

        (_last, _versions) = ((month, number, manifest, of), _versions + amount);
        Said = string.Create(CultureInfo.InvariantCulture, $"version {number} ({leaf.Word("kind")}) of {month}{(of == month ? "" : " about " + of)}, booked {leaf.Word("booked_utc")}, manifest {manifest}");
    }
}
