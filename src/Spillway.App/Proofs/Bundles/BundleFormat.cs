namespace Spillway.App.Proofs.Bundles;

/// <summary>What holds of every bundle: limits and the lines that are not leaves. docs/reference/bundle.md states the format.</summary>
internal static class BundleFormat
{
    /// <summary>The version of the format that is written.</summary>
    public const int Version = 3;

    /// <summary>The oldest version that is read.</summary>
    public const int Oldest = 2;

    /// <summary>The first version in which each hosted customer's words are a part of their own.</summary>
    public const int CustomersApart = 3;

    /// <summary>The most bytes of one line: eight mebibytes, five times the largest record.</summary>
    public const int MostLineBytes = 8 << 20;

    /// <summary>The most leaves of a bundle: 20 million, ten years of one-minute lines of four clauses.</summary>
    public const int MostLeaves = 20_000_000;

    /// <summary>How many leaf hashes stand on one line of the list.</summary>
    public const int HashesALine = 1000;

    /// <summary>How a line of the list of leaf hashes begins.</summary>
    public const string LeavesPrefix = """{"part":"leaves",""";

    /// <summary>How the path of one leaf begins, in the proof of a single line.</summary>
    public const string PathPrefix = """{"part":"path",""";

    /// <summary>How the last line begins.</summary>
    public const string SealPrefix = """{"part":"seal",""";

    /// <summary>What stands before the signature on the last line.</summary>
    public const string SignaturePrefix = ",\"signature\":\"";

    /// <summary>What stands after the signature.</summary>
    public const string SignatureSuffix = "\"}";

    /// <summary>Stands before the text that is signed, so that a signature over anything else can never pass for one over a bundle.</summary>
    public const string SignedPrefix = "spillway-seal 1\n";
}
