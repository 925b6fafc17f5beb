using Spillway.Engine;

namespace Spillway.App.Proofs;

/// <summary>What is refused of proofs.</summary>
public static class ProofErrors
{
    /// <summary>A file is no bundle.</summary>
    public static readonly ErrorCode NoBundle = new(
        "SW7101", "No bundle", "Name a file that 'spillway prove' wrote; where the name is right, its beginning was overwritten.");

    /// <summary>What is to be proved is too large for one bundle.</summary>
    public static readonly ErrorCode TooLarge = new(
        "SW7102", "Too much for one bundle", "Prove a shorter range, or leave the journal out with --without-journal.");

    /// <summary>A bundle has no line of that name.</summary>
    public static readonly ErrorCode NoLine = new(
        "SW7103", "No such line", "Give the line's whole name as it stands on the statement: START/charge/contract/component.");

    /// <summary>A bundle is not whole, and nothing more is made of it.</summary>
    public static readonly ErrorCode Broken = new(
        "SW7104", "The bundle is not as it was signed", "Get the bundle again from whoever made it; 'spillway verify BUNDLE' names all that is wrong.");

    /// <summary>A place to anchor at is none.</summary>
    public static readonly ErrorCode AnchorUnknown = new(
        "SW7105", "No such kind of anchor", "Write file:PATH, an http:// or https:// address, or rfc3161:ADDRESS.");

    /// <summary>The root could not be anchored.</summary>
    public static readonly ErrorCode AnchorFailed = new(
        "SW7106", "The root could not be anchored", "Mend what is named here and prove again; no bundle was written.");

    /// <summary>What two parts of a proof say of one thing differs.</summary>
    public static readonly ErrorCode Contradiction = new(
        "SW7107", "The statement contradicts what it was made from", "This is a fault of spillway: please report this line with the command you ran.");

    /// <summary>A file of a certificate cannot be used.</summary>
    public static readonly ErrorCode NoCertificate = new(
        "SW7108", "No certificate", "Name the file of the timestamp authority's certificate (PEM or DER).");
}
