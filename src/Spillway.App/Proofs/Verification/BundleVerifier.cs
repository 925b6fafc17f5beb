using System.Globalization;
using NodaTime.Text;
using Spillway.App.Proofs.Bundles;
using Spillway.Journal;

namespace Spillway.App.Proofs.Verification;

/// <summary>Reads a bundle from its first line to its last and says whether it is as it was signed and adds up.</summary>
public static class BundleVerifier
{
    /// <summary>Verifies a bundle.</summary>
    /// <param name="path">The file.</param>
    /// <param name="wanted">What the auditor knows beforehand.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="Spillway.Engine.RefusedException">The file cannot be read at all.</exception>
    public static BundleVerification Verify(string path, AuditorKnowledge wanted, CancellationToken cancellation)
    {
        var faults = new FaultList();
        var found = LineProofReading.IsOne(path) ? OneLine(path, faults, cancellation) : Whole(path, faults, cancellation);
        if (found.Seal?.Key.Id is { } key && found.Signer is { } signer && signer != key.Text)
        {
            faults.Add(found.SealLine, "the seal", $"it is signed with the key {key}, and the header names {signer}");
        }

        if (wanted.Key is { } must && found.Seal?.Key.Id.Text != must)
        {
            faults.Add(found.SealLine, "the seal", $"it is signed with the key {found.Seal?.Key.Id.Text ?? "of nobody"}, and {must} was wanted");
        }

        var facts = found.Seal is { } seal ? AnchorCheck.Run(seal, found.SealLine, wanted.Authority, faults) : [];
        return found.Said with { Facts = facts, Faults = faults.Ordered() };
    }

    private static Found Whole(string path, FaultList faults, CancellationToken cancellation)
    {
        var known = new KnownParts();
        var (keys, chain, totals, versions, header) = (new KeyCheck(), new ChainCheck(), new TotalsCheck(), new VersionCheck(), new HeaderNote());
        var reading = new BundleReading(faults, [new OrderCheck(), header, keys, known, new LineCheck(known), new PowerCreditCheck(known), new DrawnCheck(known), new OpenCheck(known), versions, totals, chain]);
        reading.Read(path, cancellation);
        TreeCheck.Run(reading, path, faults);
        var said = new BundleVerification(
            path, header.Site, header.Range, reading.Seal?.Key.Id, reading.Seal?.Root.ToString(), reading.Leaves.Count, totals.Lines,
            chain.Records, header.Head, totals.Totals, [], [])
        {
            Booked = versions.Said,
        };
        return new(said, keys.Signer, reading.Seal, reading.SealLine);
    }

    private static Found OneLine(string path, FaultList faults, CancellationToken cancellation)
    {
        var known = new KnownParts();
        var (keys, header) = (new KeyCheck(), new HeaderNote());
        var reading = new LineProofReading(faults, [header, keys, known, new LineCheck(known)]);
        reading.Read(path, cancellation);
        var said = new BundleVerification(
            path, header.Site, header.Range, reading.Seal?.Key.Id, reading.Seal?.Root.ToString(), reading.Leaves, 1, 0, null, null, [], [])
        {
            IsOneLine = true,
        };
        return new(said, keys.Signer, reading.Seal, reading.SealLine);
    }

    private sealed record Found(BundleVerification Said, string? Signer, Seal? Seal, long SealLine);

    /// <summary>What a bundle says of itself.</summary>
    private sealed class HeaderNote : IPartCheck
    {
        public string? Site { get; private set; }

        public string? Range { get; private set; }

        public JournalHead? Head { get; private set; }

        public void Take(in Leaf leaf, FaultList faults)
        {
            if (leaf.Part == BundlePart.Proof)
            {
                Site = leaf.Text("site");
                Range = string.Create(CultureInfo.InvariantCulture, $"{leaf.Text("from_utc")} to {leaf.Text("to_utc")}");
            }
            else if (leaf.Part == BundlePart.Head && JournalHash.TryParse(leaf.Text("hash"), out var hash) && InstantPattern.ExtendedIso.Parse(leaf.Text("at_utc")!) is { Success: true, Value: var at })
            {
                Head = new(leaf.Json.GetProperty("number").GetInt64(), at, hash);
            }
        }

        public void End(long fileLine, FaultList faults)
        {
        }
    }
}
